"""Whether status updates came when they were promised: updates on time of updates due."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from governor_cli.contracts.extract import Extract
from governor_cli.core.instants import parse_duration, parse_instant
from governor_cli.policy.model import Playbook
from governor_cli.practices.incident.covered_time import CoveredTime, covered_time
from governor_cli.practices.incident.targets import targets_in_force


class Adherence(NamedTuple):
    """An update is due at the end of each cadence; one that came late left at least one of them open."""

    on_time: int = 0
    due: int = 0

    def __add__(self, other: object) -> "Adherence":
        """Both together."""
        if not isinstance(other, Adherence):
            return NotImplemented
        return Adherence(self.on_time + other.on_time, self.due + other.due)


class _Cadence(NamedTuple):
    """How often, and in which hours, from an instant on; None where nothing is promised."""

    since: datetime
    every: timedelta | None
    time: CoveredTime
    again: bool = False
    """Whether it began with a reopening: before that nobody knows any more since when it was over."""


def adherence(report: Extract, policy: Playbook, now: datetime) -> Adherence:
    """Of one incident, from what is remembered of it; nothing where it promises no updates.

    A change of severity takes its own cadence; a reopening starts anew and counts nothing between.
    """
    facts = report.facts
    declared = facts["times"].get("declared")
    if not declared or not facts.get("targets") or facts.get("adopted"):
        return Adherence()
    end = min(now, ended(report, policy) or now)
    updates = [at for at in map(_instant, facts.get("updates", ())) if at <= end]
    found = Adherence()
    cadences = list(_cadences(report, policy, parse_instant(declared)))
    for cadence, following in zip(cadences, [*cadences[1:], None], strict=True):
        until = min(following.since, end) if following else end
        was_over = following is not None and following.again
        found += _within(cadence, [at for at in updates if cadence.since < at <= until], until, was_over)
    return found


def ended(report: Extract, policy: Playbook) -> datetime | None:
    """When no more updates were due; None where no time says so."""
    times = report.facts["times"]
    names = (policy.updates.until, "resolved", "closed", "cancelled")
    return min((parse_instant(times[name]) for name in names if name in times), default=None)


def _within(cadence: _Cadence, updates: Sequence[datetime], until: datetime, was_over: bool) -> Adherence:
    if not cadence.every:
        return Adherence()
    due = on_time = 0
    since = cadence.since
    for at in updates:
        missed = _missed(cadence, since, at)
        due += missed or 1
        on_time += not missed
        since = at
    return Adherence(on_time, due if was_over else due + _missed(cadence, since, until))


def _missed(cadence: _Cadence, since: datetime, at: datetime) -> int:
    """How many times an update was due before this instant; due now is still in time."""
    counted = int(cadence.time.between(since, at).total_seconds())
    every = int(cadence.every.total_seconds()) if cadence.every else 0
    return (counted - 1) // every if counted > 0 and every else 0


def _cadences(report: Extract, policy: Playbook, declared: datetime) -> Iterator[_Cadence]:
    facts = report.facts
    own = facts["targets"]
    changes = facts.get("severities") or [[int(declared.timestamp()), facts["severity"]]]
    found = [(_instant(second), str(severity), False) for second, severity in changes]
    if reopened := facts.get("reopened"):
        found.append((parse_instant(reopened), str(facts["severity"]), True))
    for at, severity, again in sorted(found):
        yield _promised(max(at, declared), severity, report, policy, own)._replace(again=again)


def _promised(
    since: datetime, severity: str, report: Extract, policy: Playbook, own: dict[str, str]
) -> _Cadence:
    """The cadence in force at declaration where it is that severity's, else the playbook's of today."""
    if severity.casefold() == (report.facts["severity"] or "").casefold():
        every = own.get("update")
        length = parse_duration(every) if every else None
        return _Cadence(since, length, hours_of(own["hours"], own["timezone"]))
    targets = targets_in_force(policy, severity, report.facts["source"])
    return _Cadence(since, targets.update, hours_of(targets.hours, targets.timezone))


@lru_cache(maxsize=64)
def hours_of(hours: str, timezone: str) -> CoveredTime:
    """The clock of hours as targets write them; the same few stand in thousands of reports."""
    return covered_time(hours, timezone)


def _instant(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
