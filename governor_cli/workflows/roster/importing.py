"""Calendars and tables of weeks: taken over as dated entries, compared with the roster, given out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from governor_cli.core.document import Document, read
from governor_cli.core.edit import insert_item
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.suggest import hint_for
from governor_cli.core.wall_clock import clock_of
from governor_cli.core.yaml_write import item
from governor_cli.kinds.roster.model import Roster
from governor_cli.practices.incident.matching import People
from governor_cli.practices.schedule.departures import holdings
from governor_cli.practices.schedule.expansion import Frame
from governor_cli.practices.schedule.final import Schedule, final_schedule
from governor_cli.practices.schedule.moves import Move, moves
from governor_cli.practices.schedule.shift import Shift
from governor_cli.practices.schedule.turns import WEEK, wall_of
from governor_cli.readers.icalendar import read_calendar
from governor_cli.readers.occurrences import last_end, occurrences
from governor_cli.readers.week_table import read_week_table
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.roster.calendar import read_file
from governor_cli.workflows.roster.change import Change, append_to, changed, shown
from governor_cli.workflows.roster.entries import known_role
from governor_cli.workflows.roster.reading import roster_of

HORIZON: Final = timedelta(days=400)
_MOST_ENTRIES: Final = 2_000


class Wanted(NamedTuple):
    """One shift that somebody else's file says."""

    start: int
    end: int
    who: str
    role: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """The change that takes a file over, and what it could not use."""

    change: Change | None
    entries: int
    notes: Sequence[str]


def shifts_of_file(
    repository: Repository,
    path: str,
    role: str | None,
    names: Mapping[str, str],
    start: datetime,
    end: datetime,
) -> tuple[list[Wanted], list[str]]:
    """The shifts of a calendar or of a table of weeks; GovError where somebody in it is not in the roster."""
    _, roster = roster_of(repository)
    data = read_file(path)
    people = People(roster, names)
    if b"BEGIN:VCALENDAR" in data[:10_000].upper():
        return _of_calendar(repository, roster, data, role, people, start, end)
    return _of_table(repository, roster, data, people, start, end)


def _of_calendar(
    repository: Repository,
    roster: Roster,
    data: bytes,
    role: str | None,
    people: People,
    start: datetime,
    end: datetime,
) -> tuple[list[Wanted], list[str]]:
    found, problems = occurrences(
        read_calendar(data), int(start.timestamp()), int(end.timestamp()), roster.timezone
    )
    notes = [f"line {line}: {message}" for line, message in problems]
    wanted: list[Wanted] = []
    unknown: dict[str, None] = {}
    for one in found:
        event = one.event
        own = event.handle if event.handle in roster.people else None
        who = own or people.found([*event.attendees, event.summary]) or people.found([event.description])
        held = role or event.role
        if not held:
            raise UsageError("the calendar does not say for which role", hint="Give --role.")
        known_role(repository, roster, held)
        if who is None:
            unknown.setdefault(event.summary or event.uid)
        else:
            wanted.append(Wanted(one.start, one.end, who, held))
    _refuse(unknown, roster)
    return _joined(wanted), notes


def _of_table(
    repository: Repository, roster: Roster, data: bytes, people: People, start: datetime, end: datetime
) -> tuple[list[Wanted], list[str]]:
    table = read_week_table(data.decode("utf-8-sig", "replace"))
    if table is None:
        raise GovError(
            "the file is no iCalendar and has no table of weeks", hint="Its first column is `Week`."
        )
    notes = [f"line {line}: {message}" for line, message in table.problems]
    notes += [f"{week} has nobody for {column} yet" for week, column in table.open]
    wanted: list[Wanted] = []
    unknown: dict[str, None] = {}
    for entry in table.entries:
        role = _role_of_column(repository, entry.column)
        who = people.found([entry.who])
        if who is None:
            unknown.setdefault(entry.who)
            continue
        monday = wall_of(entry.week)
        clock = clock_of(roster.timezone, monday + 2 * WEEK)
        begin, finish = clock.epoch_of(monday), clock.epoch_of(monday + WEEK)
        if begin < end.timestamp() and finish > start.timestamp():
            wanted.append(Wanted(begin, finish, who, role, entry.notes))
    _refuse(unknown, roster)
    return sorted(wanted), notes


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


def _refuse(unknown: Iterable[str], roster: Roster) -> None:
    names = [f"`{name[:60]}`" for name in unknown]
    if names:
        more = f" and {len(names) - 5} more" if len(names) > 5 else ""  # noqa: PLR2004 - what fits on a line
        raise GovError(
            f"the roster knows nobody by {', '.join(names[:5])}{more}",
            hint='Add them to `people`, or say who is meant: --as "Name=handle". '
            + hint_for(names[0].strip("`"), roster.people),
        )


