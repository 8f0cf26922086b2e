"""Turns: when a rotation hands over, on the wall clock of its zone.

Wall seconds count a zone's clock as if it were UTC; ``core/wall_clock.py`` alone turns them
into instants, so that two turns which share a boundary neither gap nor overlap in any zone.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from governor_cli.kinds.roster.fields import Handoff, Turn

DAY: Final = 86_400
WEEK: Final = 7 * DAY
_STEPS: Final = {"hours": 3_600, "days": DAY, "weeks": WEEK}
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
_FIRST_MONDAY: Final = 4 * DAY
"""1970-01-05, in wall seconds."""

Windows = Sequence[tuple[int, int]]
"""Windows of a week in minutes after Monday 00:00, by their begin."""


def wall_of(day: date) -> int:
    """Midnight of a day in wall seconds."""
    return (day.toordinal() - _EPOCH_DAY) * DAY


def monday_before(wall: int) -> int:
    """The latest Monday 00:00 at or before a wall second."""
    return wall - (wall - _FIRST_MONDAY) % WEEK


class Stint(NamedTuple):
    """The list of people in force from one handoff on; ``until`` is the next list's first, if any."""

    first: int
    until: int | None
    people: Sequence[str]


class Pace(NamedTuple):
    """How a rotation hands over: its turn, where in the day or week, and the windows it counts."""

    turn: Turn
    handoff: Handoff
    month_day: int
    windows: Windows

    def first_at_or_after(self, wall: int) -> int:
        """The first handoff at or after a midnight."""
        unit, minute = self.turn.unit, self.handoff.minute * 60
        if unit == "weeks":
            monday = monday_before(wall)
            found = monday + (self.handoff.weekday or 0) * DAY + minute
            return found if found >= wall else found + WEEK
        if unit == "months":
            number = _month_number(wall)
            found = self._in_month(number)
            return found if found >= wall else self._in_month(number + 1)
        if unit == "shifts":
            return self._window(self._window_at_or_after(wall))
        return wall + minute

    def handoffs(self, first: int, after: int) -> Iterator[tuple[int, int]]:
        """The number and time of each turn's begin, from the turn that holds ``after`` on."""
        every, unit = self.turn
        if unit == "months":
            month = _month_number(first)
            number = max(0, (_month_number(after) - month) // every - 1)
            while True:
                yield number, self._in_month(month + number * every)
                number += 1
        if unit == "shifts":
            window = self._window_at_or_after(first)
            number = max(0, (self._window_at_or_after(after) - window) // every - 1)
            while True:
                yield number, self._window(window + number * every)
                number += 1
        step = every * _STEPS[unit]
        number = max(0, (after - first) // step)
        while True:
            yield number, first + number * step
            number += 1

    def _in_month(self, number: int) -> int:
        year, month = divmod(number, 12)
        last = monthrange(year, month + 1)[1]
        return wall_of(date(year, month + 1, min(self.month_day, last))) + self.handoff.minute * 60

    def _window(self, number: int) -> int:
        week, index = divmod(number, len(self.windows))
        return _FIRST_MONDAY + week * WEEK + self.windows[index][0] * 60

    def _window_at_or_after(self, wall: int) -> int:
        week, rest = divmod(wall - _FIRST_MONDAY, WEEK)
        index = sum(1 for begin, _ in self.windows if begin * 60 < rest)
        return week * len(self.windows) + index


def _month_number(wall: int) -> int:
    day = date.fromordinal(wall // DAY + _EPOCH_DAY)
    return day.year * 12 + day.month - 1


ALWAYS: Final[Windows] = tuple((day * 1440, (day + 1) * 1440) for day in range(7))


def pace(turn: Turn, handoff: Handoff | None, start: date, windows: Windows) -> Pace:
    """The pace of a rotation; without a handoff it changes where its hours begin."""
    windows = windows or ALWAYS
    weekday, minute = divmod(windows[0][0], 1440)
    given = handoff or Handoff(weekday if turn.unit == "weeks" else None, minute)
    return Pace(turn, given, start.day, windows)


def stints(rhythm: Pace, lists: Sequence[tuple[date, Sequence[str]]]) -> list[Stint]:
    """Each list of people with its first handoff; a list whose first handoff never comes is left out."""
    firsts = [(rhythm.first_at_or_after(wall_of(day)), people) for day, people in lists]
    found: list[Stint] = []
    for index, (first, people) in enumerate(firsts):
        until = min((later for later, _ in firsts[index + 1 :]), default=None)
        if until is None or first < until:
            found.append(Stint(first, until, people))
    return found
