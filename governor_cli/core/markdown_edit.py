"""Edits of a Markdown body: the whole new file as bytes, every line kept that need not change.

Each function takes a document as it was read and gives the file as it should be. The result is
read again and refused (GovError) unless it says what was meant and the lines around the edit
mean what they meant before: text that would open a comment, a fence or a heading over its
neighbours is never written.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from governor_cli.core.document import Document, read_edited
from governor_cli.core.errors import GovError
from governor_cli.core.markdown import Block, Markdown, Section, Table, TaskItem
from governor_cli.core.text import BOM

BY_HAND: Final = "Change it by hand in an editor."

_BREAK = re.compile("[ \t]*[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]\\s*")


class _Edit(NamedTuple):
    """Lines ``first`` up to ``last`` of the body, counted from 0, are replaced by ``lines``."""

    first: int
    last: int
    lines: list[str]


def insert_row(doc: Document, table_section: str, cells: Sequence[str], at_row: int) -> bytes:
    """Add a row to the first table of a section, before the row that has this index now."""
    table = _table(doc.markdown, table_section)
    if not 0 <= at_row <= len(table.rows):
        raise GovError(f"the table of `{table_section}` has no row {at_row}")
    line = table.rows[at_row].line if at_row < len(table.rows) else table.end_line + 1
    at = line - doc.body_line
    others = [row.reads for row in table.rows]

    def as_meant(new: Markdown) -> bool:
        rows = _table(new, table_section).rows
        kept = [row.reads for row in rows[:at_row] + rows[at_row + 1 :]]
        return len(rows) > at_row and kept == others and rows[at_row].cells == _cells(cells)

    return _write(doc, _Edit(at, at, [_row(cells)]), as_meant)


def replace_row(doc: Document, table_section: str, cells: Sequence[str], at_row: int) -> bytes:
    """Write one row of a section's first table anew."""
    table = _table(doc.markdown, table_section)
    if not 0 <= at_row < len(table.rows):
        raise GovError(f"the table of `{table_section}` has no row {at_row}")
    at = table.rows[at_row].line - doc.body_line
    wanted = [row.cells for row in table.rows]
    wanted[at_row] = _cells(cells)
    return _write(doc, _Edit(at, at + 1, [_row(cells)]), lambda new: _rows(new, table_section) == wanted)


def set_tick(doc: Document, item: TaskItem, ticked: bool) -> bytes:
    """Tick or untick one box: one character of the file."""
    if item not in doc.markdown.tasks:
        raise GovError(f"line {item.line} of {doc.path} is no longer the task `{item.text}`")
    if item.ticked == ticked:
        return doc.data
    at = item.line - doc.body_line
    line, box = doc.markdown.lines[at].removesuffix("\r"), item.column_of_box
    marked = f"{line[:box]}{'x' if ticked else ' '}{line[box + 1 :]}"
    return _write(doc, _Edit(at, at + 1, [marked]), lambda new: item._replace(ticked=ticked) in new.tasks)


def append_to_item(doc: Document, item: TaskItem, text: str) -> bytes:
    """Add words at the end of the line of a box; what stands there stays byte for byte."""
    if item not in doc.markdown.tasks:
        raise GovError(f"line {item.line} of {doc.path} is no longer the task `{item.text}`")
    at = item.line - doc.body_line
    line = doc.markdown.lines[at].removesuffix("\r")
    longer = f"{line}{'' if line[-1:].isspace() else ' '}{text}"

    def as_meant(new: Markdown) -> bool:
        return any(one.line == item.line and one.text.endswith(text) for one in new.tasks)

    return _write(doc, _Edit(at, at + 1, [longer]), as_meant)


def replace_section(doc: Document, title: str, text: str, level: int = 2) -> bytes:
    """Write anew all that stands below a heading, the sections inside it included."""
    section = _section(doc.markdown, title, level)
    first, last = _below(doc, section)
    wanted = _lines(text)
    lines = ["", *wanted] if wanted else []
    if last < len(doc.markdown.lines) - 1:
        lines.append("")
    edit = _Edit(first, last, lines)
    return _write(doc, edit, lambda new: _lines(_section(new, title, level).text) == wanted)


def append_to_section(doc: Document, title: str, text: str, level: int = 2) -> bytes:
    """Add a paragraph, a list or a table at the end of a section, after an empty line."""
    section = _section(doc.markdown, title, level)
    first, last = _below(doc, section)
    shown = doc.markdown.lines
    while last > first and not shown[last - 1].strip():
        last -= 1
    lines = ["", *_lines(text)]
    if last < len(shown) and shown[last].strip():
        lines.append("")
    wanted = [*_lines(section.text), *([""] if _lines(section.text) else []), *_lines(text)]
    edit = _Edit(last, last, lines)
    return _write(doc, edit, lambda new: _lines(_section(new, title, level).text) == wanted)