def _joined(wanted: Iterable[Wanted]) -> list[Wanted]:
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


def take_over(
    repository: Repository, wanted: Sequence[Wanted], notes: Sequence[str], now: datetime
) -> Imported:
    """The entries that add what a file says; those that the roster has already are left out."""
    _, roster = roster_of(repository)
    frame = Frame(repository.policy, 0, int(datetime(2999, 1, 1, tzinfo=UTC).timestamp()))
    have = {(one.span, one.override.add, one.override.role) for one in holdings(roster, frame)}
    new = [one for one in wanted if ((one.start, one.end), one.who, one.role) not in have]
    if len(new) > _MOST_ENTRIES:
        raise GovError(f"that would be {len(new)} entries", hint="Take over a shorter time with --horizon.")
    if not new:
        return Imported(None, 0, notes)
    start, end = (
        datetime.fromtimestamp(second, UTC) for second in (new[0].start, max(one.end for one in new))
    )
    change = changed(repository, lambda document: _with(document, roster, new), now, start, end)
    return Imported(change, len(new), notes)


def _with(document: Document, roster: Roster, new: Sequence[Wanted]) -> bytes:
    """The new entries among those that are there, in date order; one edit where there are none yet."""
    items = [_item(one, roster) for one in new]
    if not roster.overrides:
        return _at_once(document, items)
    begins = [one.from_ for one in roster.overrides]
    for one, entry in zip(new, items, strict=True):
        begin = datetime.fromtimestamp(one.start, UTC).replace(tzinfo=None)
        index = next((number for number, other in enumerate(begins) if other > begin), len(begins))
        document = read(document.path, insert_item(document, ("overrides",), index, entry))
        begins.insert(index, begin)
    return document.data


def _at_once(document: Document, items: Sequence[dict[str, str]]) -> bytes:
    """The first entry by an edit, the others in lines like its own: hundreds of edits would take minutes."""
    first = read(document.path, append_to(document, ("overrides",), items[0]))
    lines = first.data.split(b"\n")
    number = first.place(("overrides", 0)).line
    line = lines[number - 1]
    end = b"\r" if line.endswith(b"\r") else b""
    indent = line[: len(line) - len(line.lstrip())]
    others = [part for one in items[1:] for part in item(one, len(indent))]
    number += len(item(items[0], len(indent))) - 1
    lines[number:number] = [indent + part.encode() + end for part in others]
    done = read(document.path, b"\n".join(lines))
    expected = {**document.front, "overrides": [dict(one) for one in items]}
    if done.faults or done.front != expected or done.body != document.body:
        raise GovError(
            "the entries cannot be written without touching other lines", hint="Add one by hand first."
        )
    return done.data


def _item(one: Wanted, roster: Roster) -> dict[str, str]:
    start, end = (datetime.fromtimestamp(second, UTC) for second in (one.start, one.end))
    entry = {"role": one.role, "add": one.who, "from": shown(start), "until": shown(end)}
    entry |= {} if roster.timezone == "UTC" else {"timezone": "UTC"}
    return entry | ({"why": one.why} if one.why else {})


def drift(
    repository: Repository,
    path: str,
    role: str | None,
    names: Mapping[str, str],
    start: datetime,
    end: datetime | None,
) -> tuple[list[Move], datetime, list[str]]:
    """Where the roster says one person and the calendar another, until when it was compared, and notes."""
    _, roster = roster_of(repository)
    last = last_end(read_calendar(read_file(path)), roster.timezone) if end is None else None
    until = end or min(start + HORIZON, datetime.fromtimestamp(last, UTC) if last else start + HORIZON)
    if until <= start:
        raise GovError("the calendar has ended", hint="Export it again, or give an earlier --from.")
    wanted, notes = shifts_of_file(repository, path, role, names, start, until)
    ours = final_schedule(roster, repository.policy, start, until)
    roles = {ours.role(name) for name in (*(one.role for one in wanted), role) if name}
    frame = Frame(repository.policy, ours.start, ours.end)
    theirs = [
        Shift(max(one.start, ours.start), min(one.end, ours.end), one.who, ours.role(one.role), ("ics",))
        for one in wanted
    ]
    mine = [shift for shift in ours.shifts if shift.role in roles]
    return moves(Schedule(roster, frame, mine), Schedule(roster, frame, theirs)), until, notes


def exported(
    repository: Repository, role: str | None, who: str | None, start: datetime, end: datetime
) -> tuple[Roster, list[Shift]]:
    """The shifts to give out, whole: those that begin in the time asked for, or reach into it."""
    _, roster = roster_of(repository)
    if role is not None:
        known_role(repository, roster, role)
    schedule = final_schedule(roster, repository.policy, start, end)
    return roster, [
        shift
        for shift in schedule.shifts
        if (role is None or shift.role == schedule.role(role)) and (who is None or shift.who == who)
    ]
