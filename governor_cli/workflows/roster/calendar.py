"""Prove what an exported calendar promises, with no roster and no repository."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from governor_cli.core.errors import UsageError
from governor_cli.core.finding import Fault, Finding, Place
from governor_cli.core.report import Judged, Report, report
from governor_cli.core.spans import Span, normalise, subtract
from governor_cli.core.wall_clock import known_zone, tzdata_version
from governor_cli.policy.hours import HoursError, parse_hours
from governor_cli.practices.coverage.covered import Coverage, Promise
from governor_cli.practices.coverage.gaps import grouped, recurring
from governor_cli.practices.schedule import calendar_rules
from governor_cli.readers.exported import read_exported
from governor_cli.readers.icalendar.calendar import Problem
from governor_cli.readers.icalendar.occurrences import Occurrence, last_end, occurrences
from governor_cli.workflows.roster.foreign import File

_NAMED: Final = {"24/5": "Mon-Fri 00:00-24:00"}
_NOT_IN_PLAYBOOK: Final = "which the playbook does not have"
_HORIZON: Final = timedelta(days=400)
_MOST: Final = 100


class Promised(NamedTuple):
    """Hours that somebody promises, in a zone."""

    text: str
    hours: str
    zone: str


def promised(text: str) -> Promised:
    """``24/7`` or ``Mon-Fri 06:00-22:00 Europe/Berlin``; UsageError where it cannot be read."""
    hours, zone = text.strip(), "UTC"
    head, _, tail = hours.rpartition(" ")
    if head and (tail == "UTC" or ("/" in tail and not tail[0].isdigit())):
        try:
            hours, zone = head.strip(), known_zone(tail)
        except ValueError as error:
            raise UsageError(f"`{tail}` {error}", hint=getattr(error, "hint", "")) from None
    try:
        parse_hours(hours, _NAMED)
    except HoursError as error:
        hint = error.hint or 'Write 24/7, or hours such as "Mon-Fri 06:00-22:00 Europe/Berlin".'
        message = error.message.replace(
            _NOT_IN_PLAYBOOK, "which only a playbook explains, and a calendar has none"
        )
        raise UsageError(f"--promise `{text}` {message}", hint=hint) from None
    return Promised(text.strip(), hours, zone)


class CalendarProof(NamedTuple):
    """What a calendar proves."""

    report: Report
    coverage: tuple[Coverage, ...]
    start: datetime
    end: datetime
    tzdata: str
    path: str
    text: str

    @property
    def is_whole(self) -> bool:
        """Whether every event could be read: what could not may be the shift that is missing."""
        return all(finding.code != "COV014" for finding in self.report.findings)

    def source(self, path: str) -> str | None:
        """The text of the calendar."""
        return self.text if path == self.path else None


def prove_calendar(
    file: File, promise: Promised, now: datetime, *, start: datetime | None, horizon: timedelta | None
) -> CalendarProof:
    """Judge one exported calendar; every event is somebody on call.

    Without a horizon it is judged to its own end, for services export a few months.
    """
    path, data = file
    calendar = read_exported(data)
    begin = start or now.replace(second=0, microsecond=0)
    first = int(begin.timestamp())
    ends = last_end(calendar, promise.zone)
    last = first + int((horizon or _HORIZON).total_seconds())
    if horizon is None and ends is not None:
        last = min(last, ends)
    found, problems = occurrences(calendar, first, max(last, first), promise.zone)
    faults = [_unread(path, one) for one in problems]
    if last <= first or not calendar.events:
        faults.append(_ended(path, ends, begin))
    coverage = _coverage(promise, found, first, last)
    faults += _gaps(path, promise, coverage, found)
    end = datetime.fromtimestamp(max(last, first), UTC)
    judged = report(Judged("calendar", path), 1, faults)
    text = data.decode("utf-8-sig", "replace")
    return CalendarProof(judged, (coverage,), begin, end, tzdata_version(), path, text)


def _coverage(promise: Promised, found: Iterable[Occurrence], first: int, last: int) -> Coverage:
    hours = parse_hours(promise.hours, _NAMED)
    due = normalise(hours.seconds(first, last, promise.zone)) if last > first else []
    there = normalise((one.start, one.end) for one in found)
    return Coverage(Promise(promise.text, "on-call", promise.hours), due, subtract(due, there))


def _gaps(path: str, promise: Promised, coverage: Coverage, found: list[Occurrence]) -> Iterator[Finding]:
    groups = recurring(grouped(coverage.open, promise.zone))
    for group in groups[:_MOST]:
        before, after = _beside(group.first.spans[0], found)
        nearest = before or after
        line = nearest.event.line if nearest else 1
        yield _finding(
            path,
            line,
            "COV001",
            f"nobody is on {group} ({promise.zone}), promised by {promise.text}: {_between(before, after)}",
            "Add a shift there, or promise fewer hours.",
        )
    if len(groups) > _MOST:
        yield _finding(
            path, 1, "COV001", f"nobody is on at {len(groups) - _MOST} other times", "Mend those first."
        )


def _beside(span: Span, found: list[Occurrence]) -> tuple[Occurrence | None, Occurrence | None]:
    before = max((one for one in found if one.end <= span[0]), key=lambda one: one.end, default=None)
    after = min((one for one in found if one.start >= span[1]), key=lambda one: one.start, default=None)
    return before, after


def _between(before: Occurrence | None, after: Occurrence | None) -> str:
    if before is None and after is None:
        return "the calendar has no shift"
    if before is None:
        return f"the first shift is `{after.event.summary}`" if after else ""
    return f"after `{before.event.summary}`" + (f" and before `{after.event.summary}`" if after else "")


def _unread(path: str, one: Problem) -> Finding:
    (fault,) = calendar_rules.events_can_be_read.check([(one.message, one.hint)])
    return _of(path, one.line, fault, "warning")


def _ended(path: str, ends: int | None, begin: datetime) -> Finding:
    when = f"ends {datetime.fromtimestamp(ends, UTC):%Y-%m-%d %H:%MZ}" if ends else "has no event"
    message = f"the calendar {when}, and is judged from {begin:%Y-%m-%d %H:%MZ} on"
    (fault,) = calendar_rules.calendar_reaches.check([(1, message)])
    return _of(path, 1, fault, "error")


def _of(path: str, line: int, fault: Fault, severity: str) -> Finding:
    return _finding(path, line, fault.code, fault.message, fault.hint, warning=severity == "warning")


def _finding(path: str, line: int, code: str, message: str, hint: str, *, warning: bool = False) -> Finding:
    place = Place(line, 1, line, 1)
    return Finding(path, place, code, "warning" if warning else "error", message, hint, message)
