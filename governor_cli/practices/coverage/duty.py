"""What duty asks of each person: hours, nights, weekends, the longest stretch, the shortest rest."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import NamedTuple

from governor_cli.core.spans import Span, normalise, total
from governor_cli.core.wall_clock import WallClock, clock_of
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage.covered import is_on_call
from governor_cli.practices.schedule.final import Schedule
from governor_cli.practices.schedule.turns import DAY

_NIGHT = (22 * 3600, 30 * 3600)
"""From ten in the evening to six in the morning, in the person's own zone."""
_SATURDAY = 5


class Rest(NamedTuple):
    """The time between two stretches on call."""

    seconds: int
    until: int


class Run(NamedTuple):
    """Stretches on call with no day off between them; ``days`` counts each begun day of 24 hours."""

    days: int
    start: int
    end: int


class Load(NamedTuple):
    """What one person has within the schedule; seconds throughout."""

    handle: str
    seconds: int
    share: float
    """Of all the hours that anybody is on call."""
    nights: int
    weekend_days: int
    holidays: int | None
    """None where no holiday calendar is known for the person."""
    longest: int
    rests: Sequence[Rest]
    runs: Sequence[Run]

    @property
    def least_rest(self) -> int | None:
        """The shortest time between two stretches; None where there are not two."""
        return min((rest.seconds for rest in self.rests), default=None)


def loads(policy: Playbook | None, schedule: Schedule) -> list[Load]:
    """Everybody of the roster, those with the most hours first."""
    roles = {role for role in schedule.by_role if policy is None or is_on_call(policy, role)}
    duty = {who: _on_call(roles, schedule, who) for who in (*schedule.roster.people, *schedule.by_person)}
    everything = sum(total(spans) for spans in duty.values())
    found = [_load(who, spans, everything, schedule) for who, spans in duty.items()]
    return sorted(found, key=lambda load: (-load.seconds, load.handle))


def _on_call(roles: Collection[str], schedule: Schedule, who: str) -> list[Span]:
    """When somebody is on call for anything; what is held by best effort is no duty."""
    own = schedule.by_person.get(who, ())
    return normalise([(shift.start, shift.end) for shift in own if shift.role in roles])


def _load(who: str, duty: list[Span], everything: int, schedule: Schedule) -> Load:
    roster = schedule.roster
    clock = clock_of(zone_of_person(who, roster), schedule.end + 7 * DAY)
    stretches = [(clock.wall_at(start), clock.wall_at(end)) for start, end in duty]
    return Load(
        handle=who,
        seconds=total(duty),
        share=total(duty) / everything if everything else 0.0,
        nights=sum(1 for _ in _nights(stretches)),
        weekend_days=sum(1 for day in set(_days(stretches)) if day.weekday() >= _SATURDAY),
        holidays=_holidays(who, stretches, schedule),
        longest=max((end - start for start, end in duty), default=0),
        rests=list(rests(duty)),
        runs=list(_runs(duty, clock)),
    )


def zone_of_person(who: str, roster: Roster) -> str:
    """The zone somebody lives in, as far as the roster knows."""
    person = roster.people.get(who)
    return (person.timezone if person else None) or roster.timezone


def rests(duty: Sequence[Span]) -> Iterator[Rest]:
    """The time between each two stretches."""
    for (_, end), (start, _) in pairwise(duty):
        yield Rest(start - end, start)


def _nights(stretches: Iterable[Span]) -> Iterator[int]:
    """Each night, by the wall second of its evening's day, of which some part is on call."""
    last = -1
    for start, end in stretches:
        day = start // DAY * DAY - DAY
        while day + _NIGHT[0] < end:
            if day > last and day + _NIGHT[1] > start:
                last = day
                yield day
            day += DAY


def _days(stretches: Iterable[Span]) -> Iterator[date]:
    for start, end in stretches:
        for day in range(start // DAY, (end - 1) // DAY + 1):
            yield datetime.fromtimestamp(day * DAY, UTC).date()


def _holidays(who: str, stretches: Iterable[Span], schedule: Schedule) -> int | None:
    person = schedule.roster.people.get(who)
    if person is None or person.holidays is None:
        return None
    from governor_cli.core.errors import GovError
    from governor_cli.practices.schedule.closed_days import closed_days

    try:
        closed = closed_days([person.holidays], schedule.start, schedule.end)
    except GovError:
        return None
    return len(closed.intersection(_days(stretches)))


def _runs(duty: Sequence[Span], clock: WallClock) -> Iterator[Run]:
    """Chains of stretches that leave no whole calendar day free; a clock change makes no day longer."""
    chain: list[Span] = []
    for span in duty:
        if chain and _date(clock, span[0]) - _date(clock, chain[-1][1] - 1) > 1:
            yield _run(chain, clock)
            chain = []
        chain.append(span)
    if chain:
        yield _run(chain, clock)


def _run(chain: list[Span], clock: WallClock) -> Run:
    start, end = chain[0][0], chain[-1][1]
    wall = clock.wall_at(end) - clock.wall_at(start)
    return Run(-(-wall // DAY), start, end)


def _date(clock: WallClock, second: int) -> int:
    return clock.wall_at(second) // DAY
