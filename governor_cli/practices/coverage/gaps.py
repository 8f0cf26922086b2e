"""Gaps in words: those alike are one, and each says what opens it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.core.instants import format_duration
from governor_cli.core.spans import Span
from governor_cli.core.wall_clock import WallClock, clock_of
from governor_cli.kinds.roster.fields import WEEKDAYS
from governor_cli.kinds.roster.model import Roster
from governor_cli.kinds.roster.resolve import written_out
from governor_cli.practices.schedule.final import Schedule
from governor_cli.practices.schedule.shift import Shift
from governor_cli.practices.schedule.turns import DAY

_WEEK = 7 * DAY
_ANY_DAY = 7
_SEASONS = 2
"""A horizon of little more than a year has no more of one sort; each has its own line."""
_LOOKED_AT = 500
"""Shifts before a gap; of those the last to end is hardly ever further back."""


class Group(NamedTuple):
    """Gaps that begin at one time of day and last equally long."""

    spans: Sequence[Span]
    days: frozenset[int]
    minute: int
    first: date
    last: date

    def __str__(self) -> str:
        """``Mon-Fri 13:00 for 1h, 150 times from 2026-03-30 to 2026-10-23``."""
        length = timedelta(seconds=self.spans[0][1] - self.spans[0][0])
        time = f"{self.minute // 60:02}:{self.minute % 60:02} for {format_duration(length)}"
        if len(self.spans) == 1:
            return f"{WEEKDAYS[self.first.weekday()]} {self.first} {time}"
        return f"{day_names(self.days)} {time}, {len(self.spans)} times from {self.first} to {self.last}"


def grouped(spans: Iterable[Span], zone: str) -> list[Group]:
    """Gaps alike as one group, in the order in which each group first comes, in the clock of a zone.

    Alike gaps with more than two weeks between them are apart, as summer and winter are, unless
    they come so rarely that each would stand alone.
    """
    alike: dict[tuple[int, int], list[tuple[Span, int]]] = {}
    clock: WallClock | None = None
    for span in spans:
        clock = clock or clock_of(zone, span[0] + 40 * 366 * DAY)
        wall = clock.wall_at(span[0])
        alike.setdefault((wall % DAY, span[1] - span[0]), []).append((span, wall))
    groups = (_group(run) for members in alike.values() for run in _seasons(members))
    return sorted(groups, key=lambda group: group.spans[0])


def _seasons(members: list[tuple[Span, int]]) -> list[list[tuple[Span, int]]]:
    seasons: list[list[tuple[Span, int]]] = [[]]
    for member in members:
        if seasons[-1] and member[1] - seasons[-1][-1][1] > 2 * _WEEK:
            seasons.append([])
        seasons[-1].append(member)
    return seasons if len(members) > 2 * len(seasons) else [members]


def _group(members: list[tuple[Span, int]]) -> Group:
    days = [_day(wall) for _, wall in members]
    weekdays = frozenset(day.weekday() for day in days)
    return Group([span for span, _ in members], weekdays, members[0][1] % DAY // 60, days[0], days[-1])


def _day(wall: int) -> date:
    return datetime.fromtimestamp(wall, UTC).date()


def day_names(days: frozenset[int]) -> str:
    """``Mon-Fri``, ``Sat, Sun`` or ``daily``."""
    if len(days) == _ANY_DAY:
        return "daily"
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}" for run in runs
    )


class Recurring(NamedTuple):
    """A group of gaps, and the groups alike that come again in later seasons."""

    first: Group
    later: Sequence[Group] = ()

    def __str__(self) -> str:
        """The first, and how often and until when it comes again."""
        if not self.later:
            return str(self.first)
        return f"{self.first}, and alike in {len(self.later)} later seasons until {self.later[-1].last}"


def recurring(groups: Iterable[Group]) -> list[Recurring]:
    """Groups alike as one where they come in more than two seasons; over 28 years there are 28 of each."""
    alike: dict[tuple[int, int], list[Group]] = {}
    for group in groups:
        length = group.spans[0][1] - group.spans[0][0]
        alike.setdefault((group.minute, length), []).append(group)
    found: list[Recurring] = []
    for seasons in alike.values():
        many = len(seasons) > _SEASONS
        found += [Recurring(seasons[0], seasons[1:])] if many else [Recurring(one) for one in seasons]
    return sorted(found, key=lambda one: one.first.spans[0])


def and_more(others: int) -> str:
    """``, and at 3 other times`` behind the first of several; empty where it is the only one."""
    if others < 1:
        return ""
    return f", and at {others} other time{'s' if others > 1 else ''}"


class Opening(NamedTuple):
    """What opens a gap: in words, and where in the roster."""

    text: str
    at: Loc


def opening(span: Span, role: str, schedule: Schedule) -> Opening:
    """What opens one gap of a role: a hole on purpose, a rotation that ends, two that do not meet."""
    for hole in schedule.holes:
        if hole.role == schedule.role(role) and hole.start < span[1] and hole.end > span[0]:
            return Opening(f"an override takes nobody for {hole.instead_of}", hole.via)
    shifts = schedule.of_role(role)
    if not shifts:
        return Opening("nobody holds it at all", ("rotations",))
    before, after = _beside(shifts, span)
    text = " and ".join(
        _side(shift, second, verb, schedule.roster)
        for shift, second, verb in ((before, span[0], "ends"), (after, span[1], "begins"))
        if shift is not None
    )
    moved = _clock_change(before, after, span, schedule.roster)
    nearest = before or after or shifts[0]
    return Opening(text + moved, nearest.via or nearest.source)


def _beside(shifts: Sequence[Shift], span: Span) -> tuple[Shift | None, Shift | None]:
    """The shift that ends last before a gap, and the one that begins first after it."""
    first = bisect_left(shifts, (span[0],))
    ended = (one for one in shifts[max(0, first - _LOOKED_AT) : first] if one.end <= span[0])
    later = bisect_left(shifts, (span[1],))
    return max(ended, key=_end, default=None), shifts[later] if later < len(shifts) else None


def _end(shift: Shift) -> int:
    return shift.end


def _side(shift: Shift, second: int, verb: str, roster: Roster) -> str:
    zone = zone_of_source(shift.source, roster)
    local = datetime.fromtimestamp(clock_of(zone, second + DAY).wall_at(second), UTC)
    name = source_name(shift.via or shift.source, roster)
    return f"{name} {verb} {WEEKDAYS[local.weekday()]} {local:%H:%M} {zone}"


def _clock_change(before: Shift | None, after: Shift | None, span: Span, roster: Roster) -> str:
    """A clock that changed within the week before the gap, or in it, is what moved the border."""
    zones = dict.fromkeys(zone_of_source(one.source, roster) for one in (before, after) if one is not None)
    for zone in zones:
        clock = clock_of(zone, span[1] + _WEEK)
        changed = _changed(clock, span[0] - _WEEK, min(span[1], span[0] + _WEEK) + DAY)
        if changed is not None:
            return f", the clock of {zone} changes on {_day(clock.wall_at(changed))}"
    return ""


def _changed(clock: WallClock, low: int, high: int) -> int | None:
    """The second at which the offset has changed between two instants, found by halving."""

    def offset(second: int) -> int:
        return clock.wall_at(second) - second

    if offset(low) == offset(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
    return high


def zone_of_source(source: Loc, roster: Roster) -> str:
    """The zone in which what made a shift is written."""
    kind, number = source[0], source[1]
    if kind == "rotations" and isinstance(number, int):
        full = written_out(roster.rotations[number], roster)
        return (full.timezone if full else None) or roster.timezone
    if kind == "static" and isinstance(number, int):
        return roster.static[number].timezone or roster.timezone
    return roster.timezone


def source_name(source: Loc, roster: Roster) -> str:
    """``rotation emea``, ``static 2``, ``override 3``: what people call what made a shift."""
    kind, number = source[0], source[1]
    if not isinstance(number, int):
        return str(kind)
    if kind == "rotations":
        return f"rotation {roster.rotations[number].id}"
    names = {"static": "static", "overrides": "override", "time_off": "time off"}
    return f"{names.get(str(kind), str(kind))} {number + 1}"
