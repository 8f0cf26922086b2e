"""Times as people type them on the command line: a clock time, a day with one, so long ago, or RFC 3339."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from governor_cli.core.errors import UsageError
from governor_cli.core.instants import (
    FIRST_YEAR,
    LAST_YEAR,
    format_instant,
    parse_duration,
    parse_instant,
    parse_local,
)
from governor_cli.core.wall_clock import exists_twice, instant_of

_CLOCK: Final = "([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"
_AGO: Final = "([0-9][0-9a-z ]*?) *ago"
_SPELT: Final = r"(?<=[0-9 ])(second|sec|minute|min|hour|hr|day)s?\b"
_IN: Final = "in +([0-9][0-9a-z ]*)"
_OFFSET: Final = "(?i)(?:Z|[+-][0-9]{2}:[0-9]{2})$"
_MINE: Final = "@me"
_FORMS: Final = "Write 10:15, 10:15@me, 15m ago, 2026-11-23 10:15 or 2026-11-23T10:15:00Z."


def read_when(
    text: str, now: datetime, zone: ZoneInfo, me_zone: ZoneInfo | None = None, *, planned: bool = False
) -> datetime:
    """The instant meant, in UTC.

    ``zone`` is the playbook's, ``me_zone`` that of whoever types. A bare clock time is the
    latest one not in the future for what happened, the next one for what is planned; a day
    alone is its midnight. What happened in the future is a UsageError with the reading probably meant.
    """
    given = text.strip()
    mine = given.endswith(_MINE)
    if mine and me_zone is None:
        hint = "Write the time with its offset, such as 2026-11-23T10:15:00+01:00."
        raise UsageError(f"`{given}` needs your time zone, which the roster does not have", hint=hint)
    read_in = me_zone if mine and me_zone else zone
    try:
        moment = _read(given.removesuffix(_MINE).rstrip(), now, read_in, planned=planned)
        within = FIRST_YEAR <= moment.year <= LAST_YEAR
    except (ValueError, OverflowError) as error:
        raise UsageError(f"`{given}` {_plain(error)}", hint=_FORMS) from None
    if not within:
        raise UsageError(f"`{given}` is too far away", hint=_FORMS)
    if moment > now and not planned:
        hint = _probably_meant(given, now, read_in, me_zone)
        raise UsageError(f"`{given}` is in the future ({format_instant(moment)})", hint=hint)
    return moment


def is_clock_time(text: str) -> bool:
    """Whether a time was typed without its day: which day that is follows from the present."""
    return re.fullmatch(_CLOCK, text.strip().removesuffix(_MINE).rstrip()) is not None


def _read(text: str, now: datetime, zone: ZoneInfo, *, planned: bool) -> datetime:
    if text == "now":
        return now.astimezone(UTC)
    if ago := re.fullmatch(_AGO, text):
        return now.astimezone(UTC) - _length(ago[1])
    if ahead := re.fullmatch(_IN, text):
        return now.astimezone(UTC) + _length(ahead[1])
    if clock := re.fullmatch(_CLOCK, text):
        return _nearest(_time_of_day(clock), now, zone, planned=planned)
    if re.search(_OFFSET, text) and ":" in text:
        return parse_instant(_with_seconds(text))
    if not text[:1].isdigit():
        raise ValueError("is not a time")
    return instant_of(parse_local(text), zone)


def _length(text: str) -> timedelta:
    """``15m``, and what people type for it: ``15 min``, ``1 hour 5 minutes``."""
    return parse_duration(re.sub(_SPELT, lambda unit: unit[1][0], text).replace(" ", ""))


def _nearest(at: time, now: datetime, zone: ZoneInfo, *, planned: bool) -> datetime:
    """The latest such time not after now, or the first not before it; of a time shown twice, either."""
    today = now.astimezone(zone).date()
    locals_ = [datetime.combine(today + timedelta(days=days), at) for days in range(-2, 3)]
    readings = [one for local in locals_ for one in exists_twice(local, zone) or [instant_of(local, zone)]]
    if planned:
        return min(one for one in readings if one >= now)
    return max(one for one in readings if one <= now)


def _time_of_day(clock: re.Match[str]) -> time:
    hour, minute, second = (int(part or 0) for part in clock.groups())
    try:
        return time(hour, minute, second)
    except ValueError:
        raise ValueError("is not a time of day") from None


def _with_seconds(text: str) -> str:
    """A terminal forgives missing seconds; a file does not."""
    return re.sub("([Tt ][0-9]{2}:[0-9]{2})(?=[Zz+-])", r"\1:00", text)


def _probably_meant(given: str, now: datetime, zone: ZoneInfo, me_zone: ZoneInfo | None) -> str:
    """The same reading of the clock, in the other zone or on the latest day that is not in the future."""
    typed = re.sub(_OFFSET, "", given.removesuffix(_MINE).rstrip()).replace("t", "T")
    said = f"It is {format_instant(now)} now."
    try:
        local = parse_local(typed)
    except ValueError:
        return f"Name a time that is not in the future. {said}"
    elsewhere = [instant_of(local, other) for other in (me_zone, zone) if other]
    recent = [one for one in elsewhere if now - timedelta(days=1) <= one <= now]
    moment = recent[0] if recent else _nearest(local.time(), now, zone, planned=False)
    return f"Did you mean {format_instant(moment)}? {said}"


def _plain(error: Exception) -> str:
    return str(error) if isinstance(error, ValueError) else "is too far away"
