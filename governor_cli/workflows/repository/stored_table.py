"""A table of documents whose columns are at hand; an extract is fetched when somebody asks for it."""

from bisect import bisect_left
from collections.abc import Callable, Collection, ItemsView, Iterable, Mapping, Sequence, ValuesView
from functools import cached_property
from typing import Any

from governor_cli.adapters.shelf import Shelf
from governor_cli.contracts.extract import Extract, Reference
from governor_cli.contracts.table import Table
from governor_cli.core.errors import GovError
from governor_cli.workflows.repository.asked import asked
from governor_cli.workflows.repository.columns import Columns
from governor_cli.workflows.repository.judge import Judge, Wanted
from governor_cli.workflows.repository.shelving import extract_of, frozen, reference

_FEW = 32
"""Whoever asks for more of them one by one will ask for all."""


class Fetching:
    """Extracts from the shelf; what is not there any more is judged again."""

    def __init__(self, judge: Judge, shelf: Shelf, at_hand: Mapping[str, Any]) -> None:
        self._judge = judge
        self._shelf = shelf
        self._at_hand = at_hand
        """Verdicts that no shelf could keep."""

    def __call__(self, wanted: Mapping[str, Wanted]) -> dict[str, Extract]:
        """Path -> extract, in the order asked for; GovError where the bytes are gone."""
        keys = self._judge.keys(wanted)
        stored = self._shelf.get_many(key for path, key in keys.items() if path not in self._at_hand)
        found = {path: self._at_hand.get(path) or stored.get(key) for path, key in keys.items()}
        missing = {path: wanted[path] for path, verdict in found.items() if verdict is None}
        if missing:
            found |= {path: frozen(verdict) for path, verdict in self._judge(missing)}
        return {path: _extract(path, verdict) for path, verdict in found.items()}


def _extract(path: str, stored: Any) -> Extract:
    extract = extract_of(stored) if stored else None
    if extract is None:
        raise GovError(f"{path} is gone, or changes while it is read")
    return extract


class StoredTable(Table):
    """The documents of one kind in an outline; every column that is asked for counts as looked at."""

    def __init__(
        self, columns: Columns, wanted: Callable[[Iterable[str]], Mapping[str, Wanted]], fetch: Fetching
    ) -> None:
        super().__init__({})
        self._columns = columns
        self._wanted = wanted
        self._fetch = fetch
        self._fetched: dict[str, Extract] = {}
        self._known: dict[str, Sequence[Any]] = {}

    def __contains__(self, path: object) -> bool:
        at = bisect_left(self.paths, str(path))
        return at < len(self.paths) and self.paths[at] == path

    def __getitem__(self, path: str) -> Extract:
        if path not in self._fetched:
            if path not in self:
                raise KeyError(path)
            if len(self._fetched) < _FEW:
                self._load([path])
            else:
                self._load(self.paths)
        return self._fetched[path]

    def some(self, paths: Collection[str]) -> Mapping[str, Extract]:
        """A few of them, fetched together."""
        self._load(paths)
        return {path: self._fetched[path] for path in paths}

    def items(self) -> ItemsView[str, Extract]:
        """All of them, fetched together."""
        return self.some(self.paths).items()

    def values(self) -> ValuesView[Extract]:
        """All of them, fetched together."""
        return self.some(self.paths).values()

    def _load(self, paths: Collection[str]) -> None:
        missing = [path for path in paths if path not in self._fetched]
        if missing:
            self._fetched |= self._fetch(self._wanted(missing))

    @cached_property
    def paths(self) -> Sequence[str]:
        """Where they stand."""
        return self._columns.paths

    @cached_property
    def ids(self) -> Sequence[str]:
        """What other files call them."""
        return self._columns.ids

    def column(self, fact: str) -> Sequence[Any]:
        """A fact of each; quick where the kind says so."""
        if fact not in self._columns.names:
            return [one.facts.get(fact) for one in self.values()]
        asked.add(fact)
        if fact not in self._known:
            self._known[fact] = self._columns.column(fact)
        return self._known[fact]

    def references(self, number: int) -> Sequence[Reference]:
        """The names that other files must define, in one of them."""
        return list(map(reference, self._columns.references(number)))

    @cached_property
    def mentioned(self) -> Collection[Reference]:
        """At least every reference in any of them, once."""
        return list(map(reference, self._columns.mentioned))
