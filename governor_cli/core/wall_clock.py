"""Wall clocks: which instant a local time means, by one rule, from PyPI's tzdata and never the machine's.

The rule: a wall-clock time means the first instant at which the clock reads that time or
later. Two spans that share a boundary then neither gap nor overlap in any zone.

Zones are built from the files of the ``tzdata`` package one by one. ``zoneinfo.reset_tzpath``
would decide for the whole process, so for whoever else has imported zoneinfo, too. The price
is that such a ZoneInfo cannot be pickled; nothing that gov hands to another process has one.
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 -- what a clock on a wall reads has no zone
_UTC_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAY: Final = 86_400
_NEAR_YEAR: Final = 2100
_FAR_YEAR: Final = 3001
_NEAR: Final = (datetime(_NEAR_YEAR, 1, 1, tzinfo=UTC) - _UTC_EPOCH).days * _DAY
"""Most questions are about this century, and the table for the rest takes ten times as long to build."""


class UnknownZoneError(ValueError):
    """tzdata has no such zone; the hint names the one probably meant."""

    def __init__(self, name: str) -> None:
        super().__init__("is not a time zone")
        meant = _meant(name)
        self.hint = f"Did you mean `{meant}`?" if meant else "Write a name such as Europe/Berlin or UTC."


class WallClock:
    """The clocks of one zone: wall-clock seconds (counted as if in UTC) to epoch seconds and back."""

    __slots__ = ("_ends", "_offsets", "_starts")

    def __init__(self, data: bytes, through_year: int) -> None:
        from governor_cli.core.zone_file import transitions

        self._starts, self._offsets = transitions(data, through_year)
        readings = (start + offset for start, offset in zip(self._starts[1:], self._offsets, strict=False))
        self._ends = list(accumulate(readings, max))
        """The highest reading, exclusive, that any clock has shown by the end of each period."""

    def epoch_of(self, wall: int) -> int:
        """The first instant at which the clock reads ``wall`` or later."""
        period = bisect_right(self._ends, wall)
        start, epoch = self._starts[period], wall - self._offsets[period]
        return epoch if epoch > start else int(start)

    def wall_at(self, epoch: int) -> int:
        """What the clock reads at an instant."""
        return epoch + self._offsets[bisect_right(self._starts, epoch) - 1]

    def changes(self, start: int, end: int) -> list[int]:
        """The instants from ``start`` up to ``end`` at which the clock is set."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [int(change) for change in self._starts[low:high]]

    def all_readings(self, wall: int) -> list[int]:
        """Every instant at which the clock reads exactly ``wall``: one, none in a gap, two when set back."""
        low, high = (bisect_left(self._starts, wall + side * _DAY * 2) for side in (-1, 1))
        found = {wall - offset for offset in self._offsets[max(low - 1, 0) : high]}
        return sorted(epoch for epoch in found if self.wall_at(epoch) == wall)


def zone(name: str) -> "ZoneInfo":
    """The zone of this name, from tzdata; UnknownZoneError (a ValueError) otherwise."""
    return _zone(known_zone(name))


def known_zone(name: str) -> str:
    """The name itself, if tzdata has a zone of this name."""
    if name not in zone_names():
        raise UnknownZoneError(name)
    return name


@cache
def zone_names() -> frozenset[str]:
    """Every name that tzdata knows."""
    return frozenset(_read("zones").decode("ascii").split())


def tzdata_version() -> str:
    """Such as ``2026a``: what the result of a schedule depends on."""
    return str(import_module("tzdata").IANA_VERSION)


def epoch_of(local: datetime, zone: "ZoneInfo") -> int:
    """THE rule, in epoch seconds. Parts of a second are dropped."""
    since = local - _EPOCH
    wall = since.days * _DAY + since.seconds
    return clock_of(zone.key, wall).epoch_of(wall)


def instant_of(local: datetime, zone: "ZoneInfo") -> datetime:
    """THE rule: the first instant, in UTC, at which the wall clock reads ``local`` or later."""
    epoch = epoch_of(local, zone)
    instant = _UTC_EPOCH + timedelta(seconds=epoch)
    if local.microsecond and instant.astimezone(zone).replace(tzinfo=None) < local:
        return instant + timedelta(microseconds=local.microsecond)
    return instant


def exists_twice(local: datetime, zone: "ZoneInfo") -> list[datetime]:
    """Both instants at which the clock reads ``local`` when it was set back over it; else empty."""
    found = _readings(local, zone)
    return found if len(found) > 1 else []


def does_not_exist(local: datetime, zone: "ZoneInfo") -> list[datetime]:
    """The one instant that ``local`` is taken for when the clock skips it; else empty."""
    return [] if _readings(local, zone) else [instant_of(local, zone)]


def clock_of(key: str, wall: int = 0) -> WallClock:
    """The clock of a zone, for expansions: ask once with the latest second of interest."""
    return _clock(key, _NEAR_YEAR if wall < _NEAR else _FAR_YEAR)


def wall_seconds(local: datetime) -> int:
    """A local time as the seconds that WallClock counts."""
    since = local - _EPOCH
    return since.days * _DAY + since.seconds


def _readings(local: datetime, zone: "ZoneInfo") -> list[datetime]:
    wall = wall_seconds(local)
    return [_UTC_EPOCH + timedelta(seconds=epoch) for epoch in clock_of(zone.key, wall).all_readings(wall)]


@cache
def _clock(key: str, through_year: int) -> WallClock:
    return WallClock(_file(known_zone(key)), through_year)


@cache
def _zone(name: str) -> "ZoneInfo":
    from zoneinfo import ZoneInfo

    return ZoneInfo.from_file(BytesIO(_file(name)), key=name)


def _file(name: str) -> bytes:
    return _read(f"zoneinfo/{name}")


def _read(path: str) -> bytes:
    from pkgutil import get_data

    data = get_data("tzdata", path)
    if data is None:
        raise FileNotFoundError(path)
    return data


def _meant(name: str) -> str | None:
    """The zone of a city given alone, else the name spelt most alike."""
    from governor_cli.core.suggest import did_you_mean

    city = name.strip().replace(" ", "_").casefold()
    cities = sorted(known for known in zone_names() if known.casefold().rpartition("/")[2] == city)
    return cities[0] if cities else did_you_mean(name, zone_names())
