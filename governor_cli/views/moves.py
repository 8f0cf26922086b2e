"""Whose shifts a change moves, and where a calendar says otherwise: for people and for scripts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from governor_cli.core.instants import format_instant
from governor_cli.core.wall_clock import zone
from governor_cli.practices.coverage.gaps import grouped
from governor_cli.practices.schedule.moves import Drift, Move, people_of
from governor_cli.views.moments import utc


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


def difference_text(found: Sequence[Move], where: str, rev: str, start: datetime, end: datetime) -> str:
    """The same, and over which time: what moves after it is not told."""
    return f"{moves_text(found, where)}\n\nCompared with {rev} from {start:%Y-%m-%d} to {end:%Y-%m-%d}."


def drift_data(found: Drift) -> dict[str, Any]:
    """``{from, until, people, changes, strangers, unread}``; strangers are nobody of the roster."""
    moved = moves_data(found.moves)
    return {
        "from": format_instant(found.start),
        "until": format_instant(found.until),
        **moved,
        "people": [who for who in moved["people"] if who not in found.strangers],
        "strangers": list(found.strangers),
        "unread": [{"line": line, "message": message} for line, message in found.unread],
    }


def drift_text(found: Drift, where: str) -> str:
    """``Sat 2026-11-28 06:00-14:00 primary-operator: roster says @ada, calendar says @sean``."""
    if not found.moves:
        far = ", as far as the calendar can be read" if found.unread else ""
        return f"roster and calendar agree{far}"
    there = zone(where)
    lines = [
        f"{_from_to(move, there)} {move.role}: roster says {_names(move.before)}, "
        f"calendar says {_called(move.after, found.strangers)}"
        for move in found.moves
    ]
    if found.strangers:
        names = ", ".join(f"`{name}`" for name in found.strangers)
        lines.append(f"nobody of the roster is {names}: add them to `people`, or give --as NAME=HANDLE")
    return "\n".join(lines)


def _called(people: Iterable[str], strangers: Sequence[str]) -> str:
    return ", ".join(f"`{who}`" if who in strangers else f"@{who}" for who in people) or "nobody"


def _from_to(move: Move, there: ZoneInfo) -> str:
    start, end = (datetime.fromtimestamp(second, there) for second in (move.start, move.end))
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%a %Y-%m-%d %H:%M}"
    return f"{start:%a %Y-%m-%d %H:%M}-{until}"


def _names(handles: Iterable[str]) -> str:
    return ", ".join(f"@{handle}" for handle in handles) or "nobody"
