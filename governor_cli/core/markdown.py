"""A Markdown body as gov sees it: sections, marked blocks, task items, tables, links, comments.

It scans lines for gov's own structures and never raises, on any text. It is no renderer: where
the whole of CommonMark matters, use markdown-it-py.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from governor_cli.core.finding import Fault, Place
from governor_cli.core.markdown_links import Link, links_of
from governor_cli.core.markdown_markers import (
    BROKEN_MARKER,
    Block,
    Marker,
    Pair,
    Silence,
    block,
    marker,
    pairs,
)
from governor_cli.core.markdown_scan import CLOSE, OPEN, Bones, Comment, indented, scan
from governor_cli.core.markdown_section import Section
from governor_cli.core.markdown_tables import Row, Table, tables_of

__all__ = ["Block", "Link", "Markdown", "Remark", "Row", "Section", "Silence", "Table", "TaskItem"]

_TASK: Final = r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[([ xX])\](?:[ \t]+(.*)|[ \t]*)"


class TaskItem(NamedTuple):
    """``- [x] text``: ``column_of_box`` is that of the ``[``, from 1."""

    text: str
    ticked: bool
    line: int
    column_of_box: int
    place: Place


class Remark(NamedTuple):
    """An HTML comment that people wrote; ``text`` is what stands inside it."""

    text: str
    line: int
    end_line: int
    place: Place


class Markdown:
    """A body. ``first_line`` is the line of the file it begins on: all lines are lines of the file."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.text = text
        self.first_line = first_line
        self.lines = text.split("\n")
        """Without line feeds; the last one is empty where the text ends in a line feed."""

    @cached_property
    def bones(self) -> Bones:
        """Headings, fences and comments, lines counted from 0."""
        return scan(self.lines)

    @cached_property
    def sections(self) -> list[Section]:
        """Every section, those within others too, in the order of the file."""
        headings = self.bones.headings
        ends = [len(self.lines) - (not self.lines[-1])] * len(headings)
        open_ones: list[int] = []
        for number, heading in enumerate(headings):
            while open_ones and headings[open_ones[-1]].level >= heading.level:
                ends[open_ones.pop()] = heading.line
            open_ones.append(number)
        return [Section(self, number, heading, ends[number]) for number, heading in enumerate(headings)]

    def section(self, title: str, level: int = 2) -> Section | None:
        """The first section of this title and level; case and closing colons do not count."""
        wanted = _title_key(title)
        return next(
            (one for one in self.sections if one.level == level and _title_key(one.title) == wanted), None
        )

    @cached_property
    def blocks(self) -> Mapping[str, Block]:
        """The blocks that gov renders, by name; of two with one name the first."""
        found = (one for one in self._pairs if isinstance(one, Pair))
        return {pair.opening.name: block(pair, self.text, self.lines, self.offset) for pair in found}

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Comments and markers that are opened and never closed, closed and never opened, or there twice."""
        return (*self._unclosed(), *(one for one in self._pairs if isinstance(one, Fault)))

    @cached_property
    def silences(self) -> list[Silence]:
        """The comments that allow a finding."""
        return [one.silence for one in self._markers if one.silences]

    @cached_property
    def comments(self) -> list[Remark]:
        """Every HTML comment, gov's own included."""
        return [
            Remark(
                self._inside(one),
                self.first_line + one.line,
                self.first_line + one.end_line,
                self._place_of(one),
            )
            for one in self.bones.comments
        ]

    @cached_property
    def tasks(self) -> list[TaskItem]:
        """The items of task lists, nested ones too."""
        return list(self._tasks())

    @cached_property
    def tables(self) -> list[Table]:
        """Every table that a forge would draw."""
        headings = {heading.line for heading in self.bones.headings}
        return [
            table.within(self.section_at(table.line))
            for table in tables_of(self.lines, self.shown, self.first_line, headings)
        ]

    @cached_property
    def links(self) -> list[Link]:
        """Inline links and images, addresses in angle brackets, and definitions of references."""
        return links_of(self.shown, self.first_line)

    @cached_property
    def shown(self) -> list[str]:
        """The lines with comments blanked and code blocks emptied; columns stay what they are."""
        shown = self.lines.copy()
        for first, last in self.bones.fences:
            shown[first : last + 1] = [""] * (last + 1 - first)
        for comment in self.bones.comments:
            _blank(shown, comment)
        for at in indented(shown).code:
            shown[at] = ""
        return shown

    def section_at(self, line: int) -> Section | None:
        """The innermost section that holds a line of the file."""
        number = bisect_right(self.sections, line, key=_line_of) - 1
        return self.sections[number] if number >= 0 else None

    def offset(self, at: int) -> int:
        """Where a line, counted from 0, begins in the body; the body's end for one after the last."""
        return self._offsets[at] if at < len(self._offsets) else len(self.text)

    def without_comments(self, start: int, end: int) -> str:
        """A part of the body with its HTML comments taken out."""
        kept: list[str] = []
        comments = self.bones.comments
        first = bisect_right(self._offsets, start) - 1
        for number in range(bisect_left(comments, first, key=_end_line_of), len(comments)):
            comment = comments[number]
            opens = self.offset(comment.line) + comment.column
            if opens >= end:
                break
            closes = self.offset(comment.end_line) + comment.end_column
            if closes > start:
                kept.append(self.text[start:opens])
                start = closes
        return "".join([*kept, self.text[start:end]])

    def line_place(self, line: int) -> Place:
        """The text of a line of the file, without the white space around it."""
        text = self.lines[line - self.first_line]
        return Place(line, len(text) - len(text.lstrip()) + 1, line, len(text.rstrip()) + 1)

    @cached_property
    def _offsets(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.lines[:-1])]

    @cached_property
    def _markers(self) -> list[Marker]:
        if "gov:" not in self.text:
            return []
        found = (marker(self._raw(one), one, self._place_of(one)) for one in self.bones.comments)
        return [one for one in found if one is not None]

    @cached_property
    def _pairs(self) -> list[Pair | Fault]:
        return list(pairs(self._markers))

    def _unclosed(self) -> Iterator[Fault]:
        comments = self.bones.comments
        if comments and not comments[-1].closed:
            last = comments[-1]
            line = self.first_line + last.line
            place = Place(line, last.column + 1, line, len(self.lines[last.line].rstrip("\r")) + 1)
            message = "the comment is never closed and hides the rest of the file"
            yield Fault(BROKEN_MARKER, message, f"End it with `{CLOSE}`.", place=place, subject=OPEN)

    def _tasks(self) -> Iterator[TaskItem]:
        for at, line in enumerate(self.shown):
            match = re.fullmatch(_TASK, line.rstrip()) if "[" in line else None
            if match:
                number = self.first_line + at
                yield TaskItem(
                    match[2] or "", match[1] != " ", number, match.start(1), self.line_place(number)
                )

    def _raw(self, comment: Comment) -> str:
        if comment.line == comment.end_line:
            return self.lines[comment.line][comment.column : comment.end_column]
        start = self.offset(comment.line) + comment.column
        return self.text[start : self.offset(comment.end_line) + comment.end_column]

    def _inside(self, comment: Comment) -> str:
        return self._raw(comment).removeprefix(OPEN).removesuffix(CLOSE).strip()

    def _place_of(self, comment: Comment) -> Place:
        first = self.first_line
        return Place(
            first + comment.line, comment.column + 1, first + comment.end_line, comment.end_column + 1
        )


def _blank(lines: list[str], comment: Comment) -> None:
    for at in range(comment.line, comment.end_line + 1):
        line = lines[at]
        start = comment.column if at == comment.line else 0
        end = comment.end_column if at == comment.end_line else len(line)
        lines[at] = line[:start] + " " * (end - start) + line[end:]


def _title_key(title: str) -> str:
    return " ".join(title.split()).strip("*_`: ").casefold()


def _line_of(section: Section) -> int:
    return section.line


def _end_line_of(comment: Comment) -> int:
    return comment.end_line
