"""Moves: whose shifts one schedule has that another has not, and only those."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from governor_cli.practices.schedule import Schedule
from governor_cli.practices.shift import Shift


class Move(NamedTuple):
    """A stretch of a role in which other people are on; handles in alphabetical order."""

    start: int
    end: int
    role: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def moves(before: Schedule, after: Schedule) -> list[Move]:
    """Where two schedules of the same time differ, in order of begin."""
    old, new = Counter(map(_key, before.shifts)), Counter(map(_key, after.shifts))
    changed: defaultdict[str, tuple[list[_Key], list[_Key]]] = defaultdict(lambda: ([], []))
    for side, keys in enumerate((old - new, new - old)):
        for key in keys.elements():
            changed[key[3]][side].append(key)
    found = [move for role, (gone, come) in changed.items() for move in _joined(_of_role(role, gone, come))]
    return sorted(found)


_Key = tuple[int, int, str, str]


def _key(shift: Shift) -> _Key:
    return shift.start, shift.end, shift.who, shift.role


def _of_role(role: str, gone: list[_Key], come: list[_Key]) -> Iterator[Move]:
    """Walk through every border; between two of them the same people are on."""
    events: defaultdict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for side, keys in enumerate((gone, come)):
        for start, end, who, _ in keys:
            events[start].append((side, who, 1))
            events[end].append((side, who, -1))
    on: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    last = 0
    for second in sorted(events):
        before, after = (frozenset(who for who, count in side.items() if count > 0) for side in on)
        if before != after:
            yield Move(last, second, role, tuple(sorted(before - after)), tuple(sorted(after - before)))
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
    """Everybody whose shifts move."""
    return sorted({who for move in found for who in (*move.before, *move.after)})
