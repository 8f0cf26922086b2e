"""The table of coming weeks in a roster's body: a function of the roster, the playbook and its marker."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from governor_cli.core.instants import parse_day
from governor_cli.core.markdown_edit import escape_cell
from governor_cli.core.patterns import compiled
from governor_cli.core.wall_clock import WallClock, clock_of
from governor_cli.kinds.roster.fields import WEEKDAYS
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage.gaps import day_names
from governor_cli.practices.schedule.final import Schedule, final_schedule
from governor_cli.practices.schedule.shift import Shift
from governor_cli.practices.schedule.turns import DAY, WEEK, monday_before, wall_of

_ARGUMENTS: Final = r"from=(\S+)(?:\s+weeks=([0-9]{1,2}))?"
_MOST = 53
_DEFAULT = 4


class Weeks(NamedTuple):
    """Which weeks a table shows: from the Monday of a day on."""

    start: date
    number: int

    def __str__(self) -> str:
        """As the marker has it."""
        return f"from={self.start} weeks={self.number}"


def weeks_of(arguments: str) -> Weeks:
    """``from=2026-11-23 weeks=4``; ValueError says what is wrong with it."""
    match = compiled(_ARGUMENTS).fullmatch(arguments.strip())
    if match is None:
        raise ValueError("has no `from=2026-11-23 weeks=4`")
    count = int(match[2] or _DEFAULT)
    if not 1 <= count <= _MOST:
        raise ValueError(f"shows 1 to {_MOST} weeks")
    return Weeks(parse_day(match[1]), count)


def week_table(roster: Roster, policy: Playbook, weeks: Weeks) -> str:
    """A Markdown table: a row a week, a column a role that takes turns, in the roster's zone."""
    clock = clock_of(roster.timezone, wall_of(weeks.start) + (weeks.number + 2) * WEEK)
    first = monday_before(wall_of(weeks.start))
    start, end = clock.epoch_of(first), clock.epoch_of(first + weeks.number * WEEK + DAY)
    schedule = final_schedule(roster, policy, *(datetime.fromtimestamp(one, UTC) for one in (start, end)))
    roles = rotating_roles(schedule, policy)
    head = [f"Week ({roster.timezone})", *roles]
    rows = [
        [
            str(_day(first + number * WEEK)),
            *(_cell(schedule, clock, role, first + number * WEEK) for role in roles),
        ]
        for number in range(weeks.number)
    ]
    lines = [head, ["---"] * len(head), *([escape_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def rotating_roles(schedule: Schedule, policy: Playbook) -> list[str]:
    """The roles of rotations in the roster's order, then those that one entry after another gives away.

    What is added to a role that somebody always holds is no turn.
    """
    roster = schedule.roster
    held = {schedule.role(one.role) for one in roster.static}
    turns = (schedule.role(role) for rotation in roster.rotations if (role := rotation.role))
    added = {schedule.role(one.role) for one in roster.overrides if one.role and one.add} - held
    ranks = {role.id: rank for rank, role in enumerate(policy.roles)}
    named = dict.fromkeys([*turns, *sorted(added, key=lambda role: (ranks.get(role, len(ranks)), role))])
    return [role for role in named if role in schedule.by_role]


def _cell(schedule: Schedule, clock: WallClock, role: str, monday: int) -> str:
    begin, finish = clock.epoch_of(monday), clock.epoch_of(monday + WEEK)
    shifts = [
        shift
        if _is_short(shift)
        else shift._replace(start=max(shift.start, begin), end=min(shift.end, finish))
        for shift in schedule.of_role(role)
        if (begin <= shift.start < finish if _is_short(shift) else shift.start < finish and shift.end > begin)
    ]
    return "; ".join(_said(shifts, clock, monday)) or "_TBD_"


def _is_short(shift: Shift) -> bool:
    """A shift within a day or over one midnight belongs to the week in which it begins."""
    return shift.end - shift.start < DAY


def _said(shifts: Iterable[Shift], clock: WallClock, monday: int) -> Iterator[str]:
    """``@ada Mon-Fri 06:00-14:00``: shifts at one time of several days are said once."""
    alike: dict[tuple[str, int, int], list[int]] = {}
    for shift in shifts:
        start, end = clock.wall_at(shift.start), clock.wall_at(shift.end)
        alike.setdefault((shift.who, start % DAY, end - start), []).append((start - monday) // DAY)
    for (who, time, length), days in alike.items():
        if length < DAY:
            until = "24:00" if (time + length) % DAY == 0 else _time(time + length)
            yield f"@{who} {day_names(frozenset(day % 7 for day in days))} {_time(time)}-{until}"
            continue
        for start in (day * DAY + time for day in days):
            whole = (start, length) == (0, WEEK)
            yield f"@{who}" if whole else f"@{who} {_moment(start)} to {_moment(start + length)}"


def _moment(second: int) -> str:
    return f"{WEEKDAYS[second // DAY % 7]} {_time(second)}"


def _time(second: int) -> str:
    minute = second % DAY // 60
    return f"{minute // 60:02}:{minute % 60:02}"


def _day(wall: int) -> date:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=wall)).date()
