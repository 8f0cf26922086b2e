"""Shifts from their own begin to their own end, wherever the question about them begins and ends."""

from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from governor_cli.core.instants import LAST_YEAR
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.schedule.final import Schedule, final_schedule
from governor_cli.practices.schedule.shift import Shift

_FIRST_LOOK: Final = timedelta(days=8)
_LAST_LOOK: Final = timedelta(days=512)
_EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(LAST_YEAR, 1, 1, tzinfo=UTC)


class Whole(NamedTuple):
    """A shift; where it has no begin (``endless``) it is cut to the time that was asked about."""

    shift: Shift
    endless: bool


def whole_shifts(
    roster: Roster, policy: Playbook | None, start: datetime, end: datetime
) -> tuple[Schedule, list[Whole]]:
    """Every shift that reaches into a time, and the schedule it is from.

    Looks a week around, and further only where a shift reaches beyond that.
    """
    look = _FIRST_LOOK
    while True:
        before, after = max(start - look, min(start, _EARLIEST)), min(end + look, max(end, _LATEST))
        schedule = final_schedule(roster, policy, before, after)
        first, last = int(start.timestamp()), int(end.timestamp())
        found = [one for one in schedule.shifts if one.start < last and one.end > first]
        if look >= _LAST_LOOK or not any(is_cut(one, schedule) for one in found):
            return schedule, [_whole(one, schedule, first, last) for one in found]
        look *= 4


def is_cut(shift: Shift, schedule: Schedule) -> bool:
    """Whether a shift goes on beyond what was looked at; a static one without dates may never end."""
    begins, ends = shift.start == schedule.start, shift.end == schedule.end
    if shift.source[0] != "static":
        return begins or ends
    entry = schedule.roster.static[int(shift.source[1])]
    return (begins and entry.from_ is not None) or (ends and entry.until is not None)


def _whole(shift: Shift, schedule: Schedule, first: int, last: int) -> Whole:
    endless = shift.start == schedule.start
    start = first if endless else shift.start
    end = last if shift.end == schedule.end else shift.end
    return Whole(shift._replace(start=start, end=end), endless)
