"""Events into the times they happen: rules of repetition, exceptions, and how long it may take."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Final, NamedTuple

from governor_cli.core.errors import GovError
from governor_cli.core.instants import LAST_YEAR
from governor_cli.core.wall_clock import clock_of, wall_seconds
from governor_cli.readers.icalendar.calendar import Calendar, Problem, summed_up
from governor_cli.readers.icalendar.event import Event, Time, local_time

MOST: Final = 200_000
"""Occurrences of one calendar; whoever has more is not being read but attacked."""

_STEPS_IN_ALL: Final = 2_000_000
_WALKED: Final = 400 * 86_400
"""Seconds of a rule that are walked through to find its end."""
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEPS: Final = {"HOURLY": timedelta(hours=1), "DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}
_KNOWN: Final = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"})
_NOBODY = re.compile(r"\b(tbd|nobody|no one|unassigned|vacant|open shift)\b", re.IGNORECASE)


class Occurrence(NamedTuple):
    """One time an event happens, in epoch seconds, with the event."""

    start: int
    end: int
    event: Event


def occurrences(
    calendar: Calendar, start: int, end: int, zone: str
) -> tuple[list[Occurrence], list[Problem]]:
    """What happens between two epoch seconds, in order; ``zone`` is for times on no clock.

    What says that nobody is there (``TBD``, ``unassigned``) is left out. GovError beyond ``MOST``.
    """
    default = calendar.zone or zone
    replaced = {
        (event.uid, _epoch(event.replaces, default))
        for event in calendar.events
        if event.replaces is not None
    }
    found: list[Occurrence] = []
    problems = list(calendar.problems)
    budget = _Budget()
    for event in calendar.events:
        if _NOBODY.search(event.summary):
            continue
        try:
            for one in _of(event, start, end, default, budget):
                if event.replaces is not None or (event.uid, one.start) not in replaced:
                    found.append(one)
                if len(found) > MOST:
                    raise GovError(
                        f"the calendar has more than {MOST} shifts", hint="Ask for a shorter time."
                    )
        except ValueError as error:
            problems.append(Problem(event.rule_line or event.line, str(error)))
    return sorted(found, key=lambda one: (one.start, one.end, one.event.line)), summed_up(problems)


def last_end(calendar: Calendar, zone: str) -> int | None:
    """When the last event ends; None where one repeats without end or for long, or there is none.

    An event that makes no sense ends nothing: ``occurrences`` says what is wrong with it.
    """
    default = calendar.zone or zone
    last = 0
    budget = _Budget()
    for event in calendar.events:
        fields = _fields(event.rule)
        if event.rule and not {"COUNT", "UNTIL"} & set(fields):
            return None
        try:
            end = _end_of(event, default, budget)
        except ValueError:
            continue
        if end is None:
            return None
        last = max(last, end)
    return last or None


def _end_of(event: Event, default: str, budget: "_Budget") -> int | None:
    """When one event ends for good; None where it still repeats when what is walked through ends."""
    begin, first_end = _span(event, event.start, default)
    if not event.rule:
        return max(_span(event, moment, default)[1] for moment in (event.start, *event.added))
    beyond = begin + _WALKED
    found = [(one.start, one.end) for one in _of(event, begin, beyond, default, budget)]
    longest_pause = int(_STEPS["WEEKLY"].total_seconds()) * _number(_fields(event.rule).get("INTERVAL", "1"))
    if found and found[-1][0] + longest_pause >= beyond:
        return None
    return max((end for _, end in found), default=first_end)


class _Budget:
    """How much may be walked through in one calendar before it is refused."""

    def __init__(self) -> None:
        self.left = _STEPS_IN_ALL

    def spend(self) -> None:
        """One more step."""
        self.left -= 1
        if self.left < 0:
            raise GovError("the calendar's rules repeat too often", hint="Export single events instead.")


def _of(event: Event, start: int, end: int, default: str, budget: _Budget) -> Iterator[Occurrence]:
    excluded = {_epoch(one, default) for one in event.excluded}
    seen: set[int] = set()
    for moment in (*_repeated(event, start, end, default, budget), *event.added):
        begin, finish = _span(event, moment, default)
        if begin < end and finish > start and begin < finish and begin not in excluded and begin not in seen:
            seen.add(begin)
            yield Occurrence(begin, finish, event)


def _span(event: Event, moment: Time, default: str) -> tuple[int, int]:
    """From a begin to its end: on the clock where the end is written as a time, else elapsed."""
    begin = _epoch(moment, default)
    if event.end is None and not event.start.whole_day:
        return begin, begin + int(event.length.total_seconds())
    if event.end is not None and event.end.zone != event.start.zone:
        first = _epoch(event.start, default)
        return begin, begin + _epoch(event.end, default) - first
    return begin, _epoch(moment._replace(local=moment.local + event.length), default)


def _epoch(moment: Time, default: str) -> int:
    wall = wall_seconds(moment.local)
    return clock_of(moment.zone or default, wall).epoch_of(wall)


def _fields(rule: str) -> dict[str, str]:
    pairs = (part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def _repeated(event: Event, start: int, end: int, default: str, budget: _Budget) -> Iterator[Time]:
    """The begins that a rule gives, from the first on, up to the end asked for."""
    if not event.rule:
        yield event.start
        return
    fields = _fields(event.rule)
    count = _number(fields["COUNT"]) if "COUNT" in fields else None
    until = _until(fields.get("UNTIL"))
    reach = datetime.fromtimestamp(start, UTC).replace(tzinfo=None) - timedelta(days=8) - event.length
    begins = _begins(event, fields, None if count is not None else reach)
    for number, local in enumerate(begins, start=1):
        budget.spend()
        moment = event.start._replace(local=local)
        if (count is not None and number > count) or (until is not None and _after(moment, until, default)):
            return
        if local.year > LAST_YEAR or _epoch(moment, default) >= end:
            return
        yield moment


def _begins(event: Event, fields: dict[str, str], reach: datetime | None) -> Iterator[datetime]:
    """The begins without their end; those before ``reach`` may be left out where nobody counts them.

    The event's own begin is the first of them, also where its day is none of the rule's.
    """
    unit = fields.get("FREQ", "")
    if unit not in _STEPS or set(fields) - _KNOWN or ("BYDAY" in fields and unit == "HOURLY"):
        raise ValueError(f"the rule `{event.rule[:60]}` is not one gov reads: hours, days and weeks")
    interval = _number(fields.get("INTERVAL", "1"))
    step, first = _STEPS[unit] * interval, event.start.local
    days = [_weekday(day) for day in fields["BYDAY"].split(",")] if fields.get("BYDAY") else []
    if not days:
        skipped = 0 if reach is None else max(0, (reach - first) // step)
        return _stepped(first + skipped * step, step, days)
    alone = () if first.weekday() in days else (first,)
    if unit == "WEEKLY":
        return chain(alone, _weekly(first, step, days, fields.get("WKST", "MO"), reach))
    never = interval % 7 == 0 and bool(alone)
    return iter(alone) if never else chain(alone, _stepped(first, step, days))


def _stepped(first: datetime, step: timedelta, days: list[int]) -> Iterator[datetime]:
    local = first
    while True:
        if not days or local.weekday() in days:
            yield local
        local += step


def _weekly(
    first: datetime, step: timedelta, days: list[int], week_start: str, reach: datetime | None
) -> Iterator[datetime]:
    """Several days of each week, of every so many weeks counted from the week of the first."""
    offset = (first.weekday() - _weekday(week_start)) % 7
    week = first - timedelta(days=offset)
    if reach is not None:
        week += max(0, (reach - week) // step) * step
    order = sorted({(day - _weekday(week_start)) % 7 for day in days})
    while True:
        for day in order:
            local = week + timedelta(days=day)
            if local >= first:
                yield local
        week += step


def _weekday(text: str) -> int:
    try:
        return _DAYS.index(text.strip())
    except ValueError:
        raise ValueError(f"the day `{text[:10]}` of a rule is not one gov reads") from None


def _number(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,5}", text):
        raise ValueError(f"`{text[:20]}` in a rule is not a count")
    return int(text)


def _until(text: str | None) -> Time | None:
    if not text:
        return None
    match = re.fullmatch(r"([0-9]{8})(?:T([0-9]{6})(Z?))?", text)
    try:
        local = local_time(match[1], match[2] or "235959") if match else None
    except ValueError:
        local = None
    if local is None or match is None:
        raise ValueError(f"`{text[:20]}` in a rule is not a time")
    return Time(local, "UTC" if match[3] else None)


def _after(moment: Time, until: Time, default: str) -> bool:
    if until.zone is None:
        return moment.local > until.local
    return _epoch(moment, default) > _epoch(until, default)
