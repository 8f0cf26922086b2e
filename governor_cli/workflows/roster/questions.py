"""Questions about the coming time: what is next for somebody, who bears how much, whose shifts moved."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from governor_cli.core.errors import UsageError
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.roster.model import Roster
from governor_cli.practices.coverage.burden import Burden, paged, time_of_pages
from governor_cli.practices.coverage.duty import loads, zone_of_person
from governor_cli.practices.coverage.standing import via
from governor_cli.practices.schedule.final import final_schedule
from governor_cli.practices.schedule.moves import Move, moves
from governor_cli.practices.schedule.upcoming import Upcoming, upcoming
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.roster.reading import roster_of, roster_then

LOAD: Final = timedelta(days=91)


def known_person(roster: Roster, given: str) -> str:
    """A handle with or without @; UsageError for nobody's."""
    handle = given.removeprefix("@")
    if handle not in roster.people:
        raise UsageError(f"nobody is called `{handle}`", hint=hint_for(handle, roster.people))
    return handle


def next_shifts(
    repository: Repository, given: str, at: datetime, count: int
) -> tuple[str, str, list[tuple[Upcoming, str]]]:
    """The handle, their zone, and their next shifts with what puts them on."""
    _, roster = roster_of(repository)
    handle = known_person(roster, given)
    zone = zone_of_person(handle, roster)
    found = upcoming(roster, repository.policy, handle, at, count, zone)
    return handle, zone, [(one, via(one.shift, roster)) for one in found]


def load(repository: Repository, start: datetime | None, horizon: timedelta | None, now: datetime) -> Burden:
    """From ``start`` on, else from now; pages are those of that time, else of as long a time before now."""
    _, roster = roster_of(repository)
    begin = start or now.replace(second=0, microsecond=0)
    end = begin + (horizon or LOAD)
    found = loads(repository.policy, final_schedule(roster, repository.policy, begin, end))
    reports = repository.corpus.of_kind("incident").values()
    pages = paged(reports, *time_of_pages(begin, end, now, asked=start is not None))
    return Burden(begin, end, found, pages)


class Difference(NamedTuple):
    """Whose shifts move between two versions of the roster and playbook, over a stretch of time."""

    rev: str
    start: datetime
    end: datetime
    moves: Sequence[Move]


def difference(repository: Repository, rev: str, start: datetime, horizon: timedelta | None) -> Difference:
    """What the work tree changes of the schedule that a revision had: all of it where it had none."""
    _, new = roster_of(repository)
    nobody = repository.policy, Roster(kind="roster", schema_=1, timezone=new.timezone)
    policy, old = roster_then(repository.workspace, rev) or nobody
    end = start + (horizon or max(old.limits.ahead, new.limits.ahead))
    found = moves(final_schedule(old, policy, start, end), final_schedule(new, repository.policy, start, end))
    return Difference(rev, start, end, found)
