"""What is late or soon late, for people and for scripts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from governor_cli.core.instants import format_instant
from governor_cli.practices.promised import Item
from governor_cli.views import ink
from governor_cli.views.columns import table
from governor_cli.views.moments import distance, moment

_WORDS = {"breached": ("red", "late"), "at_risk": ("yellow", "at risk"), "running": ("cyan", "running")}
_LONGEST = 50


def due_data(items: Sequence[Item], at: datetime) -> dict[str, Any]:
    """``{at, items: [{what, subject, due, state, owner}]}``, the nearest first."""
    return {
        "at": format_instant(at),
        "items": [
            {
                "what": item.what,
                "subject": item.subject,
                "due": format_instant(item.due),
                "state": item.state,
                "owner": item.owner or None,
                "title": item.title,
            }
            for item in items
        ],
    }


def due_text(items: Sequence[Item], at: datetime, mine: ZoneInfo | None = None) -> str:
    """A line each; what is late stands in front, for it was due first."""
    if not items:
        return "nothing is late or soon late\n"
    rows = [
        (
            due_state(item.state),
            distance(item.due, at),
            moment(item.due, mine),
            item.what,
            item.subject,
            item.owner,
            _cut(item.title),
        )
        for item in items
    ]
    return table(rows, ("state", "due", "at", "what", "of", "owner", "")) + "\n"


def due_state(state: str) -> str:
    """How a promise stands, in its colour."""
    colour, word = _WORDS.get(state, ("dim", state))
    return ink.ink(colour, word)


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
