"""The corpus: the extract of every document in a snapshot, by path and by kind."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from governor_cli.contracts.extract import Extract
from governor_cli.contracts.history import History
from governor_cli.contracts.page import Page
from governor_cli.contracts.table import NONE, Table, tables


@dataclass(frozen=True, eq=False)
class Corpus:
    """Ids, references and states of a snapshot, never the records themselves.

    Paths are relative to the root of the gov repository.
    """

    extracts: Mapping[str, Extract]
    files: Container[str] = frozenset[str]()
    """Every path of the snapshot, for rules about links: ``a/b.md``, ``a/`` for a folder, and with a
    slash in front from the top of the Git repository."""
    misnamed: Mapping[str, str] = field(default_factory=dict[str, str])
    """Path -> the shell pattern that its file name should match and does not."""
    strays: Mapping[str, str] = field(default_factory=dict[str, str])
    """Path -> kind of the documents that stand where another kind belongs, or none."""
    links: frozenset[str] = frozenset()
    """Symbolic links that stand where an artifact belongs: they are never followed."""
    unread: frozenset[str] = frozenset()
    """Artifacts of the work tree that could not be read at all."""
    unmerged: frozenset[str] = frozenset()
    """Paths that a merge left in conflict."""
    unreadable: frozenset[str] = frozenset()
    """Kinds of which a document cannot be read at all: what it defines is not known."""
    playbook: str = ""
    """Where gov.toml says the playbook is."""
    pages: Mapping[str, Page] = field(default_factory=dict[str, Page])
    """Path -> page: going through it gives the Markdown of the documentation, ``get`` finds any."""
    history: History = field(default_factory=History)
    """What led here. Looking at it costs a pass over the commits: only what needs it asks."""

    tabled: Mapping[str, Table] | None = None
    """Kind -> table of the extracts, where somebody has them in that form."""

    @cached_property
    def by_kind(self) -> Mapping[str, Table]:
        """Kind -> its documents; kinds without any are left out."""
        return tables(self.extracts) if self.tabled is None else self.tabled

    def of_kind(self, kind: str) -> Table:
        """The documents of one kind; an empty table when there is none."""
        return self.by_kind.get(kind, NONE)

    @cached_property
    def people(self) -> frozenset[str]:
        """The handles that the roster knows, without @."""
        return frozenset(self._people())

    def _people(self) -> Iterator[str]:
        for extract in self.of_kind("roster").values():
            yield from extract.facts.get("people", ())
