"""The documents of one kind as columns in the order of their paths: those kept, with a few changed.

A column that nobody asks for stays packed. What changed since the columns were kept is laid into
each of them when it is asked for.
"""

import marshal
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

_T = TypeVar("_T")
_NOTHING = marshal.dumps([])
_EMPTY: Mapping[str, Any] = {
    "paths": [],
    "blobs": [],
    "ids": _NOTHING,
    "mentioned": _NOTHING,
    "references": _NOTHING,
    "facts": {},
}


class Row(NamedTuple):
    """A document that changed; references and facts as they are stored."""

    path: str
    blob: str
    id: str
    references: tuple[tuple[Any, ...], ...]
    facts: Mapping[str, Any]


class Columns:
    """``kept`` is what an earlier ``packed`` gave, ``gone`` are its paths that count no more."""

    def __init__(
        self,
        names: Collection[str],
        kept: Mapping[str, Any] | None = None,
        gone: Collection[str] = (),
        fresh: Iterable[Row] = (),
    ) -> None:
        self.names = names
        """The facts that have a column."""
        self._kept = _EMPTY if kept is None else kept
        self._fresh = sorted(fresh)
        self._cuts = _cuts(self._kept["paths"], sorted(gone), [row.path for row in self._fresh])

    @cached_property
    def paths(self) -> Sequence[str]:
        """Where the documents stand."""
        return self._laid(self._kept["paths"], [row.path for row in self._fresh])

    @cached_property
    def blobs(self) -> Sequence[str]:
        """The object ids of their bytes."""
        return self._laid(self._kept["blobs"], [row.blob for row in self._fresh])

    @cached_property
    def by_path(self) -> Mapping[str, str]:
        """Path -> object id."""
        return dict(zip(self.paths, self.blobs, strict=True))

    @cached_property
    def ids(self) -> Sequence[str]:
        """What other files call them."""
        return self._laid(_list(self._kept["ids"]), [row.id for row in self._fresh])

    @cached_property
    def mentioned(self) -> Sequence[tuple[Any, ...]]:
        """Every reference in any of them, and perhaps some that are not there any more."""
        known = _list(self._kept["mentioned"])
        return known + [one for row in self._fresh for one in row.references]

    def references(self, number: int) -> Iterator[tuple[Any, ...]]:
        """The references in one of them."""
        return map(self.mentioned.__getitem__, self._numbered[number])

    @cached_property
    def _numbered(self) -> Sequence[Sequence[int]]:
        """The references in each, by their places among those that are mentioned."""
        fresh: list[Sequence[int]] = []
        at = len(self.mentioned) - sum(len(row.references) for row in self._fresh)
        for row in self._fresh:
            fresh.append(range(at, at + len(row.references)))
            at += len(row.references)
        return self._laid(_list(self._kept["references"]), fresh)

    def column(self, name: str) -> Sequence[Any]:
        """A fact of each; None where it has none."""
        values = self._stored(name)
        packed = {value for value in values if value.__class__ is bytes}
        if not packed:
            return values
        told = {value: marshal.loads(value) for value in packed}  # noqa: S302 - see adapters/shelf.py
        return [told[value] if value.__class__ is bytes else value for value in values]

    def _stored(self, name: str) -> Sequence[Any]:
        kept = self._kept["facts"].get(name)
        values = [None] * len(self._kept["paths"]) if kept is None else _list(kept)
        return self._laid(values, [row.facts.get(name) for row in self._fresh])

    def packed(self) -> Mapping[str, Any]:
        """All of them as marshal can write them."""
        numbers: dict[tuple[Any, ...], int] = {}
        rows = [
            [numbers.setdefault(one, len(numbers)) for one in self.references(number)]
            for number in range(len(self.paths))
        ]
        return {
            "paths": list(self.paths),
            "blobs": list(self.blobs),
            "ids": marshal.dumps(list(self.ids)),
            "mentioned": marshal.dumps(list(numbers)),
            "references": marshal.dumps(rows),
            "facts": {name: marshal.dumps(_once(self._stored(name))) for name in self.names},
        }

    def _laid(self, kept: list[_T], fresh: Sequence[_T]) -> list[_T]:
        """A column with its changes."""
        if not self._cuts:
            return kept
        found: list[_T] = []
        at = 0
        for upto, resumed, number in self._cuts:
            found += kept[at:upto]
            if number is not None:
                found.append(fresh[number])
            at = resumed
        return found + kept[at:]


def _cuts(
    paths: Sequence[str], gone: Sequence[str], fresh: Sequence[str]
) -> Sequence[tuple[int, int, int | None]]:
    """Where to stop copying, where to go on, and which fresh row comes between."""
    places = [(bisect_left(paths, path), number) for number, path in enumerate(fresh)]
    found: list[tuple[int, int, int | None]] = [(at, at, number) for at, number in places]
    found += [(at, at + 1, None) for at in (bisect_left(paths, path) for path in gone)]
    return sorted(found, key=lambda cut: cut[:2])  # stable: what is put in the same place stays in order


def _list(packed: bytes) -> list[Any]:
    return cast("list[Any]", marshal.loads(packed))  # noqa: S302 - see adapters/shelf.py


def _once(values: Sequence[Any]) -> list[Any]:
    """Equal texts as one object: marshal writes one that it has met before in five bytes."""
    known: dict[Any, Any] = {}
    return [known.setdefault(value, value) if isinstance(value, str | bytes) else value for value in values]
