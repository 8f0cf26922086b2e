"""The corpus: the extract of every document in a snapshot, by path and by kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from governor_cli.contracts.extract import Extract


@dataclass(frozen=True)
class Corpus:
    """Ids, references and states of a snapshot, never the records themselves.

    ``extracts`` has paths relative to the root of the gov repository; ``files`` are the
    other paths there (no documents), for rules about links and names.
    """

    extracts: Mapping[str, Extract]
    files: frozenset[str] = frozenset()

    @cached_property
    def by_kind(self) -> Mapping[str, Mapping[str, Extract]]:
        """Kind -> path -> extract."""
        kinds: dict[str, dict[str, Extract]] = {}
        for path, extract in self.extracts.items():
            kinds.setdefault(extract.kind, {})[path] = extract
        return kinds

    def of_kind(self, kind: str) -> Mapping[str, Extract]:
        """Path -> extract of one kind; empty when there is none."""
        return self.by_kind.get(kind, {})

    @cached_property
    def people(self) -> frozenset[str]:
        """The handles that the roster knows, without @."""
        return frozenset(self._people())

    def _people(self) -> Iterator[str]:
        for extract in self.of_kind("roster").values():
            yield from extract.facts.get("people", ())
