"""Front matter values as a tree: look one up, or build the tree that an edit should lead to."""

from typing import Any, cast

from governor_cli.core.errors import GovError
from governor_cli.core.finding import Loc, dotted


def mapping(value: Any) -> dict[str, Any]:
    """The value, which is known to be a mapping."""
    return cast("dict[str, Any]", value)


def sequence(value: Any) -> list[Any]:
    """The value, which is known to be a list."""
    return cast("list[Any]", value)


def has(holder: Any, part: str | int) -> bool:
    """Whether a mapping has this key, or a list this index."""
    if isinstance(part, str):
        return isinstance(holder, dict) and part in mapping(holder)
    return isinstance(holder, list) and 0 <= part < len(sequence(holder))


def value_at(tree: Any, at: Loc) -> Any:
    """The value under a path. GovError where the path does not exist."""
    for depth, part in enumerate(at, 1):
        if not has(tree, part):
            raise GovError(f"`{dotted(at[:depth])}` is not there")
        tree = tree[part]
    return tree


def copied(tree: Any) -> Any:
    """A copy that shares nothing, not even what aliases share."""
    if isinstance(tree, dict):
        return {name: copied(part) for name, part in mapping(tree).items()}
    if isinstance(tree, (list, tuple)):
        return [copied(part) for part in sequence(tree)]
    return tree


def nested(path: Loc, value: Any) -> Any:
    """The value inside the mappings that the path names, ``("a", "b")`` as ``{a: {b: value}}``."""
    for part in reversed(path):
        value = {part: value} if isinstance(part, str) else [value]
    return value


def with_value(tree: Any, at: Loc, value: Any) -> Any:
    """A copy in which another value stands under a path that exists."""
    tree = copied(tree)
    value_at(tree, at[:-1])[at[-1]] = copied(value)
    return tree


def with_key(tree: Any, parent: Loc, index: int, key: str, value: Any) -> Any:
    """A copy in which a mapping has one more key, as its ``index``-th."""
    tree = copied(tree)
    holder = mapping(value_at(tree, parent))
    entries = list(holder.items())
    entries.insert(index, (key, copied(value)))
    holder.clear()
    holder.update(entries)
    return tree


def with_item(tree: Any, at: Loc, index: int, item: Any) -> Any:
    """A copy in which a list has one more entry, as its ``index``-th."""
    tree = copied(tree)
    sequence(value_at(tree, at)).insert(index, copied(item))
    return tree


def without(tree: Any, at: Loc) -> Any:
    """A copy in which a path is gone."""
    tree = copied(tree)
    del value_at(tree, at[:-1])[at[-1]]
    return tree


def same(one: Any, other: Any) -> bool:
    """Whether two trees are equal, the order of their keys included."""
    if isinstance(one, dict) and isinstance(other, dict):
        left, right = mapping(one), mapping(other)
        return list(left) == list(right) and all(same(left[name], right[name]) for name in left)
    if isinstance(one, list) and isinstance(other, list):
        ours, theirs = sequence(one), sequence(other)
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    return type(one) is type(other) and bool(one == other)
