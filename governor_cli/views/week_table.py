"""A table of weeks as teams keep it by hand: ``Week | Primary | Secondary | Notes``."""

from datetime import date, datetime, timedelta

from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage.week_table import Weeks, week_table

_WEEK = timedelta(weeks=1)


def week_rows(roster: Roster, policy: Playbook, start: datetime, length: timedelta) -> str:
    """The weeks that a stretch of time touches, Mondays first, with an empty column for notes."""
    first = date(start.year, start.month, start.day)
    monday = first - timedelta(days=first.weekday())
    count = max(1, -(-(length + timedelta(days=first.weekday())) // _WEEK))
    names = {role.id: role.name for role in policy.roles}
    head, _, *rows = week_table(roster, policy, Weeks(monday, min(count, 53))).splitlines()
    roles = [names.get(cell.strip(), cell.strip()) for cell in head.strip("|").split("|")[1:]]
    titles = ["Week", *roles, "Notes"]
    lines = [f"| {' | '.join(titles)} |", f"| {' | '.join('---' for _ in titles)} |"]
    return "\n".join([*lines, *(f"{row}  |" for row in rows)]) + "\n"
