"""Shifts as somebody else's file says them: an exported calendar, or a table of weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.suggest import hint_for
from governor_cli.core.wall_clock import clock_of
from governor_cli.kinds.roster.model import Roster
from governor_cli.practices.schedule.matching import People
from governor_cli.practices.schedule.turns import WEEK, wall_of
from governor_cli.readers.exported import is_exported, read_exported
from governor_cli.readers.icalendar.calendar import Calendar, Problem
from governor_cli.readers.icalendar.occurrences import occurrences
from governor_cli.readers.week_table import read_week_table
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.roster.entries import known_role

_MOST_NAMED = 5


class File(NamedTuple):
    """What somebody gave to read, and what to call it."""

    name: str
    data: bytes


class Wanted(NamedTuple):
    """One shift that somebody else's file says."""

    start: int
    end: int
    who: str
    """A handle, or what the file says of somebody whom the roster does not know."""
    role: str
    why: str = ""


class Stranger(NamedTuple):
    """Somebody in a file who is nobody, or not one person alone, in the roster."""

    name: str
    line: int
    several: bool


class Foreign(NamedTuple):
    """What a file says between two instants, and what could not be used of it."""

    wanted: Sequence[Wanted]
    notes: Sequence[str] = ()
    """Weeks that nobody has yet: no fault of the file."""
    unread: Sequence[Problem] = ()
    strangers: Sequence[Stranger] = ()


class Asked(NamedTuple):
    """For whom a file is read: the roster's people by more names, a role, a stretch of time."""

    repository: Repository
    roster: Roster
    role: str | None
    names: Mapping[str, str]
    start: datetime
    end: datetime


@dataclass(slots=True)
class _Naming:
    """Looks people up, and keeps whoever is not found."""

    people: People
    strangers: dict[str, Stranger] = field(default_factory=dict[str, Stranger])

    def who(self, met: set[str], name: str, line: int) -> str:
        """The handle of the one person who is meant; else the name as it stands."""
        if len(met) == 1:
            return met.pop()
        self.strangers.setdefault(name, Stranger(name, line, several=bool(met)))
        return name


def shifts_of(file: File, asked: Asked) -> Foreign:
    """The shifts of a calendar or of a table of weeks; people whom nobody knows stand in by name."""
    if is_exported(file.data):
        return shifts_of_calendar(read_exported(file.data), asked)
    return _of_table(file, asked, _Naming(People(asked.roster, asked.names)))


def shifts_of_calendar(calendar: Calendar, asked: Asked) -> Foreign:
    """The same of a calendar that was read already."""
    naming = _Naming(People(asked.roster, asked.names))
    first, last = int(asked.start.timestamp()), int(asked.end.timestamp())
    found, problems = occurrences(calendar, first, last, asked.roster.timezone)
    wanted: list[Wanted] = []
    for one in found:
        event = one.event
        held = asked.role or event.role
        if not held:
            raise UsageError("the calendar does not say for which role", hint="Give --role.")
        known_role(asked.repository, asked.roster, held)
        name = event.summary or event.uid or "somebody without a name"
        met = {event.handle} & asked.roster.people.keys()
        met = met or naming.people.meant([*event.attendees, event.summary])
        met = met or naming.people.meant([event.description])
        who = naming.who(met, name, event.line)
        wanted.append(Wanted(one.start, one.end, who, held))
    return Foreign(_joined(wanted), (), problems, list(naming.strangers.values()))


def _of_table(file: File, asked: Asked, naming: _Naming) -> Foreign:
    table = read_week_table(file.data.decode("utf-8-sig", "replace"))
    if table is None:
        hint = "Its first column is `Week`."
        raise GovError("the file is no iCalendar and has no table of weeks", hint=hint)
    wanted: dict[Wanted, None] = {}
    for entry in table.entries:
        role = _role_of_column(asked.repository, entry.column)
        who = naming.who(naming.people.meant_by(entry.who), entry.who, entry.line)
        monday = wall_of(entry.week)
        clock = clock_of(asked.roster.timezone, monday + 2 * WEEK)
        begin, finish = clock.epoch_of(monday), clock.epoch_of(monday + WEEK)
        if begin < asked.end.timestamp() and finish > asked.start.timestamp():
            wanted[Wanted(begin, finish, who, role, entry.notes)] = None
    notes = [f"{week} has nobody for {column} yet" for week, column in table.open]
    unread = [Problem(line, message) for line, message in table.problems]
    return Foreign(sorted(wanted), notes, unread, list(naming.strangers.values()))


def _role_of_column(repository: Repository, column: str) -> str:
    """``Primary`` is the one role whose id or name begins so."""
    roles = [role for role in repository.policy.roles if role.same_as is None]
    named = [one.id for one in roles if column in {one.id.casefold(), one.name.casefold()}]
    begun = [one.id for one in roles if one.id.startswith(column) or one.name.casefold().startswith(column)]
    found = named or begun
    if len(found) != 1:
        known = [one.id for one in roles]
        raise UsageError(f"the column `{column}` is no role of the playbook", hint=hint_for(column, known))
    return found[0]


def refuse_strangers(file: File, found: Foreign, roster: Roster) -> None:
    """GovError where somebody in the file is not one person of the roster."""
    for one in found.strangers:
        if one.several:
            hint = 'Let each row name one person for a role, or say who is meant: --as "Name=handle".'
            message = f"{file.name}:{one.line}: `{one.name[:60]}` means several people of the roster"
            raise GovError(message, hint=hint)
    names = [f"`{one.name[:60]}` (line {one.line})" for one in found.strangers[:_MOST_NAMED]]
    if names:
        others = len(found.strangers) - len(names)
        more = f" and {others} more" if others else ""
        raise GovError(
            f"the roster knows nobody by {', '.join(names)}{more}",
            hint='Add them to `people`, or say who is meant: --as "Name=handle". '
            + hint_for(found.strangers[0].name, roster.people),
        )


def _joined(wanted: Sequence[Wanted]) -> list[Wanted]:
    """Shifts of one person that touch or overlap, as one."""
    last: dict[tuple[str, str], Wanted] = {}
    found: list[Wanted] = []
    for one in sorted(wanted):
        key = (one.who, one.role)
        held = last.get(key)
        if held is not None and held.end >= one.start:
            last[key] = held._replace(end=max(held.end, one.end))
            continue
        if held is not None:
            found.append(held)
        last[key] = one
    return sorted([*found, *last.values()])
