"""Moves: whose shifts one schedule has that another has not, and only those."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from governor_cli.core.spans import Span, normalise
from governor_cli.practices.schedule.final import Schedule
from governor_cli.practices.schedule.shift import Shift


class Move(NamedTuple):
    """A stretch of a role with everybody who is on before and after; handles in alphabetical order."""

    start: int
    end: int
    role: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Drift(NamedTuple):
    """Where the roster (before) says one person and a calendar (after) another, until when."""

    start: datetime
    until: datetime
    moves: Sequence[Move]
    unread: Sequence[tuple[int, str]]
    """What could not be read of the calendar: the line, and why."""
    strangers: Sequence[str]
    """Whom the calendar names and the roster does not know, as the calendar calls them."""

    @property
    def agrees(self) -> bool:
        """Whether every hour says the same, and the calendar could be read to its end."""
        return not self.moves and not self.unread


def moves(before: Schedule, after: Schedule) -> list[Move]:
    """Where two schedules of the same time differ, in order of begin."""
    old, new = Counter(map(_key, before.shifts)), Counter(map(_key, after.shifts))
    changed: defaultdict[str, list[Span]] = defaultdict(list)
    for key in (*(old - new), *(new - old)):
        changed[key[3]].append((key[0], key[1]))
    found: list[Move] = []
    for role, spans in changed.items():
        where = normalise(spans)
        sides = (_reaching(plan.by_role.get(role, ()), where) for plan in (before, after))
        found += _joined(_of_role(role, *sides))
    return sorted(found)


_Key = tuple[int, int, str, str]


def _key(shift: Shift) -> _Key:
    return shift.start, shift.end, shift.who, shift.role


def _reaching(shifts: Iterable[Shift], where: Sequence[Span]) -> list[Shift]:
    """The shifts that reach into one of the spans; both are in order of begin."""
    found: list[Shift] = []
    at = 0
    for shift in shifts:
        while at < len(where) and where[at][1] <= shift.start:
            at += 1
        if at < len(where) and where[at][0] < shift.end:
            found.append(shift)
    return found


def _of_role(role: str, before: Iterable[Shift], after: Iterable[Shift]) -> Iterator[Move]:
    """Walk through every border; between two of them the same people are on."""
    events: defaultdict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for side, shifts in enumerate((before, after)):
        for shift in shifts:
            events[shift.start].append((side, shift.who, 1))
            events[shift.end].append((side, shift.who, -1))
    on: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    last = 0
    for second in sorted(events):
        was, now = (tuple(sorted(who for who, count in side.items() if count > 0)) for side in on)
        if was != now:
            yield Move(last, second, role, was, now)
        for side, who, step in events[second]:
            on[side][who] += step
        last = second


def _joined(found: Iterable[Move]) -> Iterator[Move]:
    """Stretches that touch and say the same, as one."""
    held: Move | None = None
    for move in found:
        if held is not None and held.end == move.start and held[3:] == move[3:]:
            held = held._replace(end=move.end)
            continue
        if held is not None:
            yield held
        held = move
    if held is not None:
        yield held


def people_of(found: Iterable[Move]) -> list[str]:
    """Everybody whose shifts move: on before and not after, or the reverse."""
    return sorted({who for move in found for who in set(move.before) ^ set(move.after)})
