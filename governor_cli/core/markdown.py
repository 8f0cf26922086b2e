"""A Markdown body as gov sees it: sections, marked blocks, task items, tables, links, comments.

It scans lines for gov's own structures and never raises, on any text. It is no renderer: where
the whole of CommonMark matters, use markdown-it-py.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from governor_cli.core.finding import Fault, Place
from governor_cli.core.markdown_links import Link, links_of
from governor_cli.core.markdown_scan import (
    CLOSE,
    CODE_INDENT,
    OPEN,
    Bones,
    Comment,
    Heading,
    indent,
    is_code,
    scan,
)
from governor_cli.core.markdown_tables import Row, Table, tables_of

__all__ = ["Block", "Link", "Markdown", "Remark", "Row", "Section", "Silence", "Table", "TaskItem"]

BROKEN_MARKER: Final = "DOC015"

_GOV = re.compile(r"<!--\s*(/?)gov:\s*([A-Za-z0-9_.-]+)\s*(.*?)\s*-->", re.DOTALL)
_TASK = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[([ xX])\](?:[ \t]+(.*?))?[ \t\r]*")


@dataclass(frozen=True, slots=True)
class Block:
    """What stands between ``<!-- gov:NAME args -->`` and ``<!-- /gov:NAME -->``.

    ``line`` and ``end_line`` are those of the markers, ``place`` is the opening one; ``start`` and
    ``end`` are offsets of the text in the body.
    """

    name: str
    args: str
    text: str
    line: int
    end_line: int
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TaskItem:
    """``- [x] text``: ``column_of_box`` is that of the ``[``, from 1."""

    text: str
    ticked: bool
    line: int
    column_of_box: int
    place: Place


@dataclass(frozen=True, slots=True)
class Silence:
    """``<!-- gov: allow CODE reason -->``; code and reason may be missing."""

    code: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Remark:
    """An HTML comment that people wrote; ``text`` is what stands inside it."""

    text: str
    line: int
    end_line: int
    place: Place


class _Marker(NamedTuple):
    closing: bool
    name: str
    args: str
    comment: Comment


class Section:
    """A heading and all down to the next of its level or a higher one.

    ``line`` is the heading's, ``below`` the first after it, ``end_line`` the last that belongs to
    the section, empty lines and the sections in it included.
    """

    __slots__ = ("_markdown", "_number", "below", "end_line", "level", "line", "title")

    def __init__(self, markdown: "Markdown", number: int, heading: Heading, end: int) -> None:
        self._markdown = markdown
        self._number = number
        self.title = heading.title
        self.level = heading.level
        self.line = markdown.first_line + heading.line
        self.below = markdown.first_line + heading.after
        self.end_line = markdown.first_line + end - 1

    def __repr__(self) -> str:
        return f"Section({'#' * self.level} {self.title!r}, lines {self.line}-{self.end_line})"

    @property
    def text(self) -> str:
        """Everything below the heading, as it stands in the file."""
        return self._markdown.text[slice(*self.span)]

    @property
    def span(self) -> tuple[int, int]:
        """The offsets of ``text`` in the body."""
        start, end = (line - self._markdown.first_line for line in (self.below, self.end_line + 1))
        return self._markdown.offset(start), self._markdown.offset(max(start, end))

    @property
    def content(self) -> str:
        """``text`` without HTML comments."""
        return self._markdown.without_comments(*self.span)

    @property
    def is_empty(self) -> bool:
        """Whether only comments and blank lines stand below the heading."""
        return not self.content.strip()

    @property
    def place(self) -> Place:
        """The heading."""
        return self._markdown.line_place(self.line)

    @property
    def subsections(self) -> "list[Section]":
        """The sections directly inside this one."""
        inside: list[Section] = []
        for section in self._markdown.sections[self._number + 1 :]:
            if section.line > self.end_line:
                break
            if not inside or section.line > inside[-1].end_line:
                inside.append(section)
        return inside


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
        return self._pairs[0]

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Comments and markers that are opened and never closed, closed and never opened, or there twice."""
        return (*self._unclosed(), *self._pairs[1])

    @cached_property
    def silences(self) -> list[Silence]:
        """The comments that allow a finding."""
        return [
            _silence(marker, self._place_of(marker.comment)) for marker in self._markers if _allows(marker)
        ]

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
        for at, line in enumerate(shown):
            if line[:1] in {" ", "\t"} and indent(line) >= CODE_INDENT and is_code(self.lines, at):
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
        for comment in self.bones.comments:
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
    def _markers(self) -> list[_Marker]:
        if "gov:" not in self.text:
            return []
        found: list[_Marker] = []
        for comment in self.bones.comments:
            match = _GOV.fullmatch(self._raw(comment))
            if match:
                found.append(_Marker(bool(match[1]), match[2], match[3], comment))
        return found

    @cached_property
    def _pairs(self) -> tuple[dict[str, Block], list[Fault]]:
        blocks: dict[str, Block] = {}
        faults: list[Fault] = []
        opened: _Marker | None = None
        for marker in self._markers:
            if _allows(marker):
                continue
            if not marker.closing:
                if opened:
                    faults.append(self._never_closed(opened))
                opened = marker
            elif opened is None or opened.name != marker.name:
                faults.append(self._never_opened(marker))
            elif marker.name in blocks:
                faults.append(self._there_twice(opened))
                opened = None
            else:
                blocks[marker.name] = self._block(opened, marker)
                opened = None
        return blocks, [*faults, *([self._never_closed(opened)] if opened else [])]

    def _block(self, opened: _Marker, closing: _Marker) -> Block:
        start = self.offset(opened.comment.end_line) + opened.comment.end_column
        end = self.offset(closing.comment.line) + closing.comment.column
        rest, lead = self.lines[opened.comment.end_line], self.lines[closing.comment.line]
        if opened.comment.end_line < closing.comment.line:
            if not rest[opened.comment.end_column :].strip():
                start = self.offset(opened.comment.end_line + 1)
            if not lead[: closing.comment.column].strip():
                end = self.offset(closing.comment.line)
        return Block(
            opened.name,
            opened.args,
            self.text[start:end],
            self.first_line + opened.comment.line,
            self.first_line + closing.comment.end_line,
            self._place_of(opened.comment),
            start,
            end,
        )

    def _never_closed(self, marker: _Marker) -> Fault:
        hint = f"Add `{OPEN} /gov:{marker.name} {CLOSE}` after the block."
        return self._marker_fault(marker, f"the block `gov:{marker.name}` is never closed", hint)

    def _never_opened(self, marker: _Marker) -> Fault:
        hint = f"Add `{OPEN} gov:{marker.name} {CLOSE}` before the block, or take this out."
        return self._marker_fault(marker, f"`/gov:{marker.name}` closes nothing", hint)

    def _there_twice(self, marker: _Marker) -> Fault:
        return self._marker_fault(marker, f"the block `gov:{marker.name}` is here twice", "Keep one of them.")

    def _marker_fault(self, marker: _Marker, message: str, hint: str) -> Fault:
        subject = f"{'/' if marker.closing else ''}gov:{marker.name}"
        return Fault(BROKEN_MARKER, message, hint, place=self._place_of(marker.comment), subject=subject)

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
            match = _TASK.fullmatch(line) if "[" in line else None
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


def _allows(marker: _Marker) -> bool:
    return marker.name == "allow" and not marker.closing


def _silence(marker: _Marker, place: Place) -> Silence:
    code, _, reason = marker.args.partition(" ")
    return Silence(code, " ".join(reason.split()), place)


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
