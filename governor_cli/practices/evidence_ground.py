"""What evidence is judged by: one incident, its repository, and what only Git knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.policy.model import Playbook

Form = Mapping[str, Any]
"""Evidence as a checklist keeps it: one form and its value, such as ``{"path": "a/b.md"}``."""


class Commit(NamedTuple):
    """The facts of one commit; paths are relative to the root of the gov repository."""

    id: str
    message: str
    paths: tuple[str, ...]


def _no_commit(_revision: str) -> Commit | None:
    return None


def _no_commits() -> Sequence[Commit]:
    return ()


@dataclass(frozen=True)
class Ground:
    """What evidence for one incident is judged by. Functions look up what only Git knows."""

    incident: str
    policy: Playbook
    corpus: Corpus
    tasks: Sequence[Mapping[str, Any]] = ()
    commit: Callable[[str], Commit | None] = field(default=_no_commit)
    """A reachable commit by its id."""
    commits: Callable[[], Sequence[Commit]] = field(default=_no_commits)
    """Reachable commits that name the incident, the latest first."""

    @property
    def report(self) -> tuple[str, Extract] | None:
        """The incident's report with its path."""
        reports = self.corpus.of_kind("incident").items()
        return next(((path, one) for path, one in reports if one.id == self.incident), None)


class Judgement(NamedTuple):
    """Evidence that holds, in the form to be kept; or why there is none."""

    form: Form
    problem: str = ""

    @property
    def holds(self) -> bool:
        """Whether it proves the item."""
        return not self.problem


def unproved(problem: str) -> Judgement:
    """No evidence, and why."""
    return Judgement({}, problem)
