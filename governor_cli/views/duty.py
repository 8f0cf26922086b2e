"""What people bear, what comes next for them, and whose shifts moved: for people and for scripts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from governor_cli.core.instants import format_instant
from governor_cli.core.wall_clock import zone
from governor_cli.practices.coverage.duty import Load
from governor_cli.practices.coverage.gaps import grouped
from governor_cli.practices.schedule.moves import Move, people_of
from governor_cli.practices.schedule.upcoming import Upcoming
from governor_cli.views import ink
from governor_cli.views.columns import table
from governor_cli.views.moments import local, utc

_HOUR = 3600
Next = Sequence[tuple[Upcoming, str]]


def next_data(handle: str, where: str, shifts: Next) -> dict[str, Any]:
    """``{handle, timezone, shifts: [{role, from, until, local_from, local_until, via, usually}]}``."""
    there = zone(where)
    return {
        "handle": handle,
        "timezone": where,
        "shifts": [
            {
                "role": one.shift.role,
                "from": utc(one.shift.start),
                "until": utc(one.shift.end),
                "local_from": datetime.fromtimestamp(one.shift.start, there).isoformat(),
                "local_until": datetime.fromtimestamp(one.shift.end, there).isoformat(),
                "via": source,
                "usually": None if one.usual is None else _time(one.usual),
            }
            for one, source in shifts
        ],
    }


def next_text(handle: str, where: str, shifts: Next) -> str:
    """A line a shift, in the person's own zone."""
    if not shifts:
        return f"@{handle} has no shift ahead"
    there = zone(where)
    rows = [
        [
            local(one.shift.start, there),
            f"to {local(one.shift.end, there)}",
            one.shift.role,
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


def load_data(start: datetime, end: datetime, found: Iterable[Load]) -> dict[str, Any]:
    """Hours are fractions, shares from 0 to 1; ``balance`` is the least load over the greatest."""
    people = list(found)
    return {
        "from": format_instant(start),
        "until": format_instant(end),
        "balance": _balance(people),
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
            }
            for one in people
        ],
    }


def _balance(people: Sequence[Load]) -> float | None:
    hours = [one.seconds for one in people if one.seconds]
    return round(min(hours) / max(hours), 4) if hours else None


def load_text(start: datetime, end: datetime, found: Iterable[Load]) -> str:
    """A line a person, the most loaded first."""
    people = list(found)
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
        ]
        for one in people
    ]
    head = [
        "who",
        "hours",
        "share",
        "nights",
        "weekend days",
        "holidays",
        "longest",
        "least rest",
        "days on end",
    ]
    balance = _balance(people)
    told = "" if balance is None else f", balance {balance:.0%} (least over most)"
    return f"{table(rows, head)}\n{ink.dim(f'{start:%Y-%m-%d} to {end:%Y-%m-%d}{told}')}"


def _hours(seconds: float) -> str:
    return f"{seconds / _HOUR:.1f}".removesuffix(".0") + " h"


def moves_data(found: Sequence[Move]) -> dict[str, Any]:
    """``{people, changes: [{role, from, until, before, after}]}``: only what differs."""
    return {
        "people": people_of(found),
        "changes": [
            {
                "role": move.role,
                "from": utc(move.start),
                "until": utc(move.end),
                "before": list(move.before),
                "after": list(move.after),
            }
            for move in found
        ],
    }


def moves_text(found: Sequence[Move], where: str, most: int = 60) -> str:
    """A Markdown table, so that it can be pasted into a pull request as it is; what is alike is one line."""
    if not found:
        return "nobody's shifts move"
    alike: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[tuple[int, int]]] = {}
    for move in found:
        alike.setdefault((move.role, move.before, move.after), []).append((move.start, move.end))
    rows = sorted(
        (group.spans[0], f"| {group} | {role} | {_names(before)} | {_names(after)} |")
        for (role, before, after), spans in alike.items()
        for group in grouped(spans, where)
    )
    head = [f"Shifts of {_names(people_of(found))} move.", "", f"| When ({where}) | Role | Before | After |"]
    lines = [*head, "| --- | --- | --- | --- |", *(row for _, row in rows[:most])]
    if len(rows) > most:
        lines += ["", f"and {len(rows) - most} more"]
    return "\n".join(lines)


def drift_text(found: Sequence[Move], where: str) -> str:
    """``Sat 2026-11-28 06:00 to 14:00 primary-operator: roster says @ada, calendar says @sean``."""
    if not found:
        return "roster and calendar agree"
    there = zone(where)
    return "\n".join(
        f"{_from_to(move, there)} {move.role}: roster says {_names(move.before)}, "
        f"calendar says {_names(move.after)}"
        for move in found
    )


def _from_to(move: Move, there: ZoneInfo) -> str:
    start, end = (datetime.fromtimestamp(second, there) for second in (move.start, move.end))
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%a %Y-%m-%d %H:%M}"
    return f"{start:%a %Y-%m-%d %H:%M}-{until}"


def _names(handles: Iterable[str]) -> str:
    return ", ".join(f"@{handle}" for handle in handles) or "nobody"
