"""The days and times people type for an entry of the roster, on the clock that the entry is read by."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from governor_cli.core.errors import UsageError
from governor_cli.core.instants import parse_day, parse_local
from governor_cli.core.wall_clock import instant_of, zone
from governor_cli.core.when import read_when

_UTC = "UTC"


class Stretch(NamedTuple):
    """From one local time up to another, on the clock of a zone."""

    start: datetime
    until: datetime
    zone: str

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The instants of both."""
        there = zone(self.zone)
        return instant_of(self.start, there), instant_of(self.until, there)


class _Typed(NamedTuple):
    local: datetime
    at: datetime
    """The instant meant; of a local time the first at which the clock reads it."""


def stretch(begin: str, end: str, where: str, now: datetime, mine: ZoneInfo | None) -> Stretch:
    """What was typed, on the clock of a zone; in UTC where that clock does not tell an instant apart."""
    typed = [_typed(text, zone(where), now, mine) for text in (begin, end)]
    if all(instant_of(one.local, zone(where)) == one.at for one in typed):
        return Stretch(typed[0].local, typed[1].local, where)
    first, last = (one.at.replace(tzinfo=None) for one in typed)
    return Stretch(first, last, _UTC)


def _typed(text: str, where: ZoneInfo, now: datetime, mine: ZoneInfo | None) -> _Typed:
    try:
        local = parse_local(text.strip())
    except ValueError:
        at = read_when(text, now.replace(second=0, microsecond=0), where, mine, planned=True)
        return _Typed(at.astimezone(where).replace(tzinfo=None), at)
    return _Typed(local, instant_of(local, where))


def day(text: str) -> date:
    """A day of the command line."""
    try:
        return parse_day(text.strip())
    except ValueError as error:
        raise UsageError(f"`{text}` {error}", hint="Write a day, such as 2026-12-21.") from None
