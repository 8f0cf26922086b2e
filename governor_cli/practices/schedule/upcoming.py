"""What comes next for one person, on the clock they live by."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from governor_cli.core.wall_clock import WallClock, clock_of
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.schedule.final import Schedule, final_schedule
from governor_cli.practices.schedule.shift import Shift
from governor_cli.practices.schedule.turns import DAY

_LOOKS = (timedelta(days=60), timedelta(days=400), timedelta(days=1200))
_BEFORE = timedelta(days=30)


class Upcoming(NamedTuple):
    """A shift with, where the clock change moves it, the minute of the day at which the one before began."""

    shift: Shift
    usual: int | None


def upcoming(
    roster: Roster, policy: Playbook, who: str, at: datetime, count: int, zone: str
) -> list[Upcoming]:
    """The next shifts that end after an instant; looks further ahead only while there are too few."""
    found: list[Upcoming] = []
    for look in _LOOKS:
        schedule = final_schedule(roster, policy, at - _BEFORE, at + look)
        found = list(_of(schedule, who, int(at.timestamp()), zone))
        if len(found) >= count:
            break
    return found[:count]


def _of(schedule: Schedule, who: str, second: int, zone: str) -> Iterator[Upcoming]:
    clock = clock_of(zone, schedule.end + DAY)
    before: dict[object, Shift] = {}
    for shift in schedule.by_person.get(who, ()):
        last = before.get(shift.source)
        before[shift.source] = shift
        if shift.end > second:
            yield Upcoming(shift, None if last is None else _usual(clock, last, shift))


def _usual(clock: WallClock, last: Shift, shift: Shift) -> int | None:
    """When the shift before began, if this one begins at another time because the clock changed."""
    was, now = (clock.wall_at(one.start) for one in (last, shift))
    if was - last.start == now - shift.start or was % DAY == now % DAY:
        return None
    return was % DAY // 60 if last.start % DAY == shift.start % DAY else None
