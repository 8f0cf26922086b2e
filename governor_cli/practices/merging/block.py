"""Collections that stand by indentation: whole lines of either side, comments and blank lines among them."""

from collections.abc import Iterator
from typing import Any

from governor_cli.core.finding import Loc
from governor_cli.practices.merging.parts import Part, Span, lines_of
from governor_cli.practices.merging.pieces import Piece
from governor_cli.practices.merging.sequence import Item, slots
from governor_cli.practices.merging.tree import (
    Ground,
    Outcome,
    UnmergeableError,
    Versions,
    gathered,
    item_of,
    leaf,
    settle,
    value,
)


def merge(ground: Ground, versions: Versions, at: Loc) -> Outcome:
    """The entries of a list or mapping, from the line of its first to that of its last.

    UnmergeableError where the sides indent them differently, or where two share a line.
    """
    base, ours, theirs = versions
    return merge_lines(ground, versions, (base.span if base else (0, 0), ours.span, theirs.span), at)


def merge_lines(ground: Ground, versions: Versions, spans: tuple[Span, Span, Span], at: Loc) -> Outcome:
    """The same for lines that begin above the first entry, or end below the last one."""
    _, ours, theirs = versions
    if _column(ours) != _column(theirs):
        raise UnmergeableError
    items = [list(_items(part, span, at)) if part else [] for part, span in zip(versions, spans, strict=True)]
    merged: list[tuple[Part, Any]] = []
    pieces: list[Piece] = []
    for slot in slots(*items):
        settled = settle(ground, slot, at)
        if settled.into is not None:
            entry = _entry(ground, settled.into, at)
            pieces += entry.pieces
            merged.append((settled.into[1], entry.value))
            continue
        pieces.append(settled.piece or "")
        if slot.shown.part is not None and settled.is_there:
            merged.append((slot.shown.part, settled.value))
    return Outcome(pieces, gathered(merged, ours.shape))


def _items(part: Part, span: Span, at: Loc) -> Iterator[Item]:
    """Each entry with its lines, and each other line as an entry of its own."""
    end, last = span
    for inner in part.parts:
        start, stop = inner.lines
        if start < end:
            raise UnmergeableError
        yield from _loose(part.source, end, start)
        yield item_of(inner, part.source[start:stop], at)
        end = stop
    yield from _loose(part.source, end, last)


def _loose(source: str, start: int, end: int) -> Iterator[Item]:
    for line in lines_of(source[start:end]):
        yield Item(("line", line.strip()), line)


def _entry(ground: Ground, versions: Versions, at: Loc) -> Outcome:
    """An entry that both sides changed: what stands before its value, the value, and what follows it."""
    base, ours, theirs = versions
    path: Loc = (*at, ours.name if ours.name is not None else "")
    before, after = _around(ours), _around(theirs)
    if ours.flow != theirs.flow or (before[0] == "") != (after[0] == ""):
        return _undivided(base, ours, theirs)
    old = _around(base) if base is not None and base.flow == ours.flow else (None, None)
    inner = value(ground, versions, path)
    pieces = [leaf(old[0], before[0], after[0]), *inner.pieces, leaf(old[1], before[1], after[1])]
    return Outcome(pieces, inner.value)


def _undivided(base: Part | None, ours: Part, theirs: Part) -> Outcome:
    """The lines of the entry as one text."""
    texts = [_of_lines(part) if part is not None else None for part in (base, ours, theirs)]
    piece = leaf(texts[0], texts[1] or "", texts[2] or "")
    return Outcome([piece], theirs.value if piece == texts[2] else ours.value)


def _of_lines(part: Part) -> str:
    return part.source[slice(*part.lines)]


def _around(part: Part) -> tuple[str, str]:
    """What stands in the lines of an entry before its value, and after it."""
    start, end = part.lines
    first, last = (part.at, part.end) if part.flow else part.span
    return part.source[start:first], part.source[last:end]


def _column(part: Part) -> int:
    """How far the entries of a collection are indented."""
    first = part.parts[0].start
    return first - (part.source.rfind("\n", 0, first) + 1)
