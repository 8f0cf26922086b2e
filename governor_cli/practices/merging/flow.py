"""Collections between brackets: the entries of both sides, with commas and blanks as they were written."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.practices.merging.parts import Part
from governor_cli.practices.merging.pieces import Conflict, Piece
from governor_cli.practices.merging.sequence import Item, Slot, slots
from governor_cli.practices.merging.tree import (
    Ground,
    Outcome,
    Settled,
    UnmergeableError,
    Versions,
    gathered,
    item_of,
    leaf,
    settle,
    value,
)

_BLANKS: Final = ", \t\n"


class _Entry(NamedTuple):
    """An entry and the text before it: the comma, and the blanks around it."""

    part: Part
    gap: str


def merge(ground: Ground, versions: Versions, at: Loc) -> Outcome:
    """All entries of a list or mapping in one pair of brackets.

    UnmergeableError where an entry that one side changed and the other took out is the first one:
    the commas of the two answers would differ.
    """
    base, ours, theirs = versions
    merged: list[tuple[Part, Any]] = []
    pieces: list[Piece] = []
    for slot in slots(*(_items(part, at) for part in (base, ours, theirs))):
        gap = _gap(slot, (ours, theirs), first=not pieces)
        settled = settle(ground, _bare(slot), at)
        if isinstance(settled.piece, Conflict) and not all(settled.piece) and not pieces:
            raise UnmergeableError
        entry = _entry(ground, settled, at, gap)
        pieces += entry.pieces
        if settled.is_there:
            merged.append((slot.shown.part.part, entry.value))
    opening, closing = ours.written[0], ours.written[-1]
    tail = _tail(base, ours, theirs)
    return Outcome([opening, *pieces, tail + closing], gathered(merged, ours.shape))


def _items(part: Part | None, at: Loc) -> list[Item]:
    return [] if part is None else list(_entries(part, at))


def _entries(part: Part, at: Loc) -> Iterator[Item]:
    end = part.at + 1
    for inner in part.parts:
        entry = _Entry(inner, part.source[end : inner.start])
        yield item_of(inner, inner.text, at)._replace(part=entry)
        end = inner.end


def _bare(slot: Slot) -> Slot:
    """The same entry without what stands before it."""
    items = (slot.base, slot.ours, slot.theirs)
    return Slot(*(item and item._replace(part=item.part.part) for item in items))


def _entry(ground: Ground, settled: Settled, at: Loc, gap: str) -> Outcome:
    if settled.into is not None:
        base, ours, theirs = settled.into
        inner = value(ground, settled.into, (*at, ours.name or ""))
        key = leaf(_key(base) if base else None, _key(ours), _key(theirs))
        return Outcome([gap, key if isinstance(key, str) else _key(ours), *inner.pieces], inner.value)
    piece = settled.piece or ""
    if isinstance(piece, Conflict) and not all(piece):
        return Outcome([Conflict(*(gap + side if side else "" for side in piece))], settled.value)
    return Outcome([gap, piece], settled.value)


def _key(part: Part) -> str:
    """The key and the colon."""
    return part.source[part.start : part.at]


def _gap(slot: Slot, sides: tuple[Part, Part], *, first: bool) -> str:
    """What stands before an entry in the merged text: as it was there, but for the comma."""
    gap = _between(*(item.part.gap if item else None for item in (slot.base, slot.ours, slot.theirs)))
    if ("," in gap) != first:
        return gap
    if gap.replace(",", "", 1).strip():  # a comment
        raise UnmergeableError
    if first:
        return gap.replace(",", "", 1) if "\n" in gap else _first_gap(sides)
    return f",{gap}" if "\n" in gap else _usual_gap(sides)


def _first_gap(sides: tuple[Part, Part]) -> str:
    gaps = [side.source[side.at + 1 : side.parts[0].start] for side in sides if side.parts]
    return next((gap for gap in gaps if not gap.strip()), "")


def _usual_gap(sides: tuple[Part, Part]) -> str:
    """What stands between two entries of either side."""
    for side in sides:
        if len(side.parts) > 1:
            gap = side.source[side.parts[0].end : side.parts[1].start]
            if gap.strip() == "," and "\n" not in gap:
                return gap
    return ", "


def _tail(base: Part | None, ours: Part, theirs: Part) -> str:
    """What stands before the closing bracket."""
    mine, other = (_end(part) if part.parts else None for part in (ours, theirs))
    return _between(_end(base) if base is not None and base.parts else None, mine, other)


def _between(base: str | None, ours: str | None, theirs: str | None) -> str:
    """Blanks, a comma and perhaps comments, as the side has them that changed them."""
    if ours is None or theirs is None:
        return ours or theirs or ""
    piece = leaf(base, ours, theirs)
    if isinstance(piece, str):
        return piece
    if ours.strip(_BLANKS) or theirs.strip(_BLANKS):
        raise UnmergeableError
    return ours


def _end(part: Part) -> str:
    return part.source[(part.parts[-1].end if part.parts else part.at + 1) : part.end - 1]
