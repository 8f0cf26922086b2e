"""The shifts to give out: whole ones, so that a calendar read every hour keeps each event as it is."""

from datetime import datetime

from governor_cli.kinds.roster.model import Roster
from governor_cli.practices.schedule.whole import Whole, whole_shifts
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.roster.entries import known_role
from governor_cli.workflows.roster.questions import known_person
from governor_cli.workflows.roster.reading import roster_of


def exported(
    repository: Repository, role: str | None, who: str | None, start: datetime, end: datetime
) -> tuple[Roster, list[Whole]]:
    """Those that begin in the time asked for, or reach into it; UsageError for a name nobody knows."""
    _, roster = roster_of(repository)
    if role is not None:
        known_role(repository, roster, role)
    handle = known_person(roster, who) if who else None
    schedule, found = whole_shifts(roster, repository.policy, start, end)
    return roster, [
        one
        for one in found
        if (role is None or one.shift.role == schedule.role(role)) and handle in {None, one.shift.who}
    ]
