"""Rows of a timeline in three versions: each once, in the order of time, an edited one as it was edited."""

from collections.abc import Sequence

from governor_cli.core.markdown import Markdown
from governor_cli.kinds.incident.timeline import SECTION, Entry, entries_of, time_cell
from governor_cli.practices.merging.pieces import Conflict, Piece
from governor_cli.practices.merging.sequence import Item, Slot
from governor_cli.practices.merging.tree import leaf


def timeline_of(markdown: Markdown) -> tuple[int, int] | None:
    """The lines of the rows, counted from 0, the end exclusive; None where there is no table."""
    section = markdown.section(SECTION)
    if section is None:
        return None
    tables = (one for one in markdown.tables if section.line <= one.line <= section.end_line)
    table = next(tables, None)
    if table is None:
        return None
    first = table.line + 2 - markdown.first_line
    return first, first + len(table.rows)


def row_items(markdown: Markdown, first: int, lines: Sequence[str]) -> list[Item]:
    """The rows of the timeline, each with its line."""
    rows = {entry.line - markdown.first_line: entry for entry in entries_of(markdown)}
    return [_item(rows[at], line) for at, line in enumerate(lines, first)]


def settled_rows(slot: Slot) -> Piece:
    """A row of the merged timeline: where both sides edited it in different ways, a conflict."""
    ours, theirs = slot.ours, slot.theirs
    if ours is None or theirs is None:
        if slot.base is None:
            return slot.shown.text
        return Conflict(ours.text if ours else "", theirs.text if theirs else "")
    if ours.key == theirs.key and slot.base is None:
        return ours.text  # the same words between other blanks
    return leaf(slot.base.text if slot.base else None, ours.text, theirs.text)


def _item(entry: Entry, line: str) -> Item:
    if entry.at is None:
        return Item(("row", entry.raw.strip()), line)
    when = time_cell(entry.at)
    words = " ".join(entry.text.split())
    return Item(
        (when, entry.who, entry.type, words),
        line,
        weak=((when, entry.who, entry.type), (entry.who, entry.type, words), (when,)),
        when=when,
    )
