"""Since which commit a gap is there: the roster and playbook of each commit, walked back from the newest."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from governor_cli.core.errors import GovError
from governor_cli.core.finding import Finding
from governor_cli.core.spans import Span, subtract
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage.coverage_rules import gaps_told
from governor_cli.practices.coverage.proof import Proof
from governor_cli.practices.schedule.final import final_schedule
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.roster.reading import roster_of, roster_repository

_FAR_BACK = 300
"""Commits of the two files; whoever looks further back has the answer in ``git log``."""


class Commit(NamedTuple):
    """Who changed the roster or the playbook, when, and with which words."""

    id: str
    author: str
    day: str
    subject: str

    def __str__(self) -> str:
        """As it stands behind a finding."""
        return f"{self.id[:10]} by {self.author} on {self.day}: {self.subject}"


def blamed(repository: Repository, proof: Proof, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those about a gap with the commit that opened it."""
    opened = _opened(repository, gaps_told(proof))
    for one in found:
        since = opened.get(one.subject) if one.code == "COV001" else None
        yield one._replace(message=f"{one.message}; since {since}") if since else one


def _opened(repository: Repository, gaps: dict[str, tuple[str, Span]]) -> dict[str, str]:
    """For each gap the oldest commit of the unbroken row of those that have it."""
    left = dict(gaps)
    since = dict.fromkeys(gaps, "a change that is not committed")
    for commit in _commits(repository) if left else ():
        then = _at(repository, commit.id)
        for subject, (role, span) in list(left.items()):
            if then is None or not _is_open(*then, role, span):
                del left[subject]
            else:
                since[subject] = str(commit)
        if not left:
            break
    return since


def _commits(repository: Repository) -> Iterator[Commit]:
    workspace = repository.workspace
    paths = [repository.policy.knowledge.roster, workspace.settings.playbook]
    told = workspace.git.ask(
        "log", f"-{_FAR_BACK}", "--format=%H%x00%an%x00%as%x00%s", "--",
        *(f":(literal,top){workspace.prefix}{path}" for path in paths),
    )  # fmt: skip
    for line in (told or b"").decode("utf-8", "replace").splitlines():
        parts = line.split("\0", 3)
        if len(parts) == 4:  # noqa: PLR2004 - the four of the format above
            yield Commit(*parts)


def _at(repository: Repository, rev: str) -> tuple[Roster, Playbook] | None:
    """The roster and playbook of a commit; None where they could not be read."""
    try:
        then = roster_repository(repository.workspace, rev)
        _, roster = roster_of(then)
    except GovError:
        return None
    return roster, then.policy


def _is_open(roster: Roster, policy: Playbook, role: str, span: Span) -> bool:
    """Whether nobody held a role for some of a gap; of 28 years only the gap itself is worked out."""
    start, end = (datetime.fromtimestamp(second, UTC) for second in span)
    return bool(subtract([span], final_schedule(roster, policy, start, end).covered(role)))
