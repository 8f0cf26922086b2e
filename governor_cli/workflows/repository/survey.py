"""What is known of a gov repository in one snapshot: a verdict on each document, and all together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import normpath

from governor_cli.adapters.settings import Settings
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.history import History
from governor_cli.contracts.page import Page
from governor_cli.policy.model import Playbook
from governor_cli.workflows.repository.verdicts import Verdict


@dataclass(frozen=True)
class Survey:
    """The verdicts of one gov repository in a snapshot; paths are relative to its root."""

    snapshot: Snapshot
    prefix: str
    settings: Settings
    policy: Playbook | None
    verdicts: Mapping[str, Verdict]
    expected: Mapping[str, str]
    links: frozenset[str]
    unread: frozenset[str]
    pages: Mapping[str, Page]
    history: History

    @cached_property
    def corpus(self) -> Corpus:
        """What rules over several files may look at."""
        kinds = self.verdicts.items()
        unknown = {one.kind or self.expected.get(path) for path, one in kinds if not one.sound}
        unknown |= {self.expected[path] for path in self.unread}
        return Corpus(
            {path: verdict.extract for path, verdict in kinds if verdict.extract is not None},
            files=_Files(self.snapshot, self.prefix),
            expected=self.expected,
            names={path: verdict.name for path, verdict in kinds if verdict.name},
            links=self.links,
            unread=self.unread,
            unmerged=frozenset(
                path.removeprefix(self.prefix)
                for path in self.snapshot.unmerged
                if path.startswith(self.prefix)
            ),
            unreadable=frozenset(filter(None, unknown)),
            playbook=self.settings.playbook,
            pages=self.pages,
            history=self.history,
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
