"""The shifts to give out: whole ones, so that a calendar read every hour keeps each event as it is."""

from datetime import datetime

from governor_cli.kinds.roster.model import Roster
from governor_cli.practices.schedule.turns import DAY
from governor_cli.practices.schedule.whole import Whole, whole_shifts
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.roster.entries import known_role
from governor_cli.workflows.roster.questions import known_person
from governor_cli.workflows.roster.reading import roster_of


def exported(
    repository: Repository, role: str | None, who: str | None, start: datetime, end: datetime
) -> tuple[Roster, list[Whole]]:
    """Those that begin in the time asked for, or reach into it; UsageError for a name nobody knows.

    What never begins is given out from the midnight before on: the same events all day long.
    """
    _, roster = roster_of(repository)
    if role is not None:
        known_role(repository, roster, role)
    handle = None if who is None else known_person(roster, who)
    schedule, found = whole_shifts(roster, repository.policy, start, end)
    return roster, [
        _by_days(one, end)
        for one in found
        if (role is None or one.shift.role == schedule.role(role)) and handle in {None, one.shift.who}
    ]


def _by_days(one: Whole, end: datetime) -> Whole:
    if not one.endless:
        return one
    shift, last = one.shift, int(end.timestamp())
    until = -(-last // DAY) * DAY if shift.end == last else shift.end
    return one._replace(shift=shift._replace(start=shift.start // DAY * DAY, end=until))
