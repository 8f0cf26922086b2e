"""Times as text: instants, days, local times and durations, read strictly and written one way.

Every reader raises ValueError with a message that continues "the value ...". Instants lie in
the years 1970 to 2999 and durations end at a century, so that no sum of them can overflow.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from governor_cli.core.patterns import compiled

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2999
LONGEST: Final = timedelta(days=36525)

_INSTANT: Final = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
    r"(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
_WITHOUT_OFFSET: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LOCAL: Final = r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
_UNITS: Final = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}
_DURATION: Final = "".join(f"(?:([0-9]{{1,10}}){unit})?" for unit in _UNITS)
_LEAP = slice(17, 19)
_HOURS_KEPT = 2 * _UNITS["d"]
"""Below two days people say hours: 24h, 36h."""


@lru_cache(maxsize=8_192)
def parse_instant(text: str) -> datetime:
    """Read RFC 3339 (a space may stand for the T, as RFC 3339 allows) into an instant in UTC."""
    if not compiled(_INSTANT).fullmatch(text):
        raise ValueError(_why_no_instant(text))
    leap = text[_LEAP] == "60"
    try:
        read = datetime.fromisoformat((text[:17] + "59" + text[19:] if leap else text).upper())
        instant = read.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("is not a time that exists") from None
    if leap:
        if (instant.hour, instant.minute) != (23, 59):
            raise ValueError("has a leap second where none can be")
        instant += timedelta(seconds=1)
    _within_years(instant)
    return instant


def format_instant(instant: datetime) -> str:
    """``2026-11-23T10:02:00Z``: UTC, whole seconds."""
    return f"{instant.astimezone(UTC).isoformat()[:19]}Z"


def parse_day(text: str) -> date:
    """Read ``2026-11-23``."""
    if not compiled(_DAY).fullmatch(text):
        raise ValueError("is not a day such as 2026-11-23")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("is a day that does not exist") from None
    _within_years(day)
    return day


def parse_local(text: str) -> datetime:
    """Read ``2026-07-03T14:00``, or a day for its midnight, into a datetime with no zone.

    ``T24:00`` is the midnight after that day.
    """
    match = compiled(_LOCAL).fullmatch(text)
    if match is None:
        try:
            return datetime.combine(parse_day(text), time())
        except ValueError as error:
            if compiled(_DAY).fullmatch(text):
                raise
            raise ValueError("is not a local time such as 2026-07-03T14:00") from error
    hour, minute, second = (int(part or 0) for part in match.group(2, 3, 4))
    day = parse_day(match[1])
    if (hour, minute, second) == (24, 0, 0):
        return datetime.combine(day + timedelta(days=1), time())
    try:
        return datetime.combine(day, time(hour, minute, second))
    except ValueError:
        raise ValueError("has a time of day that does not exist") from None


def parse_duration(text: str) -> timedelta:
    """Read ``15m``, ``4h``, ``7d``, ``90s``, ``1w``, ``0m`` or ``1h30m``: larger units first, each once."""
    match = compiled(_DURATION).fullmatch(text)
    if match is None or not text:
        raise ValueError("is not a duration such as 15m, 4h or 7d")
    seconds = sum(int(count) * unit for count, unit in zip(match.groups("0"), _UNITS.values(), strict=True))
    if seconds > LONGEST.total_seconds():
        raise ValueError("is longer than a hundred years")
    return timedelta(seconds=seconds)


def format_duration(duration: timedelta) -> str:
    """``15m``, ``1h30m``, ``24h``, ``7d``; a negative one has a minus sign, parts of a second are dropped."""
    seconds = int(abs(duration).total_seconds())
    sign = "-" if duration < timedelta() and seconds else ""
    text = ""
    for unit, size in _UNITS.items():
        if unit == "w" or (unit == "d" and seconds < _HOURS_KEPT):
            continue
        count, seconds = divmod(seconds, size)
        text += f"{count}{unit}" if count else ""
    return f"{sign}{text or '0m'}"


def _why_no_instant(text: str) -> str:
    if compiled(_WITHOUT_OFFSET).fullmatch(text):
        return "has no offset from UTC"
    if compiled(_DAY).fullmatch(text):
        return "is a day without a time"
    return "is not an instant such as 2026-11-23T10:02:00Z"


def _within_years(moment: date) -> None:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"is not between the years {FIRST_YEAR} and {LAST_YEAR}")
