"""What must be done by when: what follows the end of an incident, follow-ups, reviews.

Incidents are judged by what is remembered of them; those that go on are in ``going_on``.
Nothing here looks at the clock: a promise stands until it is kept.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.core.instants import parse_instant
from governor_cli.core.wall_clock import instant_of, zone
from governor_cli.kinds.roster.model import Roster
from governor_cli.kinds.tasks.extract import tasks_told
from governor_cli.policy.model import Playbook
from governor_cli.practices.promised import AT_RISK, Promise

_DAY: Final = timedelta(days=1)


def first_told(policy: Playbook, severity: str | None, source: str | None) -> str:
    """The role that hears of an incident first, and so owns what nobody else does."""
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
    owner = owner or first_told(policy, facts["severity"], facts["source"])
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
