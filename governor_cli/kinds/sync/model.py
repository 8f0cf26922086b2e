"""A weekly sync's front matter: the week, who was there, what it looked at."""

import re
from datetime import date
from typing import Annotated

from governor_cli.core.fields import Day, HandleOrRole, IncidentId, Instant, choice
from governor_cli.core.record import Record, field
from governor_cli.core.scalar import Form

STATUSES = ("open", "closed")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")


def first_day(week: str) -> date:
    """The Monday of an ISO week such as 2026-W48; ValueError where there is no such week."""
    match = _WEEK.fullmatch(week)
    if match is None:
        raise ValueError("is not a week such as 2026-W48")
    try:
        return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        raise ValueError("is a week that the year does not have") from None


def _week(text: str) -> str:
    first_day(text)
    return text


def week_of(day: date) -> str:
    """The ISO week of a day, as in a sync's file name."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


Week = Annotated[
    str,
    Form(
        _week,
        "Write year and ISO week, such as 2026-W48.",
        {"type": "string", "pattern": f"^{_WEEK.pattern}$"},
    ),
]


class Sync(Record):
    """One weekly sync; it is open until somebody closes its minutes."""

    week: Week
    status: Annotated[str, choice(*STATUSES)] = "open"
    date: Day | None = None
    closed: Instant | None = None
    chair: HandleOrRole | None = None
    attendees: list[HandleOrRole] = field(default_factory=list[str])
    absent: list[HandleOrRole] = field(default_factory=list[str])
    incidents: list[IncidentId] = field(default_factory=list[str])
