"""The corpus: the extract of every document in a snapshot, by path and by kind."""

from collections.abc import Container, Iterator, Mapping
from functools import cached_property

from governor_cli.contracts.extract import Extract
from governor_cli.contracts.history import History
from governor_cli.contracts.page import Page
from governor_cli.contracts.table import NONE, Table, tables


class Corpus:
    """Ids, references and states of a snapshot, never the records themselves.

    Paths are relative to the root of the gov repository.
    """

    def __init__(
        self,
        extracts: Mapping[str, Extract],
        *,
        files: Container[str] = frozenset(),
        misnamed: Mapping[str, str] | None = None,
        strays: Mapping[str, str] | None = None,
        links: frozenset[str] = frozenset(),
        unread: frozenset[str] = frozenset(),
        unmerged: frozenset[str] = frozenset(),
        unreadable: frozenset[str] = frozenset(),
        playbook: str = "",
        pages: Mapping[str, Page] | None = None,
        history: History | None = None,
        tabled: Mapping[str, Table] | None = None,
    ) -> None:
        self.extracts = extracts
        self.files = files
        """Every path of the snapshot, for rules about links: ``a/b.md``, ``a/`` for a folder, and with a
        slash in front from the top of the Git repository."""
        self.misnamed = misnamed or {}
        """Path -> the shell pattern that its file name should match and does not."""
        self.strays = strays or {}
        """Path -> kind of the documents that stand where another kind belongs, or none."""
        self.links = links
        """Symbolic links that stand where an artifact belongs: they are never followed."""
        self.unread = unread
        """Artifacts of the work tree that could not be read at all."""
        self.unmerged = unmerged
        """Paths that a merge left in conflict."""
        self.unreadable = unreadable
        """Kinds of which a document cannot be read at all: what it defines is not known."""
        self.playbook = playbook
        """Where gov.toml says the playbook is."""
        self.pages: Mapping[str, Page] = {} if pages is None else pages
        """Path -> page: going through it gives the Markdown of the documentation, ``get`` finds any."""
        self.history = history or History()
        """What led here. Looking at it costs a pass over the commits: only what needs it asks."""
        self._tabled = tabled

    @cached_property
    def by_kind(self) -> Mapping[str, Table]:
        """Kind -> its documents; kinds without any are left out."""
        return tables(self.extracts) if self._tabled is None else self._tabled

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
