"""A Markdown body as gov sees it: sections, marked blocks, task items, tables, links, comments.

It scans lines for gov's own structures and never raises, on any text. It is no renderer: where
the whole of CommonMark matters, use markdown-it-py.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from governor_cli.core.finding import Fault, Place
from governor_cli.core.markdown_body import Body
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
from governor_cli.core.markdown_scan import CLOSE, OPEN, Comment
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


class Markdown(Body):
    """A body with its structure, each part found when it is first asked for."""

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
        found: list[Section] = []
        found.extend(Section(self, found, number, ends[number]) for number in range(len(headings)))
        return found

    def section(self, title: str, level: int = 2) -> Section | None:
        """The first section of this title and level; case and closing colons do not count."""
        return self._by_title.get((level, _title_key(title)))

    @cached_property
    def _by_title(self) -> Mapping[tuple[int, str], Section]:
        return {(one.level, _title_key(one.title)): one for one in reversed(self.sections)}

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
                self.place_of(one),
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

    def section_at(self, line: int) -> Section | None:
        """The innermost section that holds a line of the file."""
        number = bisect_right(self.sections, line, key=_line_of) - 1
        return self.sections[number] if number >= 0 else None

    @cached_property
    def _markers(self) -> list[Marker]:
        if "gov:" not in self.text:
            return []
        found = (marker(self.raw(one), one, self.place_of(one)) for one in self.bones.comments)
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

    def _inside(self, comment: Comment) -> str:
        return self.raw(comment).removeprefix(OPEN).removesuffix(CLOSE).strip()


def _title_key(title: str) -> str:
    return " ".join(title.split()).strip("*_`: ").casefold()


def _line_of(section: Section) -> int:
    return section.line
