"""Instants as answers show them: UTC for scripts, the clock of a zone for people."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def utc(second: int) -> str:
    """``2026-11-23T10:00:00Z``."""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(second: int, where: ZoneInfo) -> str:
    """``Mon 2026-11-23 14:00+01:00``."""
    moment = datetime.fromtimestamp(second, where)
    offset = moment.strftime("%z")
    return f"{moment:%a %Y-%m-%d %H:%M}{'Z' if offset == '+0000' else f'{offset[:3]}:{offset[3:5]}'}"
