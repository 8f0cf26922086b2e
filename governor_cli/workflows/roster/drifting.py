"""Compare the roster with an exported calendar, as the service that sends the pages has it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from governor_cli.core.errors import GovError
from governor_cli.kinds.roster.model import USUAL_HORIZON
from governor_cli.practices.schedule.expansion import Frame
from governor_cli.practices.schedule.final import Schedule, final_schedule
from governor_cli.practices.schedule.moves import Drift, moves
from governor_cli.practices.schedule.shift import Shift
from governor_cli.readers.exported import read_exported
from governor_cli.readers.icalendar.occurrences import last_end
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.roster.foreign import Asked, File, shifts_of_calendar
from governor_cli.workflows.roster.reading import roster_of


def drift(
    repository: Repository,
    file: File,
    role: str | None,
    names: Mapping[str, str],
    start: datetime,
    horizon: timedelta | None,
) -> Drift:
    """Both over the time of the calendar; the roles it says nothing of are left out."""
    _, roster = roster_of(repository)
    calendar = read_exported(file.data)
    last = last_end(calendar, roster.timezone) if horizon is None else None
    until = start + (horizon or USUAL_HORIZON)
    until = min(until, datetime.fromtimestamp(last, UTC)) if last else until
    if until <= start:
        raise GovError("the calendar has ended", hint="Export it again, or give an earlier --from.")
    found = shifts_of_calendar(calendar, Asked(repository, roster, role, names, start, until))
    ours = final_schedule(roster, repository.policy, start, until)
    roles = {ours.role(name) for name in (*(one.role for one in found.wanted), role) if name}
    frame = Frame(repository.policy, ours.start, ours.end)
    theirs = [
        Shift(max(one.start, ours.start), min(one.end, ours.end), one.who, ours.role(one.role), ("ics",))
        for one in found.wanted
    ]
    mine = [shift for shift in ours.shifts if shift.role in roles]
    return Drift(
        start,
        until,
        moves(Schedule(roster, frame, mine), Schedule(roster, frame, theirs)),
        [(one.line, one.message) for one in found.unread],
        [one.name for one in found.strangers],
    )