def replace_block(doc: Document, name: str, text: str, args: str | None = None) -> bytes:
    """Write anew what stands between the markers of a block, and with ``args`` what the first one tells."""
    block = doc.markdown.blocks.get(name)
    if block is None:
        raise GovError(f"{doc.path} has no block `gov:{name}`", hint=f"Add its markers: {_markers(name)}.")
    first, last = block.place.end_line - doc.body_line + 1, block.end_line - doc.body_line
    around = doc.markdown.offset(first), doc.markdown.offset(last)
    if first > last or (block.start, block.end) != around:
        hint = "Put each marker on a line of its own."
        raise GovError(f"the markers of the block `gov:{name}` share a line with other text", hint=hint)
    wanted = _lines(text)
    edit = _Edit(first, last, wanted)
    if args is not None:
        opening = f"<!-- gov:{name}{f' {args}' if args else ''} -->"
        edit = _Edit(block.line - doc.body_line, last, [_in_place_of(doc, block, opening), *wanted])

    told = block.args if args is None else " ".join(args.split())

    def as_meant(new: Markdown) -> bool:
        there = new.blocks.get(name)
        return there is not None and _lines(there.text) == wanted and there.args == told

    return _write(doc, edit, as_meant)


def _in_place_of(doc: Document, block: Block, opening: str) -> str:
    """The line of a marker with another marker, and what stands before it."""
    return doc.markdown.lines[block.line - doc.body_line][: block.place.column - 1] + opening


def escape_cell(text: str) -> str:
    """Text for a table cell: one line, bars escaped, nothing that would open a comment."""
    line = text if text.isprintable() else _BREAK.sub(" ", text)  # no line ends in what is printable
    return line.strip().replace("|", "\\|").replace("<!--", "\\<!--")


def _write(doc: Document, edit: _Edit, as_meant: Callable[[Markdown], bool]) -> bytes:
    """The file with the edit made, read again and compared."""
    if not doc.decodable:
        raise GovError(f"{doc.path} is not UTF-8 and cannot be edited", hint="Save the file as UTF-8.")
    front = doc.text[: doc.split.body]
    try:
        data = f"{BOM if doc.bom else ''}{front}{_edited(doc, edit)}".encode()
    except UnicodeEncodeError:
        raise GovError("the text has characters that UTF-8 cannot hold") from None
    new = read_edited(doc.path, data)
    kept = new.front == doc.front and new.body_line == doc.body_line and len(new.faults) <= len(doc.faults)
    if not kept or _around(doc, edit) != _around(new, _shifted(edit)) or not as_meant(new.markdown):
        message = f"{doc.path} cannot be edited there without changing what stands around it"
        raise GovError(message, hint=BY_HAND)
    return data


def _edited(doc: Document, edit: _Edit) -> str:
    """The body with the edit made; a line written anew ends as it did, a new one as most lines do."""
    lines = doc.markdown.lines
    before, old, after = lines[: edit.first], lines[edit.first : edit.last], lines[edit.last :]
    most = "\r" if doc.newline == "\r\n" else ""
    ending = ("\r" if old[0].endswith("\r") else "") if len(old) == len(edit.lines) == 1 else most
    new = [line + ending for line in edit.lines]
    if after:
        return "\n".join([*before, *new, *after])
    if old or not new:  # the file ends without a line ending, and goes on doing so
        return "\n".join([*before, *new]).removesuffix("\r")
    return "\n".join([*before[:-1], *(line + most for line in before[-1:]), *new, ""])


def _shifted(edit: _Edit) -> _Edit:
    """The same place in the new file."""
    return edit._replace(last=edit.first + len(edit.lines))


def _around(doc: Document, edit: _Edit) -> list[tuple[str, int, str]]:
    """What the lines outside the edit are: headings, fences, comments, tables, counted from either end."""
    outside: list[tuple[str, int, str]] = []
    count = len(doc.markdown.lines) - (not doc.markdown.lines[-1])
    for what, line, text in _outline(doc.markdown):
        if line < edit.first:
            outside.append((what, line, text))
        elif line >= edit.last:
            outside.append((what, line - count, text))
    return outside


def _outline(markdown: Markdown) -> Iterator[tuple[str, int, str]]:
    bones, first = markdown.bones, markdown.first_line
    yield from (("heading", one.line, f"{one.level} {one.title}") for one in bones.headings)
    yield from (("fence", start, "") for start, _ in bones.fences)
    yield from (("comment", one.line, str(one.closed)) for one in bones.comments)
    yield from (("table", one.line - first, " | ".join(one.header)) for one in markdown.tables)
    yield from (("task", one.line - first, one.text) for one in markdown.tasks)


def _below(doc: Document, section: Section) -> tuple[int, int]:
    """The lines below a heading, counted from 0, the end exclusive."""
    return section.below - doc.body_line, section.end_line - doc.body_line + 1


def _section(markdown: Markdown, title: str, level: int) -> Section:
    section = markdown.section(title, level)
    if section is None:
        raise GovError(f"there is no section `{'#' * level} {title}`", hint=f"Add `{'#' * level} {title}`.")
    return section


def _table(markdown: Markdown, title: str) -> Table:
    section = _section(markdown, title, 2)
    inside = (table for table in markdown.tables if section.line < table.line <= section.end_line)
    table = next(inside, None)
    if table is None:
        raise GovError(f"the section `{title}` has no table", hint="Add one with its header.")
    return table


def _rows(markdown: Markdown, title: str) -> list[list[str]]:
    return [row.cells for row in _table(markdown, title).rows]


def _cells(cells: Sequence[str]) -> list[str]:
    """The cells as they will be read."""
    return [_BREAK.sub(" ", cell).strip() for cell in cells]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(escape_cell(cell) for cell in cells)} |"


def _lines(text: str) -> list[str]:
    """Lines without their endings and without empty ones at either end."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _markers(name: str) -> str:
    return f"`<!-- gov:{name} -->` and `<!-- /gov:{name} -->`"
