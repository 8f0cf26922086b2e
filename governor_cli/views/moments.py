"""Instants and lengths as people read them: in UTC, and beside it in the reader's own zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from governor_cli.core.instants import format_duration


def moment(at: datetime, mine: ZoneInfo | None = None) -> str:
    """``2026-11-23 10:15 UTC (11:15 Europe/Berlin)``; the day is said twice only where it differs."""
    utc = at.astimezone(UTC)
    seconds = ":%S" if utc.second else ""
    text = utc.strftime(f"%Y-%m-%d %H:%M{seconds} UTC")
    if mine is None or utc.utcoffset() == at.astimezone(mine).utcoffset():
        return text
    local = at.astimezone(mine)
    day = "%Y-%m-%d " if local.date() != utc.date() else ""
    return f"{text} ({local.strftime(f'{day}%H:%M{seconds}')} {mine.key})"


def clock_time(at: datetime, now: datetime) -> str:
    """``10:15 UTC``, for a line that is read at once; with its day where that is not today."""
    utc = at.astimezone(UTC)
    return utc.strftime("%H:%M UTC" if utc.date() == now.astimezone(UTC).date() else "%Y-%m-%d %H:%M UTC")


def distance(at: datetime, now: datetime) -> str:
    """``in 13m``, ``12m ago``, ``now``; seconds only within the last minute."""
    length = abs(at - now)
    if length >= timedelta(minutes=1):
        length -= timedelta(seconds=length.seconds % 60)
    text = format_duration(length)
    if not length:
        return "now"
    return f"in {text}" if at > now else f"{text} ago"


def utc(second: int) -> str:
    """``2026-11-23T10:00:00Z``."""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(second: int, where: ZoneInfo) -> str:
    """``Mon 2026-11-23 14:00+01:00``."""
    moment = datetime.fromtimestamp(second, where)
    offset = moment.strftime("%z")
    return f"{moment:%a %Y-%m-%d %H:%M}{'Z' if offset == '+0000' else f'{offset[:3]}:{offset[3:5]}'}"
