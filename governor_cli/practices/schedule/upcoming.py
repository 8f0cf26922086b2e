"""What comes next for one person, on the clock they live by."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from governor_cli.core.wall_clock import WallClock, clock_of
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.schedule.final import Schedule, final_schedule
from governor_cli.practices.schedule.shift import Shift
from governor_cli.practices.schedule.turns import DAY
from governor_cli.practices.schedule.whole import is_cut

_LOOKS = (
    (timedelta(days=30), timedelta(days=60)),
    (timedelta(days=30), timedelta(days=400)),
    (timedelta(days=512), timedelta(days=1200)),
)
"""How far before and after an instant is looked, while there are too few shifts or one goes on beyond."""
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


class Upcoming(NamedTuple):
    """A shift ahead; its begin or end is None where it is further away than anybody looks."""

    shift: Shift
    start: int | None
    end: int | None
    usual: int | None = None
    """Where the clock change moves it, the minute of the day at which the one before began."""
    is_shadow: bool = False
    """Beside whoever is on, to learn."""


def upcoming(
    roster: Roster, policy: Playbook, who: str, at: datetime, count: int, zone: str
) -> list[Upcoming]:
    """The next shifts that end after an instant, those as a shadow among them."""
    found: list[Upcoming] = []
    for before, after in _LOOKS:
        start = max(at - before, min(at, _EARLIEST))
        schedule = final_schedule(roster, policy, start, at + after)
        found = sorted(_of(schedule, who, int(at.timestamp()), zone), key=lambda one: one.shift)[:count]
        if len(found) == count and not any(is_cut(one.shift, schedule) for one in found):
            break
    return found


def _of(schedule: Schedule, who: str, second: int, zone: str) -> Iterator[Upcoming]:
    clock = clock_of(zone, schedule.end + DAY)
    before: dict[object, Shift] = {}
    for shift in schedule.by_person.get(who, ()):
        last = before.get(shift.source)
        before[shift.source] = shift
        if shift.end > second:
            yield _bounded(shift, schedule, None if last is None else _usual(clock, last, shift))
    for shift in schedule.shadows:
        if shift.who == who and shift.end > second:
            yield _bounded(shift, schedule, None)._replace(is_shadow=True)


def _bounded(shift: Shift, schedule: Schedule, usual: int | None) -> Upcoming:
    start = None if shift.start == schedule.start else shift.start
    end = None if shift.end == schedule.end else shift.end
    return Upcoming(shift, start, end, usual)


def _usual(clock: WallClock, last: Shift, shift: Shift) -> int | None:
    """When the shift before began, if this one begins at another time because the clock changed."""
    was, now = (clock.wall_at(one.start) for one in (last, shift))
    if was - last.start == now - shift.start or was % DAY == now % DAY:
        return None
    return was % DAY // 60 if last.start % DAY == shift.start % DAY else None
