"""The merge of a body: rows of a timeline and boxes of task lists one by one, all else line by line.

What stands between the markers of a rendered block is merged apart from the text around it, never
with a conflict: it is written anew from the merged front matter wherever that is possible.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from governor_cli.core.markdown import Markdown
from governor_cli.practices.merging.parts import lines_of
from governor_cli.practices.merging.pieces import Piece
from governor_cli.practices.merging.rows import row_items, settled_rows, timeline_of
from governor_cli.practices.merging.sequence import Item, slots
from governor_cli.practices.merging.ticks import runs_of, settled_ticks, tick_items
from governor_cli.practices.merging.tree import leaf

LineMerge = Callable[[str, str, str], tuple[str, bool]]
"""Base, ours, theirs -> their merge line by line with its markers, and whether it has any."""


class MergedBody(NamedTuple):
    """The body in pieces; prose comes with its markers in it, which ``has_markers`` tells."""

    pieces: list[Piece]
    has_markers: bool


class _Region(NamedTuple):
    """Lines of a body, counted from 0, the end exclusive, that are merged in a way of their own."""

    name: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True)
class _Body:
    """One version: its lines without what stands in rendered blocks, and those blocks."""

    markdown: Markdown
    regions: Sequence[_Region]

    @cached_property
    def lines(self) -> list[str]:
        return lines_of(self.markdown.text)

    def split(self, names: Sequence[tuple[str, ...]]) -> list[tuple[tuple[str, ...], int, str]]:
        """The text in parts: prose (no name), a region, prose, and so on, each with its first line."""
        parts: list[tuple[tuple[str, ...], int, str]] = []
        at = 0
        for region in self.regions:
            if region.name in names:
                parts.append(((), at, "".join(self.lines[at : region.first])))
                parts.append((region.name, region.first, "".join(self.lines[region.first : region.last])))
                at = region.last
        return [*parts, ((), at, "".join(self.lines[at:]))]


def merge_body(base: str | None, ours: str, theirs: str, kind: str, merge_lines: LineMerge) -> MergedBody:
    """Merge three bodies that end in a line feed; no base where both sides made the file."""
    stripped = _without_blocks([text for text in (base, ours, theirs) if text is not None])
    texts = [stripped.texts.pop(0) if text is not None else None for text in (base, ours, theirs)]
    bodies = [_read(text, kind) if text is not None else None for text in texts]
    names = _in_all([body for body in bodies if body is not None])
    mine, other = (body.split(names) for body in bodies[1:] if body is not None)
    old = bodies[0].split(names) if bodies[0] is not None else [((), 0, "")] * len(mine)
    pieces: list[Piece] = []
    has_markers = False
    for before, left, right in zip(old, mine, other, strict=True):
        if left[0]:
            pieces += _region(left[0], bodies, (before, left, right))
            continue
        piece = leaf(before[2], left[2], right[2])
        if not isinstance(piece, str):
            piece, marked = merge_lines(before[2], left[2], right[2])
            has_markers = has_markers or marked
        pieces.append(_refilled(piece, stripped.contents))
    return MergedBody(pieces, has_markers)


def _read(text: str, kind: str) -> _Body:
    markdown = Markdown(text)
    regions: list[_Region] = []
    timeline = timeline_of(markdown) if kind == "incident" else None
    if timeline is not None:
        regions.append(_Region(("timeline",), *timeline))
    regions += [_Region(("tasks", *name), first, last) for name, first, last in runs_of(markdown)]
    regions.sort(key=lambda region: region.first)
    return _Body(markdown, regions)


def _in_all(bodies: Sequence[_Body]) -> Sequence[tuple[str, ...]]:
    """The regions that every version has, if they stand in one order."""
    found = [[region.name for region in body.regions] for body in bodies]
    shared = set(found[0]).intersection(*found)
    orders = {tuple(name for name in names if name in shared) for names in found}
    return orders.pop() if len(orders) == 1 else ()


def _region(
    name: tuple[str, ...],
    bodies: Sequence[_Body | None],
    parts: Iterable[tuple[tuple[str, ...], int, str]],
) -> list[Piece]:
    read, settled = (row_items, settled_rows) if name == ("timeline",) else (tick_items, settled_ticks)
    items = [
        read(body.markdown, first, lines_of(text)) if body is not None else []
        for body, (_, first, text) in zip(bodies, parts, strict=True)
    ]
    return [settled(slot) for slot in slots(*items)]


class _Stripped(NamedTuple):
    """The texts without what is rendered in them, and that by the line that opens its block."""

    texts: list[str]
    contents: Mapping[str, str]


def _without_blocks(texts: Sequence[str]) -> _Stripped:
    """Take out of each version what stands in its rendered blocks, and merge that, block by block."""
    found = [_blocks(text) for text in texts]
    every = {name for blocks in found for name in blocks}
    whole = {name for name in every if _is_apart([blocks.get(name) for blocks in found])}
    contents: dict[str, str] = {}
    for name in whole:
        versions = [blocks[name].content if name in blocks else None for blocks in found]
        merged = _rendered([None, *versions][-3:])
        contents |= {blocks[name].opening: merged for blocks in found if name in blocks}
    stripped: list[str] = []
    for text, blocks in zip(texts, found, strict=True):
        lines = lines_of(text)
        for block in sorted((blocks[name] for name in whole & blocks.keys()), key=_first, reverse=True):
            del lines[block.first : block.last]
        stripped.append("".join(lines))
    return _Stripped(stripped, contents)


class _Block(NamedTuple):
    """The lines ``first`` up to ``last`` stand between the markers."""

    opening: str
    first: int
    last: int
    content: str
    is_plain: bool


def _is_apart(versions: Sequence[_Block | None]) -> bool:
    """Whether a block can be merged apart: not where one side took its markers, the other its content."""
    there = [block for block in versions if block is not None]
    is_kept = None not in versions[-2:] or len({block.content for block in there}) == 1
    return is_kept and all(block.is_plain for block in there)


def _blocks(text: str) -> dict[str, _Block]:
    """The blocks by name; ``is_plain`` are those whose markers have lines to themselves."""
    if "gov:" not in text:
        return {}
    markdown = Markdown(text)
    lines = lines_of(text)
    found: dict[str, _Block] = {}
    for name, block in markdown.blocks.items():
        first, last = block.place.end_line, block.end_line - 1
        opening = lines[first - 1]
        around = markdown.offset(first), markdown.offset(last)
        is_plain = (block.start, block.end) == around and lines.count(opening) == 1
        found[name] = _Block(opening, first, last, "".join(lines[first:last]), is_plain)
    return found


def _first(block: _Block) -> int:
    return block.first


def _rendered(versions: Sequence[str | None]) -> str:
    """What stands in a block: one side's where only that changed, else the lines of both."""
    base, ours, theirs = versions
    if ours is None or theirs is None:
        return ours or theirs or ""
    piece = leaf(base, ours, theirs)
    if isinstance(piece, str):
        return piece
    items = [[Item(line, line) for line in lines_of(text or "")] for text in versions]
    return "".join(slot.shown.text for slot in slots(*items))


def _refilled(text: str, contents: Mapping[str, str]) -> str:
    """The text with what belongs in each block below the line that opens it."""
    if not contents:
        return text
    return "".join(line + contents.get(line, "") for line in lines_of(text))
