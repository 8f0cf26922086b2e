"""What people bear, and what comes next for them: for people and for scripts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from governor_cli.core.instants import format_instant
from governor_cli.core.wall_clock import zone
from governor_cli.practices.coverage.burden import Burden
from governor_cli.practices.coverage.duty import Load
from governor_cli.practices.schedule.upcoming import Upcoming
from governor_cli.views import ink
from governor_cli.views.columns import table
from governor_cli.views.moments import local, utc

_HOUR = 3600
Next = Sequence[tuple[Upcoming, str]]


def next_data(handle: str, where: str, shifts: Next) -> dict[str, Any]:
    """``{handle, timezone, shifts: [{role, from, until, local_from, local_until, via, usually, shadow}]}``.

    A begin or end that is further away than anybody looks is null.
    """
    there = zone(where)
    return {
        "handle": handle,
        "timezone": where,
        "shifts": [
            {
                "role": one.shift.role,
                "from": None if one.start is None else utc(one.start),
                "until": None if one.end is None else utc(one.end),
                "local_from": _iso(one.start, there),
                "local_until": _iso(one.end, there),
                "via": source,
                "usually": None if one.usual is None else _time(one.usual),
                "shadow": one.is_shadow,
            }
            for one, source in shifts
        ],
    }


def _iso(second: int | None, there: ZoneInfo) -> str | None:
    return None if second is None else datetime.fromtimestamp(second, there).isoformat()


def next_text(handle: str, where: str, shifts: Next) -> str:
    """A line a shift, in the person's own zone."""
    if not shifts:
        return f"@{handle} has no shift ahead"
    there = zone(where)
    rows = [
        [
            "always" if one.start is None else local(one.start, there),
            "" if one.end is None else f"to {local(one.end, there)}",
            f"{one.shift.role}{' (shadow)' if one.is_shadow else ''}",
            ink.dim(source),
            ""
            if one.usual is None
            else ink.ink("yellow", f"the clock change moves it from {_time(one.usual)}"),
        ]
        for one, source in shifts
    ]
    return f"{ink.bold(f'@{handle}')} in {where}\n{table(rows)}"


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def load_data(found: Burden) -> dict[str, Any]:
    """Hours are fractions, shares from 0 to 1; ``balance`` is the least load over the greatest.

    ``pages`` are those between ``pages.from`` and ``pages.until``, from the incident reports.
    """
    return {
        "from": format_instant(found.start),
        "until": format_instant(found.end),
        "balance": _balance(found.loads),
        "people": [
            {
                "handle": one.handle,
                "hours": round(one.seconds / _HOUR, 2),
                "share": round(one.share, 4),
                "nights": one.nights,
                "weekend_days": one.weekend_days,
                "holidays": one.holidays,
                "longest_hours": round(one.longest / _HOUR, 2),
                "least_rest_hours": None if one.least_rest is None else round(one.least_rest / _HOUR, 2),
                "most_days_on_end": max((run.days for run in one.runs), default=0),
                "pages": found.pages.people.get(one.handle, 0),
            }
            for one in found.loads
        ],
        "pages": {
            "from": format_instant(found.pages.since),
            "until": format_instant(found.pages.until),
            "others": _others(found),
            "unnamed": found.pages.unnamed,
            "unreadable_reports": found.pages.unread,
        },
    }


def _others(found: Burden) -> dict[str, int]:
    """Pages to people who are not in the roster any more."""
    known = {one.handle for one in found.loads}
    return {who: count for who, count in sorted(found.pages.people.items()) if who not in known}


def _balance(people: Sequence[Load]) -> float | None:
    hours = [one.seconds for one in people if one.seconds]
    return round(min(hours) / max(hours), 4) if hours else None


_HEAD = (
    "who",
    "hours",
    "share",
    "nights",
    "weekend days",
    "holidays",
    "longest",
    "least rest",
    "days on end",
    "pages",
)


def load_text(found: Burden) -> str:
    """A line a person, the most loaded first."""
    rows = [
        [
            ink.bold(f"@{one.handle}"),
            _hours(one.seconds),
            f"{one.share:.1%}",
            str(one.nights),
            str(one.weekend_days),
            "?" if one.holidays is None else str(one.holidays),
            _hours(one.longest),
            "" if one.least_rest is None else _hours(one.least_rest),
            str(max((run.days for run in one.runs), default=0)),
            str(found.pages.people.get(one.handle, 0)),
        ]
        for one in found.loads
    ]
    balance = _balance(found.loads)
    told = "" if balance is None else f", balance {balance:.0%} (least over most)"
    period = f"{found.start:%Y-%m-%d} to {found.end:%Y-%m-%d}{told}"
    return f"{table(rows, list(_HEAD))}\n{ink.dim(period)}\n{ink.dim(_pages(found))}"


def _pages(found: Burden) -> str:
    """Which pages were counted, and those that no line above shows."""
    pages = found.pages
    more = [f"{count} to @{who}" for who, count in _others(found).items()]
    more += [f"{pages.unnamed} to nobody by name"] if pages.unnamed else []
    beside = f"; beside them {', '.join(more)}" if more else ""
    return f"pages of {pages.since:%Y-%m-%d} to {pages.until:%Y-%m-%d}, from the incident reports{beside}"


def _hours(seconds: float) -> str:
    return f"{seconds / _HOUR:.1f}".removesuffix(".0") + " h"
