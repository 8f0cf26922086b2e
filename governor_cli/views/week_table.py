"""A table of weeks as teams keep it by hand: ``Week | Primary | Secondary | Notes``."""

from datetime import date, datetime, timedelta

from governor_cli.core.markdown_edit import escape_cell
from governor_cli.core.wall_clock import instant_of, zone
from governor_cli.kinds.roster.model import Roster
from governor_cli.kinds.roster.resolve import zone_of_override
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage.week_table import Weeks, week_table

_WEEK = timedelta(weeks=1)


def week_rows(roster: Roster, policy: Playbook, start: datetime, length: timedelta) -> str:
    """The weeks that a stretch of time touches, Mondays first; notes are why its entries were made."""
    first = date(start.year, start.month, start.day)
    monday = first - timedelta(days=first.weekday())
    count = max(1, -(-(length + timedelta(days=first.weekday())) // _WEEK))
    names = {role.id: role.name for role in policy.roles}
    head, _, *rows = week_table(roster, policy, Weeks(monday, min(count, 53))).splitlines()
    roles = [names.get(cell.strip(), cell.strip()) for cell in head.strip("|").split("|")[1:]]
    titles = ["Week", *roles, "Notes"]
    lines = [f"| {' | '.join(titles)} |", f"| {' | '.join('---' for _ in titles)} |"]
    notes = _notes(roster, monday)
    lines += [f"{row} {escape_cell(notes.get(number, ''))} |" for number, row in enumerate(rows)]
    return "\n".join(lines) + "\n"


def _notes(roster: Roster, monday: date) -> dict[int, str]:
    """By the number of the week in which an override begins, on the roster's clock; each reason once."""
    said: dict[int, dict[str, None]] = {}
    for one in roster.overrides:
        if one.why:
            begin = instant_of(one.from_, zone(zone_of_override(one, roster)))
            day = begin.astimezone(zone(roster.timezone)).date()
            said.setdefault((day - monday).days // 7, {})[one.why] = None
    return {number: "; ".join(reasons) for number, reasons in said.items()}
