"""The history: the few facts of commits that rules may know, looked up when a rule first asks."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple


class Commit(NamedTuple):
    """What counts of a commit. Squash merges drop trailers, so the whole message may name incidents."""

    id: str
    at: int
    """When it was committed, in seconds since 1970."""
    incidents: tuple[str, ...]
    """Those that its message names."""
    documents: bool = True
    """Whether it changes something in the folder of the documentation."""


class Told(NamedTuple):
    """The commits that change the documentation and name an incident, the latest first.

    ``is_cut`` in a shallow clone: what is missing may be where nobody has looked.
    """

    commits: Sequence[Commit]
    is_cut: bool = False


def _nothing() -> Told:
    return Told(())


def _nobody(_revision: str) -> Commit | None:
    return None


class History:
    """What led to a snapshot: everything that HEAD, the revision, or both sides of a merge reach."""

    def __init__(
        self, look: Callable[[], Told] = _nothing, find: Callable[[str], Commit | None] = _nobody
    ) -> None:
        self._look = look
        self.find = find
        """Any commit of this history by its id or the beginning of it; costs processes."""

    @cached_property
    def _told(self) -> Told:
        return self._look()

    @property
    def is_consulted(self) -> bool:
        """Whether anybody asked: the findings then follow from more than the bytes of the snapshot."""
        return "_told" in vars(self)

    @property
    def is_cut(self) -> bool:
        """Whether this clone has only the latest part of it."""
        return self._told.is_cut

    @cached_property
    def _by_incident(self) -> Mapping[str, list[Commit]]:
        found: dict[str, list[Commit]] = {}
        for commit in self._told.commits:
            for incident in commit.incidents:
                found.setdefault(incident, []).append(commit)
        return found

    def documenting(self, incident: str) -> Sequence[Commit]:
        """The commits that change the documentation and name an incident, the latest first."""
        return self._by_incident.get(incident, ())
