"""Documentation after an incident: branches that carry it, the day it is due, and who still owes some.

The clock of an incident starts when somebody says that something was learned, at the latest when
it is resolved, and stops with a proposal: a pull request, a change on the default branch, or a
checklist that says why none is needed.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.core.ids import INCIDENT_ID, slug
from governor_cli.core.instants import parse_duration, parse_instant
from governor_cli.core.patterns import compiled
from governor_cli.policy.model import Playbook
from governor_cli.practices.promised import AT_RISK

FOLDER = "docs"
"""Branches of documentation are called ``docs/...``."""
INCIDENT_TRAILER = "Gov-Incident"
LEARNED_TRAILER = "Gov-Learned-At"

_TOPIC: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_LONGEST_TOPIC = 50
_NAME: Final = rf"{FOLDER}/(?:({INCIDENT_ID.pattern})-)?(.+)"

_OVER = frozenset({"closed", "cancelled", "draft"})
"""Incidents in these states owe nothing, and nearly all of them are."""

State = Literal["empty", "changed", "pushed", "proposed", "merged"]
Clock = Literal["running", "at_risk", "breached", "met"]


class DocsBranch(NamedTuple):
    """One branch of documentation; ``changes`` are the documents it changes, committed or not."""

    name: str
    incident: str | None
    topic: str
    learned: datetime
    due: datetime
    changes: tuple[str, ...] = ()
    uncommitted: bool = False
    pushed: bool = False
    pull_request: str = ""
    proposed: datetime | None = None
    merged: bool = False
    worktree: str = ""

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.merged:
            return "merged"
        if self.pull_request:
            return "proposed"
        if self.pushed:
            return "pushed"
        return "changed" if self.changes or self.uncommitted else "empty"

    @property
    def is_proposed(self) -> bool:
        """Whether somebody was asked to merge it: by a review, or by mail where there is no forge."""
        return self.proposed is not None or self.state in {"proposed", "merged"}

    def clock(self, now: datetime) -> Clock:
        """Its 24 hours, as long as the playbook says they are."""
        stopped = self.proposed or (now if self.state in {"merged", "proposed"} else None)
        return clock(self.learned, self.due, stopped, now)


class Owed(NamedTuple):
    """An incident that taught something which no proposal carries yet."""

    incident: str
    title: str
    path: str
    learned: datetime
    due: datetime
    owner: str
    """Who leads it, or the role that keeps documentation, without @."""

    def clock(self, now: datetime) -> Clock:
        """Its 24 hours."""
        return clock(self.learned, self.due, None, now)


def clock(start: datetime, due: datetime, stopped: datetime | None, now: datetime) -> Clock:
    """How a promise stands that began and is due at these instants."""
    if (stopped or now) > due:
        return "breached"
    if stopped is not None:
        return "met"
    return "at_risk" if now - start >= AT_RISK * (due - start) else "running"


def topic_problem(topic: str) -> str:
    """Why a text is no topic; empty where it is one."""
    if not topic.strip():
        return "the topic is empty"
    if compiled(_TOPIC).fullmatch(topic) and len(topic) <= _LONGEST_TOPIC:
        return ""
    if len(topic) > _LONGEST_TOPIC:
        return f"the topic is longer than {_LONGEST_TOPIC} characters"
    return f"the topic {topic!r} is more than small letters, digits and single hyphens"


def topic_like(text: str) -> str:
    """The topic that somebody probably meant."""
    return slug(text)


def branch_name(topic: str, incident: str | None) -> str:
    """``docs/INC-20261123-7F3K-restart-search``, or ``docs/restart-search``."""
    return f"{FOLDER}/{incident}-{topic}" if incident else f"{FOLDER}/{topic}"


def named(branch: str) -> tuple[str | None, str]:
    """Incident and topic that stand in a branch's name."""
    match = compiled(_NAME).fullmatch(branch)
    return (match[1], match[2]) if match else (None, branch)


