"""The final schedule: who is on for which role and when. Every view of a roster comes from here.

Turns first, then layers, then covers for time off, then overrides in the order they are
written, then shadows. Nothing here looks at the clock: the same roster, playbook, times and
tzdata give the same schedule.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from governor_cli.core.finding import Loc
from governor_cli.core.spans import Span, intersect, normalise, subtract
from governor_cli.kinds.roster.model import Roster
from governor_cli.kinds.roster.resolve import written_out
from governor_cli.policy.model import Playbook
from governor_cli.practices.schedule.departures import Board, depart
from governor_cli.practices.schedule.expansion import Frame, expand, stretch
from governor_cli.practices.schedule.shift import Shift


class Schedule:
    """The shifts between two instants, in order of begin. ``shadows`` count for no promise.

    ``holes`` are what overrides gave to nobody; ``idle`` the overrides within that time which
    change nothing.
    """

    def __init__(
        self,
        roster: Roster,
        frame: Frame,
        shifts: Sequence[Shift],
        shadows: Sequence[Shift] = (),
        holes: Sequence[Shift] = (),
        idle: Sequence[Loc] = (),
    ) -> None:
        self.roster = roster
        self.start, self.end = frame.start, frame.end
        self.shifts = shifts
        self.shadows = shadows
        self.holes = holes
        self.idle = idle
        self._frame = frame

    def role(self, name: str) -> str:
        """The role that a name stands for: ``same_as`` followed."""
        return self._frame.role(name)

    @cached_property
    def by_role(self) -> Mapping[str, Sequence[Shift]]:
        """The shifts of each role, in order."""
        return _grouped((shift.role, shift) for shift in self.shifts)

    @cached_property
    def by_person(self) -> Mapping[str, Sequence[Shift]]:
        """The shifts of each person, in order."""
        return _grouped((shift.who, shift) for shift in self.shifts)

    def of_role(self, name: str) -> Sequence[Shift]:
        """The shifts of a role, by any of its names."""
        return self.by_role.get(self.role(name), ())

    def covered(self, name: str) -> list[Span]:
        """When a role has somebody."""
        key = self.role(name)
        if key not in self._covered:
            self._covered[key] = normalise((shift.start, shift.end) for shift in self.by_role.get(key, ()))
        return self._covered[key]

    def busy(self, who: str) -> list[Span]:
        """When somebody holds any role."""
        if who not in self._busy:
            self._busy[who] = normalise([(shift.start, shift.end) for shift in self.by_person.get(who, ())])
        return self._busy[who]

    @cached_property
    def _busy(self) -> dict[str, list[Span]]:
        return {}

    @cached_property
    def _covered(self) -> dict[str, list[Span]]:
        return {}

    def on_call(self, name: str, at: datetime) -> list[Shift]:
        """Who holds a role at an instant, those who began first in front."""
        return self.holding(name, int(at.timestamp()))

    def holding(self, name: str, second: int) -> list[Shift]:
        """The same for an epoch second; looks only at shifts that began within the longest of the role."""
        key = self.role(name)
        shifts = self.by_role.get(key, ())
        if not shifts:
            return []
        if key not in self._longest:
            self._longest[key] = max(shift.end - shift.start for shift in shifts)
        first = bisect_right(shifts, second - self._longest[key] - 1, key=_start)
        last = bisect_right(shifts, second, key=_start)
        return [shift for shift in shifts[first:last] if shift.end > second]

    @cached_property
    def _longest(self) -> dict[str, int]:
        return {}


def final_schedule(roster: Roster, policy: Playbook | None, start: datetime, end: datetime) -> Schedule:
    """The schedule from one instant up to another; shifts that reach beyond are cut there.

    Cutting the time anywhere and joining the parts gives the same schedule.
    """
    frame = Frame(policy, int(start.timestamp()), int(end.timestamp()))
    board = Board(_layered(expand(roster, frame)))
    idle = depart(board, roster, frame)
    shifts = sorted(board)
    shadows = sorted(_shadows(shifts, roster, frame))
    return Schedule(roster, frame, shifts, shadows, sorted(board.holes), idle)


def _layered(expanded: Iterable[tuple[int, list[Shift]]]) -> Iterator[Shift]:
    """Of several sources of a role the highest layer with somebody on wins; equal layers add up."""
    roles: defaultdict[str, defaultdict[int, list[list[Shift]]]] = defaultdict(lambda: defaultdict(list))
    for layer, shifts in expanded:
        if shifts:
            roles[shifts[0].role][layer].append(shifts)
    for layers in roles.values():
        taken: list[Span] = []
        for number, layer in enumerate(sorted(layers, reverse=True)):
            for shifts in layers[layer]:
                yield from _outside(shifts, taken) if taken else shifts
            if number < len(layers) - 1:
                spans = ((shift.start, shift.end) for shifts in layers[layer] for shift in shifts)
                taken = normalise([*taken, *spans])


def _outside(shifts: list[Shift], taken: list[Span]) -> Iterator[Shift]:
    for shift in shifts:
        first = max(0, bisect_right(taken, (shift.start, shift.start)) - 1)
        last = bisect_right(taken, (shift.end, shift.end))
        for start, end in subtract([(shift.start, shift.end)], taken[first:last]):
            yield shift._replace(start=start, end=end)


def _shadows(shifts: Sequence[Shift], roster: Roster, frame: Frame) -> Iterator[Shift]:
    """Somebody who learns is on whenever the rotation has somebody on, within the days given."""
    for number, rotation in enumerate(roster.rotations):
        full = written_out(rotation, roster)
        if full is None or not rotation.shadows:
            continue
        source = ("rotations", number)
        own = normalise((shift.start, shift.end) for shift in shifts if shift.source == source)
        for index, shadow in enumerate(rotation.shadows):
            zone = full.timezone or roster.timezone
            span = stretch(shadow.from_, shadow.until, zone, frame)
            via: Loc = ("rotations", number, "shadows", index)
            for start, end in intersect(own, [span]) if span[0] < span[1] else ():
                yield Shift(start, end, shadow.who, frame.role(full.role or ""), source, via)


def _grouped(pairs: Iterable[tuple[str, Shift]]) -> dict[str, list[Shift]]:
    groups: dict[str, list[Shift]] = {}
    for key, shift in pairs:
        groups.setdefault(key, []).append(shift)
    return groups


def _start(shift: Shift) -> int:
    return shift.start
