"""Time that counts: a promise made for Mon-Fri 06:00-22:00 stands still at night."""

from datetime import UTC, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from governor_cli.core.spans import Span, normalise, total
from governor_cli.core.wall_clock import zone
from governor_cli.policy.hours import WeekHours, counted_hours

_WEEK = 7 * 24 * 3600
_LOOK_AHEAD = 105 * _WEEK
"""Two years: whatever is not covered by then never is."""


class CoveredTime:
    """The hours of a week in a zone, as a clock that runs only within them."""

    def __init__(self, hours: WeekHours, where: ZoneInfo) -> None:
        self.hours = hours
        self.zone = where

    @cached_property
    def is_always(self) -> bool:
        """Whether every minute counts."""
        return self.hours.weekly_minutes * 60 >= _WEEK

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much of the time between two instants counts; nothing when the end is not later."""
        first, last = _seconds(start), _seconds(end)
        if last <= first:
            return timedelta()
        return timedelta(seconds=last - first if self.is_always else total(self._spans(first, last)))

    def after(self, start: datetime, length: timedelta) -> datetime | None:
        """The first instant at which this much has been counted since ``start``; None for never."""
        first, left = _seconds(start), int(length.total_seconds())
        if self.is_always:
            return _instant(first + left)
        ahead = first
        while ahead < first + _LOOK_AHEAD + 10 * left:
            for opens, closes in self._spans(ahead, ahead + 2 * _WEEK):
                if closes - opens >= left:
                    return _instant(opens + left)
                left -= closes - opens
            ahead += 2 * _WEEK
        return None

    def _spans(self, start: int, end: int) -> list[Span]:
        return normalise(self.hours.spans(_instant(start), _instant(end), self.zone))


def covered_time(hours: str, timezone: str) -> CoveredTime:
    """The clock of hours as targets write them; it never stops where those cannot be read."""
    return CoveredTime(counted_hours(hours), zone(timezone))


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
