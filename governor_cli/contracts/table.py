"""The documents of one kind, by path and in the order of their paths: one at a time, or one column of all.

Of ten thousand documents a column costs next to nothing, and their extracts more than everything else
that a check does. So whoever asks something of every document asks for columns first.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from governor_cli.contracts.extract import Extract, Reference


class Table(Mapping[str, Extract]):
    """Path -> extract, made of extracts that are at hand."""

    def __init__(self, extracts: Mapping[str, Extract]) -> None:
        self._extracts = dict(sorted(extracts.items()))

    def __getitem__(self, path: str) -> Extract:
        return self._extracts[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    @cached_property
    def paths(self) -> Sequence[str]:
        """Where they stand. Every column has this order."""
        return tuple(self._extracts)

    @cached_property
    def ids(self) -> Sequence[str]:
        """What other files call them."""
        return tuple(one.id for one in self._extracts.values())

    @cached_property
    def known(self) -> frozenset[str]:
        """Every id, once."""
        return frozenset(self.ids)

    def column(self, fact: str) -> Sequence[Any]:
        """A fact of each; None for those without. Kinds say which of them are found quickly."""
        return [one.facts.get(fact) for one in self._extracts.values()]

    def references(self, number: int) -> Sequence[Reference]:
        """The names that other files must define, in the document with this number in the order of paths."""
        return self._extracts[self.paths[number]].references

    @cached_property
    def mentioned(self) -> Collection[Reference]:
        """At least every reference in any of them, once; perhaps some that stood there earlier."""
        return {reference for one in self._extracts.values() for reference in one.references}

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        """Id -> path of the first document that has it."""
        return dict(zip(reversed(self.ids), reversed(self.paths), strict=True))

    def where(self, fact: str, is_wanted: Callable[[Any], bool]) -> Mapping[str, Extract]:
        """Those of which a fact is as wanted; None is asked about where it is missing.

        Each value is asked about once: it is a word that many of them have.
        """
        column = self.column(fact)
        wanted = frozenset(filter(is_wanted, set(column)))
        return self.some([path for path, value in zip(self.paths, column, strict=True) if value in wanted])

    def some(self, paths: Collection[str]) -> Mapping[str, Extract]:
        """A few of them, in the order asked for."""
        return {path: self[path] for path in paths}


NONE = Table({})


def tables(extracts: Mapping[str, Extract]) -> Mapping[str, Table]:
    """Kind -> the extracts of that kind."""
    kinds: dict[str, dict[str, Extract]] = {}
    for path, extract in extracts.items():
        kinds.setdefault(extract.kind, {})[path] = extract
    return {kind: Table(some) for kind, some in kinds.items()}


class Together(Mapping[str, Extract]):
    """Path -> extract over tables of several kinds."""

    def __init__(self, by_kind: Mapping[str, Table]) -> None:
        self._tables = by_kind

    def __getitem__(self, path: str) -> Extract:
        for table in self._tables.values():
            if path in table:
                return table[path]
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        return (path for table in self._tables.values() for path in table)

    def __len__(self) -> int:
        return sum(map(len, self._tables.values()))
