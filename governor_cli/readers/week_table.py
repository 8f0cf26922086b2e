"""A roster as people keep it without tools: a Markdown table ``Week | Primary | Secondary | Notes``.

Weeks are Mondays; ``_TBD_`` is a week that nobody has yet, and no person.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from governor_cli.core.instants import parse_day
from governor_cli.core.markdown import Markdown

_NOT_A_ROLE = frozenset(
    {"week", "week of", "week starting", "date", "starting", "from", "notes", "note", "comments"}
)
_NOBODY = re.compile(r"[_*]*(tbd|tba|n/a|nobody|open|-+|–|—|\?+)?[_*]*", re.IGNORECASE)
_MARKUP = re.compile(r"^[*_`\s]+|[*_`\s]+$")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Entry(NamedTuple):
    """One cell: who has which column's role in the week from this day on."""

    week: date
    column: str
    who: str
    notes: str
    line: int


@dataclass(slots=True)
class WeekTable:
    """The entries, the weeks that nobody has yet, and what could not be read."""

    entries: list[Entry] = field(default_factory=list[Entry])
    open: list[tuple[date, str]] = field(default_factory=list[tuple[date, str]])
    problems: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


def read_week_table(text: str) -> WeekTable | None:
    """Every table of weeks in a text; None where there is none."""
    found = WeekTable()
    tables = [
        table
        for table in Markdown(text).tables
        if table.header and _plain(table.header[0]).startswith("week")
    ]
    weeks: dict[date, int] = {}
    for table in tables:
        head = [_plain(cell) for cell in table.header]
        for row in table.rows:
            week, problem = _week(row.cells[0] if row.cells else "", weeks)
            if week is None:
                found.problems.append((row.line, problem))
                continue
            weeks[week] = row.line
            cells = [_MARKUP.sub("", cell) for cell in row.cells]
            _take(found, week, head, cells + [""] * (len(head) - len(cells)), row.line)
    return found if tables else None


def _week(cell: str, known: Mapping[date, int]) -> tuple[date | None, str]:
    """The Monday that a cell names; None and why where it names none, or one that another row has."""
    match = _DAY.search(cell)
    if match is None:
        said = f"`{cell[:40]}` is no week" if cell.strip() else "the row names no week"
        return None, f"{said}; a week is written as its Monday, such as 2026-12-07"
    try:
        week = parse_day(match[0])
    except ValueError as error:
        return None, f"`{match[0]}` {error}"
    if week.weekday():
        monday = week - timedelta(days=week.weekday())
        return None, f"{week} is a {week:%A}; the week begins on Monday {monday}"
    if week in known:
        return None, f"the week {week} stands in line {known[week]} already"
    return week, ""


def _take(found: WeekTable, week: date, head: list[str], cells: list[str], line: int) -> None:
    notes = next((cell for name, cell in zip(head, cells, strict=False) if name.startswith("note")), "")
    for name, cell in zip(head[1:], cells[1:], strict=False):
        if name in _NOT_A_ROLE:
            continue
        if _NOBODY.fullmatch(cell):
            found.open.append((week, name))
        else:
            found.entries.append(Entry(week, name, cell, notes, line))


def _plain(cell: str) -> str:
    return _MARKUP.sub("", cell).casefold()
