"""Where an error is: pydantic's location, which also names variants and validators, as a path in the tree."""

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple, Union, cast, get_args, get_origin

from pydantic import BaseModel

from governor_cli.core.finding import Loc

_KEY_ITSELF = "[key]"
_ABSENT = object()


class Whereabouts(NamedTuple):
    """A path in the parsed tree, and which variant of a union the error speaks for."""

    path: Loc
    on: Literal["value", "key"] = "value"
    fork: Loc = ()
    """The path of the value that could be of several variants."""
    variant: str | None = None


class _Walk(NamedTuple):
    """One way to read a location: the segments taken from the tree, and the first one left out."""

    path: Loc
    node: object
    fork: Loc = ()
    variant: str | None = None
    ends_in_tree: bool = True


def locate(loc: Loc, tree: object, value: object, *, missing: bool) -> Whereabouts:
    """The path in ``tree`` that pydantic's ``loc`` means, ``value`` being what it found there.

    A variant may be named like a key (``swap`` in ``{swap: [...]}``), so every reading is
    weighed: best is the one that ends at the very value, then the one that uses the last
    segment, then the longest.
    """
    on_key = loc[-1:] == (_KEY_ITSELF,)
    last = loc[-1:] if missing else ()
    inner = loc[:-1] if on_key or missing else loc
    walks = list(_walks(inner, _Walk((), tree)))
    best = max(walks, key=lambda walk: (walk.node is value, walk.ends_in_tree, len(walk.path)))
    return Whereabouts(best.path + last, "key" if on_key else "value", best.fork, best.variant)


def keys_at(model: type[BaseModel], path: Loc) -> list[str]:
    """The keys that a model knows for the mapping at this path; of every variant, where there are several."""
    places: list[Any] = [model]
    for part in path:
        places = [inner for place in places for inner in _inside(place, part)]
    return list(dict.fromkeys(key for place in places for key in _fields(place)))


def _walks(rest: Loc, walk: _Walk) -> Iterator[_Walk]:
    """Every reading of the segments that are left."""
    if not rest:
        yield walk
        return
    part, further = rest[0], rest[1:]
    child = _child(walk.node, part)
    if child is not _ABSENT:
        yield from _walks(further, walk._replace(path=(*walk.path, part), node=child, ends_in_tree=True))
    if child is _ABSENT or isinstance(part, str):
        fork, variant = (walk.path, str(part)) if walk.variant is None else (walk.fork, walk.variant)
        yield from _walks(further, walk._replace(fork=fork, variant=variant, ends_in_tree=False))


def _child(node: object, part: str | int) -> object:
    if isinstance(node, Mapping):
        return cast("Mapping[Any, object]", node).get(part, _ABSENT)
    if isinstance(node, list) and isinstance(part, int):
        items = cast("list[object]", node)
        return items[part] if 0 <= part < len(items) else _ABSENT
    return _ABSENT


def _fields(place: Any) -> Iterator[str]:
    for kind in _variants(place):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, field in kind.model_fields.items():
                yield field.alias or name


def _inside(place: Any, part: str | int) -> Iterator[Any]:
    """The annotations of what lies one segment further in."""
    for kind in _variants(place):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, field in kind.model_fields.items():
                if part == (field.alias or name):
                    yield field.annotation
        elif get_args(kind):
            yield get_args(kind)[-1]


def _variants(place: Any) -> Iterator[Any]:
    """The types an annotation may stand for."""
    origin = get_origin(place)
    if origin is Annotated:
        yield from _variants(get_args(place)[0])
    elif origin in {Union, types.UnionType}:
        for inner in get_args(place):
            yield from _variants(inner)
    else:
        yield place
