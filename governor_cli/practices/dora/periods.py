"""Stretches of time in which deployments are counted: as asked for, from a first day on, by month."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from governor_cli.core.wall_clock import instant_of


class Period(NamedTuple):
    """A stretch of time; ``until`` itself is not in it."""

    since: datetime
    until: datetime

    def has(self, at: datetime) -> bool:
        """Whether an instant is in it."""
        return self.since <= at < self.until


def day_of(instants: Iterable[datetime], zone: ZoneInfo) -> datetime | None:
    """The midnight before the first of them; None where there is none."""
    first = min(instants, default=None)
    if first is None:
        return None
    return instant_of(datetime.combine(first.astimezone(zone).date(), datetime.min.time()), zone)


def months(period: Period, zone: ZoneInfo) -> Iterator[tuple[str, Period]]:
    """The calendar months of a period, as far as they lie in it."""
    at = period.since
    while at < period.until:
        local = at.astimezone(zone)
        year, month = divmod(local.year * 12 + local.month, 12)
        end = min(instant_of(datetime(year, month + 1, 1), zone), period.until)  # noqa: DTZ001 - the zone's own time
        yield f"{local:%Y-%m}", Period(at, end)
        at = end
