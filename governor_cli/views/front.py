"""The page of a bare `gov`: what is open, what is due next, who is on call now, the next command."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from governor_cli.core.ids import SUFFIX
from governor_cli.core.instants import format_instant
from governor_cli.views import ink
from governor_cli.views.columns import table
from governor_cli.views.due import due_data, due_state
from governor_cli.views.moments import distance, moment

_SHOWN = 12
_TITLE = 50


def front_text(front: Any) -> str:
    """Four short parts, each readable alone."""
    parts = [_incidents(front), _due(front), _on_call(front), _unshared(front), _next(front)]
    return "\n\n".join(part for part in parts if part) + "\n"


def front_data(front: Any) -> dict[str, Any]:
    """The same for scripts, complete: whoever draws a prompt or a board of it cuts for themselves."""
    return {
        "at": format_instant(front.at),
        "incidents": [
            {
                "id": one.id,
                "title": one.title,
                "severity": one.severity,
                "status": one.status,
                "services": list(one.services),
                "in_use": one.id == front.in_use,
            }
            for one in front.incidents
        ],
        "due": due_data(front.due, front.at)["items"],
        "on_call": {one.role: [person.handle for person in one.people] for one in front.on_call},
        "not_shared": [{"what": one.message, "why": one.why} for one in front.unshared],
        "next": front.next_command,
        "notes": list(front.notes),
    }


def _incidents(front: Any) -> str:
    if not front.incidents:
        return "no incident is open"
    rows = [
        (
            one.id,
            one.severity or "-",
            one.status,
            _cut(one.title),
            _cut(", ".join(one.services)),
            ink.dim("in use") if one.id == front.in_use and len(front.incidents) > 1 else "",
        )
        for one in front.incidents[:_SHOWN]
    ]
    return f"{ink.bold('open')}\n{table(rows)}{_more(len(front.incidents))}"


def _due(front: Any) -> str:
    rows = [
        (
            item.what,
            item.subject[-SUFFIX:] if item.subject.startswith("INC-") else item.subject,
            moment(item.due, front.mine),
            distance(item.due, front.at),
            due_state(item.state),
        )
        for item in front.due[:_SHOWN]
    ]
    return f"{ink.bold('due next')}\n{table(rows)}{_more(len(front.due))}" if rows else ""


def _on_call(front: Any) -> str:
    rows = [
        (one.role, ", ".join(f"@{person.handle}" for person in one.people), _until(one.people, front.mine))
        if one.people
        else (one.role, ink.ink("yellow", "nobody"), "")
        for one in front.on_call
    ]
    return f"{ink.bold('on call now')}\n{table(rows)}" if rows else ""


def _until(people: Any, mine: ZoneInfo | None) -> str:
    ends = [person.end for person in people if person.end is not None]
    return f"until {moment(datetime.fromtimestamp(min(ends), UTC), mine)}" if ends else ""


def _unshared(front: Any) -> str:
    if not front.unshared:
        return ""
    rows = [(one.message, one.why) for one in front.unshared[-_SHOWN:]]
    return f"{ink.bold('not shared yet')}\n{table(rows)}"


def _next(front: Any) -> str:
    return f"{ink.bold('next')}\n{front.next_command}"


def _cut(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"


def _more(number: int) -> str:
    return f"\nand {number - _SHOWN} more" if number > _SHOWN else ""
