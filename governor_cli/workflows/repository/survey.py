"""What is known of a gov repository in one snapshot: of each document, and of all together."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from posixpath import normpath

from governor_cli.adapters.settings import Settings
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.history import History
from governor_cli.contracts.page import Page
from governor_cli.contracts.table import Together
from governor_cli.policy.model import Playbook
from governor_cli.workflows.repository.outline import NO_EXTRACT, Outline
from governor_cli.workflows.repository.stored_table import Fetching, StoredTable


class Survey:
    """The documents of one gov repository in a snapshot; paths are relative to its root.

    ``expected`` tells the kind that belongs at a path; None where there is none.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        prefix: str,
        settings: Settings,
        policy: Playbook | None,
        outline: Outline,
        *,
        fetch: Fetching,
        expected: Callable[[str], str | None],
        links: frozenset[str],
        unread: frozenset[str],
        pages: Mapping[str, Page],
        history: History,
    ) -> None:
        self.snapshot = snapshot
        self.prefix = prefix
        self.settings = settings
        self.policy = policy
        self.outline = outline
        self.fetch = fetch
        self.expected = expected
        self.links = links
        self.unread = unread
        self.pages = pages
        self.history = history

    @cached_property
    def corpus(self) -> Corpus:
        """What rules over several files may look at."""
        outline = self.outline
        unknown = {one.kind or self.expected(path) for path, one in outline.loud.items() if not one.sound}
        tabled = {
            kind: StoredTable(columns, partial(outline.wanted, kind), self.fetch)
            for kind, columns in outline.kinds.items()
            if kind != NO_EXTRACT
        }
        return Corpus(
            Together(tabled),
            files=_Files(self.snapshot, self.prefix),
            misnamed=outline.misnamed,
            strays={path: kind for path, (kind, _) in outline.strays.items() if kind != NO_EXTRACT},
            links=self.links,
            unread=self.unread,
            unmerged=frozenset(
                path.removeprefix(self.prefix)
                for path in self.snapshot.unmerged
                if path.startswith(self.prefix)
            ),
            unreadable=frozenset(filter(None, unknown | set(map(self.expected, self.unread)))),
            playbook=self.settings.playbook,
            pages=self.pages,
            history=self.history,
            tabled=tabled,
        )


class _Files:
    """The paths of a gov repository in a snapshot, asked one at a time."""

    def __init__(self, snapshot: Snapshot, prefix: str) -> None:
        self._entries = snapshot.entries
        self._prefix = prefix

    def __contains__(self, path: object) -> bool:
        full = self._full(str(path))
        return full in self._folders if full.endswith("/") else full in self._entries

    def _full(self, path: str) -> str:
        """From the top; what lies beside the gov repository is there as well."""
        if path.startswith("/"):
            return path[1:]
        if not path.startswith("../"):
            return f"{self._prefix}{path}"
        return normpath(f"{self._prefix}{path}") + ("/" if path.endswith("/") else "")

    @cached_property
    def _folders(self) -> set[str]:
        return {path[: end + 1] for path in self._entries for end in _slashes(path)}


def _slashes(path: str) -> Iterator[int]:
    return (at for at, sign in enumerate(path) if sign == "/")
