"""Hours of a week: the windows that a channel, a severity or a rotation names, and when they are."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from governor_cli.core.spans import Span, subtract
from governor_cli.core.suggest import hint_for
from governor_cli.core.wall_clock import WallClock, clock_of, wall_seconds
from governor_cli.policy.hours_grammar import DAY, WEEK, HoursError, Minutes, format_windows, read_windows

__all__ = ["ALWAYS", "HoursError", "Minutes", "WeekHours", "closed_spans", "name_promise", "parse_hours"]

ALWAYS: Final = {"24/7": "Mon-Sun 00:00-24:00"}
"""The one name whose hours follow from its arithmetic."""

_MONDAY: Final = datetime(1970, 1, 5)  # noqa: DTZ001 -- wall-clock time
_WEEK_SECONDS: Final = WEEK * 60

_NAME = re.compile("([0-9]{1,2})/([1-7])")


@dataclass(frozen=True)
class WeekHours:
    """Windows of a week, sorted, disjoint, not merged."""

    windows: tuple[Minutes, ...]
    name: str = field(default="", compare=False)
    """The name in the playbook they were written as, such as ``24/5``."""

    @cached_property
    def weekly_minutes(self) -> int:
        """How many minutes of a week they cover by the clock on the wall."""
        return sum(end - start for start, end in self.windows)

    def spans(
        self, start: datetime, end: datetime, zone: ZoneInfo, closed_days: Collection[date] = ()
    ) -> list[Span]:
        """The windows between two instants, in epoch seconds, one span each, without closed days."""
        return self.seconds(int(start.timestamp()), int(end.timestamp()), zone.key, closed_days)

    def seconds(self, start: int, end: int, zone: str, closed_days: Collection[date] = ()) -> list[Span]:
        """The same from epoch seconds and a zone's name."""
        clock = clock_of(zone, end + 2 * _WEEK_SECONDS)
        clipped = (
            (max(opens, start), min(closes, end))
            for opens, closes in self._open(clock, start, end)
            if opens < closes and opens < end and closes > start
        )
        return subtract(list(clipped), closed_spans(clock, closed_days)) if closed_days else list(clipped)

    def _open(self, clock: WallClock, start: int, end: int) -> Iterator[Span]:
        """Every window of the weeks that reach into the time asked for, and a few around it."""
        first = wall_seconds(_MONDAY)
        week = first + (clock.wall_at(start) - first) // _WEEK_SECONDS * _WEEK_SECONDS - _WEEK_SECONDS
        last = clock.wall_at(end) + DAY * 60
        epoch_of = clock.epoch_of
        while week <= last:
            for opens, closes in self.windows:
                yield epoch_of(week + opens * 60), epoch_of(week + closes * 60)
            week += _WEEK_SECONDS

    def __str__(self) -> str:
        """In the grammar they are read in, without a name."""
        return format_windows(self.windows)


def closed_spans(clock: WallClock, days: Iterable[date]) -> list[Span]:
    """Whole days by the clock on the wall."""
    midnights = [wall_seconds(datetime.combine(day, time())) for day in sorted(set(days))]
    return [(clock.epoch_of(wall), clock.epoch_of(wall + DAY * 60)) for wall in midnights]


def parse_hours(text: str, named: Mapping[str, str] | None = None) -> WeekHours:
    """Read hours, or the name of hours that ``named`` knows; HoursError says what is wrong."""
    name = text.strip()
    known = {**ALWAYS, **(named or {})}
    if name in known:
        return WeekHours(read_windows(known[name]), name)
    if _NAME.fullmatch(name) or not any(character.isdigit() for character in name):
        raise _unknown_name(name, known)
    return WeekHours(read_windows(name))


def name_promise(name: str) -> int | None:
    """Hours a week that a name such as ``16/5`` promises: 80; None for a name without arithmetic."""
    match = _NAME.fullmatch(name.strip())
    if match is None or not 1 <= int(match[1]) <= 24:  # noqa: PLR2004 -- hours of a day
        return None
    return int(match[1]) * int(match[2])


def _unknown_name(name: str, known: Mapping[str, str]) -> HoursError:
    if not name:
        return HoursError("is empty")
    hint = hint_for(name, known)
    return HoursError(f"names the hours `{name}`, which the playbook does not have", hint)
