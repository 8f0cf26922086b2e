"""What must be done by when: clocks of open incidents, what follows their end, follow-ups, reviews.

Incidents that are over are judged by what is remembered of them, open ones by their timeline.
Nothing here looks at the clock: a promise stands until it is kept.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.core.instants import parse_instant
from governor_cli.core.wall_clock import instant_of, zone
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import Entry
from governor_cli.kinds.roster.model import Roster
from governor_cli.kinds.tasks.extract import tasks_told
from governor_cli.policy.model import Playbook
from governor_cli.practices.incident.clocks import AT_RISK, Clock, Situation, clocks
from governor_cli.practices.incident.paging import waiting
from governor_cli.practices.incident.targets import targets_in_force
from governor_cli.practices.promised import Promise

_DAY: Final = timedelta(days=1)
_ELSEWHERE: Final = "documentation"
"""The clock that is told by what documentation itself knows."""


class Open(NamedTuple):
    """An incident that goes on, with its timeline."""

    record: Incident
    rows: Sequence[tuple[datetime, Entry]]


def of_incident(one: Open, policy: Playbook, now: datetime) -> Iterator[Promise]:
    """Its open clocks, the next update among them at any time, and the escalation while nobody answers."""
    record = one.record
    targets = record.targets or targets_in_force(policy, record.severity, record.source)
    situation = Situation(record, one.rows, targets, policy.updates.until, _pages(policy))
    for clock in clocks(situation, now):
        if clock.is_open and clock.due is not None and clock.name != _ELSEWHERE:
            worry, owner = clock.worry or clock.due, _owner(clock, record, policy)
            yield Promise(
                clock.name, record.id, clock.due, worry, owner, record.title, shown=clock.name == "update"
            )
    following = waiting(policy, record, targets, one.rows) if record.times.acknowledged is None else None
    if following is not None and following.due is not None:
        step = policy.steps(record.severity or "")[following.step - 1]
        owner = next(iter([*step.tell, *step.inform]), "")
        due = following.due
        yield Promise(f"page step {following.step}", record.id, due, due, owner, record.title, shown=True)


def _pages(policy: Playbook) -> Callable[[str], bool]:
    return lambda severity: (level := policy.severity(severity)) is not None and level.page_within is not None


def _owner(clock: Clock, record: Incident, policy: Playbook) -> str:
    """Who must act: whoever holds the role in the incident, else the role that is told first."""
    wanted = policy.updates.by if clock.name == "update" else ["commander"] if clock.name == "respond" else []
    holder = next((record.roles[role] for role in wanted if role in record.roles), "")
    return holder.removeprefix("@") or _first_told(policy, record.severity, record.source)


def _first_told(policy: Playbook, severity: str | None, source: str | None) -> str:
    steps = policy.steps(severity or "")
    channel = policy.channel(source) if source else None
    staffed = channel.staffed_by if channel else []
    return next(iter([*(steps[0].tell if steps else ()), *staffed, *(role.id for role in policy.roles)]), "")


def after_the_end(corpus: Corpus, policy: Playbook) -> Iterator[Promise]:
    """Reports and checklists of resolved incidents that are not closed yet."""
    checklists = corpus.of_kind("checklist")
    states = zip(checklists.ids, checklists.column("status"), strict=True)
    closed = {incident for incident, status in states if status == "closed"}
    for report in corpus.of_kind("incident").where("status", lambda status: status == "resolved").values():
        facts = report.facts
        if facts.get("exercise") or facts.get("adopted"):
            continue
        resolved = facts["times"].get("resolved")
        if resolved:
            yield from _owed(report, policy, parse_instant(resolved), has_checklist=report.id in closed)


def _owed(report: Extract, policy: Playbook, since: datetime, *, has_checklist: bool) -> Iterator[Promise]:
    """What is still to be done for a resolved incident."""
    facts = report.facts
    level = policy.severity(facts["severity"] or "")
    demands = level.report if level else "full"
    owner = facts["roles"].get("commander", "").removeprefix("@")
    owner = owner or _first_told(policy, facts["severity"], facts["source"])
    if demands != "none" and facts.get("missing", {}).get(demands):
        yield _within("report", report, since, policy.after_resolve.report, owner)
    if not has_checklist and (level is None or level.checklist != "none"):
        yield _within("checklist", report, since, policy.after_resolve.checklist, owner)


def _within(what: str, report: Extract, since: datetime, length: timedelta, owner: str) -> Promise:
    return Promise(what, report.id, since + length, since + length * AT_RISK, owner, report.facts["title"])


def documentation_by(
    subject: str, learned: datetime, due: datetime, *, owner: str = "", title: str = ""
) -> Promise:
    """Something that was learned and that no proposal carries yet."""
    return Promise("documentation", subject, due, learned + (due - learned) * AT_RISK, owner, title)


def of_tasks(corpus: Corpus, policy: Playbook) -> Iterator[Promise]:
    """Open follow-ups with a day: the day itself is still in time, and the one before it is soon late."""
    where = zone(policy.timezone)
    for task in tasks_told(corpus.of_kind("tasks").values()):
        day = task.day
        if task.is_open and day is not None:
            due, worry = _midnight(day + _DAY, where), _midnight(day - _DAY, where)
            yield Promise("task", task.id or task.title, due, worry, task.owner.removeprefix("@"), task.title)


def of_roster(roster: Roster | None, path: str, policy: Playbook) -> Iterator[Promise]:
    """The next review of the roster, where it promises one and says when it was last reviewed."""
    if roster is None or roster.reviewed is None or roster.limits.review_every is None:
        return
    since = _midnight(roster.reviewed, zone(roster.timezone))
    length = roster.limits.review_every
    owner = next((role.id for role in policy.roles), "")
    yield Promise("review", path, since + length, since + length * AT_RISK, owner, "the on-call roster")


def _midnight(day: date, where: ZoneInfo) -> datetime:
    """The instant at which a day begins."""
    return instant_of(datetime.combine(day, datetime.min.time()), where)
