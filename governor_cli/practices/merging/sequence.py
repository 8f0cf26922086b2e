"""Three versions of one sequence, entry by entry: which belong together, and in which order they stand.

Entries are the rows of a timeline, the keys of a mapping, the entries of a list, the lines of a
rendered block. An entry is the same in two versions when its key is; one without a counterpart may
be an edited one, which its weaker likenesses tell.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Item(NamedTuple):
    """One entry. ``when`` sorts what both sides add; ``part`` is whatever the caller needs of it."""

    key: Hashable
    text: str
    part: Any = None
    weak: tuple[Hashable, ...] = ()
    """What an edited entry may still share with the one it was: the first that fits counts."""
    when: str | None = None


@dataclass(eq=False, slots=True)
class Slot:
    """One entry in each version that has it."""

    base: Item | None = None
    ours: Item | None = None
    theirs: Item | None = None

    @property
    def is_dropped(self) -> bool:
        """Whether one side took the entry out and the other did not touch it."""
        left = self.ours or self.theirs
        if self.base is None or (self.ours and self.theirs):
            return False
        return left is None or left.text == self.base.text

    @property
    def shown(self) -> Item:
        """The entry as one side has it."""
        item = self.ours or self.theirs or self.base
        if item is None:  # pragma: no cover - a slot is made for an entry
            raise ValueError("an empty slot")
        return item


def slots(base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item]) -> list[Slot]:
    """Every entry that the merged sequence may hold, in its order; linear in the number of entries.

    The order is that of the side which rearranged what was there. What the other side
    added follows the entry that it followed there; what both added in one place goes by time, and
    without times by text, so that it does not matter which side merges.
    """
    known = [Slot(base=item) for item in base]
    mine = [_Spot(item, known[at] if at is not None else Slot()) for item, at in _matched(base, ours)]
    for spot in mine:
        spot.slot.ours = spot.item
    added: defaultdict[Hashable, deque[Slot]] = defaultdict(deque)
    for spot in mine:
        if spot.slot.base is None:
            added[spot.item.key].append(spot.slot)
    other: list[_Spot] = []
    for item, at in _matched(base, theirs):
        twins = added.get(item.key)
        slot = known[at] if at is not None else twins.popleft() if twins else Slot()
        slot.theirs = item
        other.append(_Spot(item, slot))
    if not _leads(mine, other, known):
        mine, other = other, mine
    return [slot for slot in _woven(mine, other) if not slot.is_dropped]


class _Spot(NamedTuple):
    """An entry of one side, and its slot."""

    item: Item
    slot: Slot


def _matched(base: Sequence[Item], side: Sequence[Item]) -> list[tuple[Item, int | None]]:
    """Each entry of a side with the index of the one it was; None for a new one."""
    found: dict[int, int] = {}
    _pair(found, [(at, item.key) for at, item in enumerate(base)], enumerate(item.key for item in side))
    for level in range(max((len(item.weak) for item in base), default=0)):
        taken = set(found.values())
        before = [(at, _weak(item, level)) for at, item in enumerate(base) if at not in taken]
        after = [(at, _weak(item, level)) for at, item in enumerate(side) if at not in found]
        if not before or not after:
            break
        _pair(found, before, after)
    return [(item, found.get(at)) for at, item in enumerate(side)]


def _weak(item: Item, level: int) -> Hashable:
    return item.weak[level] if level < len(item.weak) else None


def _pair(
    found: dict[int, int], base: Iterable[tuple[int, Hashable]], side: Iterable[tuple[int, Hashable]]
) -> None:
    """Entries of one key belong together in their order."""
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for at, key in base:
        waiting[key].append(at)
    for at, key in side:
        if key is not None and waiting.get(key):
            found[at] = waiting[key].popleft()


def _leads(mine: Sequence[_Spot], other: Sequence[_Spot], known: Sequence[Slot]) -> bool:
    """Whether what both have stands in our order: theirs only where they rearranged it, and we did not."""
    one, two = (
        [spot.item.text for spot in side if spot.slot.ours and spot.slot.theirs] for side in (mine, other)
    )
    if one == two:
        return True
    ranks = {id(slot): rank for rank, slot in enumerate(known)}
    here, there = _is_rearranged(mine, ranks), _is_rearranged(other, ranks)
    return one < two if here == there else here


def _is_rearranged(spots: Iterable[_Spot], ranks: dict[int, int]) -> bool:
    """Whether what was there stands in another order."""
    last = -1
    for spot in spots:
        rank = ranks.get(id(spot.slot))
        if rank is not None and rank < last:
            return True
        last = last if rank is None else rank
    return False


def _woven(main: Sequence[_Spot], other: Sequence[_Spot]) -> list[Slot]:
    """The slots in the order of one side, with those of the other alone behind what they follow there."""
    in_main = {id(spot.slot) for spot in main}
    in_other = {id(spot.slot) for spot in other}
    behind: defaultdict[int, list[Slot]] = defaultdict(list)
    anchor = 0
    for spot in other:
        if id(spot.slot) in in_main:
            anchor = id(spot.slot)
        else:
            behind[anchor].append(spot.slot)
    woven: list[Slot] = []
    alone: list[Slot] = []
    anchor = 0
    for spot in main:
        if id(spot.slot) in in_other:
            woven += [*_by_time(alone, behind[anchor]), spot.slot]
            alone, anchor = [], id(spot.slot)
        else:
            alone.append(spot.slot)
    return woven + _by_time(alone, behind[anchor])


def _by_time(one: list[Slot], other: list[Slot]) -> list[Slot]:
    """Two runs as one; neither side's own order changes."""
    if not one or not other:
        return one + other
    times, others = _times(one), _times(other)
    if not any(times) or not any(others):
        return one + other if one[0].shown.text <= other[0].shown.text else other + one
    merged: list[Slot] = []
    left, right = 0, 0
    while left < len(one) and right < len(other):
        here, there = one[left].shown.text, other[right].shown.text
        if (times[left], here) <= (others[right], there):
            merged.append(one[left])
            left += 1
        else:
            merged.append(other[right])
            right += 1
    return merged + one[left:] + other[right:]


def _times(run: Sequence[Slot]) -> list[str]:
    """The time of each; one without, such as a comment, goes with the entry below it."""
    found: list[str] = []
    time = ""
    for slot in reversed(run):
        time = slot.shown.when or time
        found.append(time)
    return found[::-1]
