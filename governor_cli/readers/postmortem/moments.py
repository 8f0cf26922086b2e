"""A time as it is told, and whether it is certain: surroundings may tell its day and its zone."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final, NamedTuple

from governor_cli.readers.postmortem.days import Told, resolved
from governor_cli.readers.postmortem.zones import Zone, instant_in

NOON: Final = 12


class Moment(NamedTuple):
    """What stands at the head of a text. ``said`` is the time as written, ``rest`` what follows it."""

    said: str
    rest: str
    day: Told | None = None
    clock: time | None = None
    half: str = ""
    """``a`` or ``p`` where the clock is one of twelve hours."""
    padded: bool = False
    """The hour has a zero in front, or follows a day as standards write it: it counts to 24."""
    zone: Zone | None = None
    doubt: str = ""

    @property
    def shows_24_hours(self) -> bool:
        """Whether nobody would write this hour who writes am and pm."""
        return self.clock is not None and not self.half and (self.padded or self.clock.hour > NOON)


@dataclass(slots=True)
class Context:
    """What is known where a time stands: the day and zone of its surroundings."""

    day: date | None = None
    zone: Zone | None = None
    clock: time | None = None
    """The last clock time on that day: an earlier one after it is on another day."""
    of_24_hours: bool | None = None
    """Whether the clocks around show 24 hours (or twelve, with am and pm); None where nothing tells."""
    days: frozenset[date] = field(default_factory=frozenset[date])
    """Every certain day of the document, for days without a year."""


def certain(moment: Moment, context: Context) -> datetime | str:
    """The instant meant, in UTC; or why it is not certain."""
    if moment.doubt:
        return moment.doubt
    if moment.clock is None:
        return moment.day.doubt if moment.day and moment.day.doubt else "is a day without a time"
    day = _day_of(moment, context)
    if isinstance(day, str):
        return day
    zone = moment.zone or context.zone
    if zone is None:
        return "has no time zone"
    two_digits = moment.clock.hour >= 10 and context.of_24_hours is not False  # noqa: PLR2004
    if not (moment.half or moment.shows_24_hours or context.of_24_hours or two_digits):
        return "could be in the morning or the afternoon"
    return instant_in(datetime.combine(day, moment.clock), zone)


def _day_of(moment: Moment, context: Context) -> date | str:
    if moment.day is None:
        return context.day or "has no day"
    return resolved(moment.day, context.days) or moment.day.doubt


def follow(moment: Moment, context: Context) -> None:
    """Go on from here: a day that is named holds until the clock runs backwards."""
    named = _day_of(moment, context) if moment.day else None
    if moment.day is not None:
        context.day = named if not isinstance(named, str) else None
        context.clock = None
    elif moment.clock and context.clock and moment.clock < context.clock:
        context.day = None
    if moment.clock and not moment.doubt:
        context.clock = moment.clock