def title(topic: str, incident: str | None) -> str:
    """The one line under which a branch is proposed: it names the incident, so a squash merge does too."""
    words = topic.replace("-", " ")
    return f"docs: {words} ({incident})" if incident else f"docs: {words}"


def trailers(incident: str | None, learned: str) -> str:
    """The last lines of a message, which Git and gov find again."""
    lines = ([f"{INCIDENT_TRAILER}: {incident}"] if incident else []) + [f"{LEARNED_TRAILER}: {learned}"]
    return "\n".join(lines)


def opening_message(topic: str, incident: str | None, learned: str) -> str:
    """The message of the first, empty commit."""
    words = topic.replace("-", " ")
    about = f" after {incident}" if incident else ""
    why = "It says when this was learned; what was learned follows."
    return f"docs: begin {words}{about}\n\n{why}\n\n{trailers(incident, learned)}\n"


def body(topic: str, incident: str | None, learned: str, within: str) -> str:
    """What a reviewer reads first; its first paragraph is the whole of it where only a line can be told."""
    source = f"What {incident} taught" if incident else "What was learned"
    first = f"{source} about {topic.replace('-', ' ')}, written into the documentation."
    clock_line = f"Learned at {learned}; the playbook asks for a proposal within {within}."
    return f"{first}\n\n{clock_line}\n\n{trailers(incident, learned)}\n"


def started(report: Extract) -> datetime | None:
    """When an incident's clock for documentation started; None while it has not."""
    facts = report.facts
    text = facts.get("learned") or facts.get("times", {}).get("resolved")
    return parse_instant(text) if text else None


def allowed(report: Extract | None, policy: Playbook) -> timedelta:
    """How long a proposal may take: as promised when the incident was declared, else as promised today."""
    promised = report.facts.get("targets", {}).get("documentation") if report else None
    return parse_duration(promised) if promised else policy.knowledge.documentation_within


def owed(
    corpus: Corpus, policy: Playbook, branches: Sequence[DocsBranch], documented: Container[str]
) -> Iterator[Owed]:
    """The incidents whose documentation nobody has proposed, the one that is due first in front.

    ``documented`` are those that a change of the documentation names. Exercises, cancelled and
    adopted incidents owe nothing.
    """
    answered = {branch.incident for branch in branches if branch.is_proposed}
    running = corpus.of_kind("incident").where("status", lambda status: status not in _OVER)
    left = {
        path: report
        for path, report in running.items()
        if report.id not in answered and report.id not in documented
    }
    spoken_for = _spoken_for(corpus, policy, {report.id for report in left.values()})
    found = [
        one
        for path, report in left.items()
        if report.id not in spoken_for
        for one in _owing(path, report, policy)
    ]
    return iter(sorted(found, key=lambda one: (one.due, one.incident)))


def _owing(path: str, report: Extract, policy: Playbook) -> Iterator[Owed]:
    facts = report.facts
    learned = None if facts.get("exercise") or facts.get("adopted") else started(report)
    if learned is None:
        return
    due = learned + allowed(report, policy)
    yield Owed(
        report.id, facts.get("title") or "", path, learned, due, _owner(facts.get("roles", {}), policy)
    )


def _owner(roles: Mapping[str, str], policy: Playbook) -> str:
    keeper = "docs-lead" if policy.role("docs-lead") else policy.roles[0].id if policy.roles else ""
    return (roles.get("commander") or keeper).removeprefix("@")


def _spoken_for(corpus: Corpus, policy: Playbook, incidents: Container[str]) -> set[str]:
    """Those of some incidents whose checklist has evidence for documentation, or says why none is needed."""
    items = {item.id for item in policy.checklist if item.evidence == "docs"}
    checklists = corpus.of_kind("checklist")
    told = zip(checklists.paths, checklists.ids, strict=True)
    return {
        checklist.id
        for checklist in checklists.some([path for path, name in told if name in incidents]).values()
        if items & {*checklist.facts.get("evidence", ()), *checklist.facts.get("waived", ())}
    }
