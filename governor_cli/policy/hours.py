"""Hours of a week: the windows that a channel, a severity or a rotation names, and when they are."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from governor_cli.core.spans import Span, subtract
from governor_cli.core.suggest import hint_for
from governor_cli.core.wall_clock import WallClock, clock_of, wall_seconds
from governor_cli.policy.hours_grammar import DAY, WEEK, HoursError, Minutes, format_windows, read_windows

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = [
    "ALWAYS",
    "HoursError",
    "Minutes",
    "WeekHours",
    "closed_spans",
    "counted_hours",
    "name_promise",
    "parse_hours",
]

_EVERY_HOUR: Final = "Mon-Sun 00:00-24:00"
ALWAYS: Final = {"24/7": _EVERY_HOUR}
"""The one name whose hours follow from its arithmetic."""

_MONDAY: Final = datetime(1970, 1, 5)  # noqa: DTZ001 -- wall-clock time
_WEEK_SECONDS: Final = WEEK * 60

_NAME: Final = "([0-9]{1,2})/([1-7])"


class WeekHours:
    """Windows of a week, sorted, disjoint, not merged; two are equal when their windows are.

    ``name`` is the name in the playbook they were written as, such as ``24/5``, else empty.
    """

    __slots__ = ("name", "windows")

    def __init__(self, windows: tuple[Minutes, ...], name: str = "") -> None:
        self.windows = windows
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WeekHours) and self.windows == other.windows

    def __hash__(self) -> int:
        return hash(self.windows)

    def __repr__(self) -> str:
        return f"WeekHours({str(self)!r})"

    @property
    def weekly_minutes(self) -> int:
        """How many minutes of a week they cover by the clock on the wall."""
        return sum(end - start for start, end in self.windows)

    def spans(
        self, start: datetime, end: datetime, zone: "ZoneInfo", closed_days: Collection[date] = ()
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
        while week <= last:
            yield from _opened(self.windows, clock, week)
            week += _WEEK_SECONDS

    def __str__(self) -> str:
        """In the grammar they are read in, without a name."""
        return format_windows(self.windows)


@lru_cache(maxsize=512)
def _opened(windows: tuple[Minutes, ...], clock: WallClock, week: int) -> Sequence[Span]:
    """The windows of one week, which begins at a second of the wall clock."""
    epoch_of = clock.epoch_of
    return [(epoch_of(week + opens * 60), epoch_of(week + closes * 60)) for opens, closes in windows]


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
    if re.fullmatch(_NAME, name) or not any(character.isdigit() for character in name):
        raise _unknown_name(name, known)
    return WeekHours(read_windows(name))


def counted_hours(text: str, named: Mapping[str, str] | None = None) -> WeekHours:
    """The same for whoever counts in them: where they cannot be read, every minute counts.

    A slip of the hand, which a rule names, then hides no promise and keeps nobody from recording.
    """
    try:
        return parse_hours(text, named)
    except HoursError:
        return WeekHours(read_windows(_EVERY_HOUR))


def name_promise(name: str) -> int | None:
    """Hours a week that a name such as ``16/5`` promises: 80; None for a name without arithmetic."""
    match = re.fullmatch(_NAME, name.strip())
    if match is None or not 1 <= int(match[1]) <= 24:  # noqa: PLR2004 -- hours of a day
        return None
    return int(match[1]) * int(match[2])


def _unknown_name(name: str, known: Mapping[str, str]) -> HoursError:
    if not name:
        return HoursError("is empty")
    hint = hint_for(name, known)
    return HoursError(f"names the hours `{name}`, which the playbook does not have", hint)
