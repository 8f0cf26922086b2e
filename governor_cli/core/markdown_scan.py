"""The bones of a Markdown body in one pass: headings, fenced code and HTML comments.

What a fence or a comment holds is text, a comment in code is code, and an unclosed fence reaches
to the end, as CommonMark has it. Quotes and raw HTML other than comments are not looked into.
Lines are counted from 0 here; a carriage return at a line's end is taken for white space.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

from governor_cli.core.markdown_code import ATX, CODE_INDENT, Indented, code_spans, indent, indented
from governor_cli.core.patterns import compiled

OPEN: Final = "<!--"
CLOSE: Final = "-->"

# Patterns are text: re compiles one when it is first used and keeps it, and an import costs nothing.
_FENCE: Final = r"([ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*)(`{3,}(?=[^`]*$)|~{3,})"
_UNDERLINE: Final = r" {0,3}(=+|-+)[ \t\r]*"
_NO_PARAGRAPH: Final = (
    r"[ \t]*(?:[#>|`~<]|[-*+][ \t]|[0-9]{1,9}[.)][ \t])| {4}|\t|[ \t]*(?:[-*_][ \t]*){3,}\r?$"
)
_LEAD: Final = r"(?:[ \t>]|[-*+][ \t]|[0-9]{1,9}[.)][ \t])*"
_ENDS_PARAGRAPH: Final = (
    r"[ \t\r]*$|"
    r" {0,3}(?:#{1,6}(?:[ \t\r]|$)|>|[-*+][ \t]|[0-9]{1,9}[.)][ \t]|`{3}|~{3}|(?:=+|-+)[ \t\r]*$|<!--)"
)
_MAY_OPEN_FENCE_OR_HEADING = frozenset(" \t`~-*+=#0123456789")


class Heading(NamedTuple):
    """``line`` is that of the title, ``after`` the first line of what it heads."""

    level: int
    title: str
    line: int
    after: int


class Comment(NamedTuple):
    """From ``<!--`` up to and with ``-->``; columns from 0, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    closed: bool = True


class Bones(NamedTuple):
    """What was found, in the order of the file. ``fences`` are first and last lines."""

    headings: list[Heading]
    fences: list[tuple[int, int]]
    comments: list[Comment]


def scan(lines: Sequence[str]) -> Bones:
    """Find the bones of these lines; never raises, in time linear in the text."""
    return _Scan(lines).bones


class _Scan:
    """One pass; what is asked of many lines is asked once, since hostile text is long."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.bones = Bones([], [], [])
        self.boundary = -1
        """The last line that cannot be part of a paragraph."""
        self.literal_until = -1
        """No comment that begins inside a line before this one is closed."""
        self.run()

    def run(self) -> None:
        at, count = 0, len(self.lines)
        while at < count:
            line = self.lines[at]
            heading = False
            if line and line[0] in _MAY_OPEN_FENCE_OR_HEADING:
                heading = self.heading(at)
                last = None if heading else self.fence_end(at)
                if last is not None:
                    self.bones.fences.append((at, last))
                    self.boundary = last
                    at = last + 1
                    continue
            if OPEN in line:
                last = self.comments(at, same_line=heading)
                if last > at:
                    self.boundary = at = last
            at += 1

    @cached_property
    def indented(self) -> Indented:
        return indented(self.lines)

    def heading(self, at: int) -> bool:
        line = self.lines[at]
        match = compiled(ATX).match(line) if "#" in line[:4] else None
        if match and line[0] == " " and at in self.indented.listed:
            return False
        if match:
            self.bones.headings.append(Heading(len(match[1]), _title(line[match.end() :]), at, at + 1))
            self.boundary = at
            return True
        if line.lstrip(" ")[:1] not in {"=", "-"} or at - 1 <= self.boundary:
            return False
        match = compiled(_UNDERLINE).fullmatch(line)
        if match is None:
            return False
        title = self.lines[at - 1].strip()
        alone = at - 2 <= self.boundary or not self.lines[at - 2].strip()
        if not title or not alone or compiled(_NO_PARAGRAPH).match(self.lines[at - 1]):
            return False
        self.bones.headings.append(Heading(1 if match[1][0] == "=" else 2, title, at - 1, at + 1))
        self.boundary = at
        return True

    def fence_end(self, at: int) -> int | None:
        """The last line of the fenced code that begins here; None where none does."""
        line = self.lines[at]
        match = compiled(_FENCE).match(line) if "```" in line or "~~~" in line else None
        if match is None or (line[0].isspace() and at in self.indented.code):
            return None
        nested = bool(match[1].strip()) or indent(self.lines[at]) >= CODE_INDENT
        run = match[2]
        for last in range(at + 1, len(self.lines)):
            line = self.lines[last]
            text = line.strip()
            if nested and text and not line[0].isspace():
                return last - 1
            if text.startswith(run) and not text.strip(run[0]) and (nested or indent(line) < CODE_INDENT):
                return last
        return len(self.lines) - 1

    def comments(self, at: int, *, same_line: bool) -> int:
        """Add the comments that begin on this line; the line on which the last of them ends."""
        code = code_spans(self.lines[at])
        column = self.lines[at].find(OPEN)
        while column >= 0:
            line = self.lines[at]
            span = bisect_left(code, (column, 0)) - 1
            covering = code[span][1] if span >= 0 else 0
            if (
                covering > column
                or (column and line[column - 1] == "\\")
                or (line[0].isspace() and at in self.indented.code)
            ):
                column = line.find(OPEN, max(covering, column + 1))
                continue
            found = self.comment(at, column, same_line=same_line)
            if found is None:  # nor is any other on this line closed
                break
            self.bones.comments.append(found)
            if found.end_line > at:
                at, code = found.end_line, []
            column = self.lines[at].find(OPEN, found.end_column)
        if same_line and self.bones.comments and self.bones.comments[-1].line == at:
            self.bones.headings[-1] = self.without_comments(self.bones.headings[-1])
        return at

    def comment(self, at: int, column: int, *, same_line: bool) -> Comment | None:
        # From two characters on: ``<!-->`` is a whole comment.
        end = self.lines[at].find(CLOSE, column + 2)
        if end >= 0:
            return Comment(at, column, at, end + len(CLOSE))
        leads = re.fullmatch(_LEAD, self.lines[at][:column]) is not None
        if same_line or (not leads and at < self.literal_until):
            return None
        for last in range(at + 1, len(self.lines)):
            if not leads and re.match(_ENDS_PARAGRAPH, self.lines[last]):
                self.literal_until = last
                return None
            end = self.lines[last].find(CLOSE)
            if end >= 0:
                return Comment(at, column, last, end + len(CLOSE))
        self.literal_until = len(self.lines)
        return Comment(at, column, len(self.lines) - 1, len(self.lines[-1]), closed=False) if leads else None

    def without_comments(self, heading: Heading) -> Heading:
        """A heading's title is what is shown of it."""
        line, kept, start = self.lines[heading.line], "", 0
        for comment in self.bones.comments[bisect_left(self.bones.comments, (heading.line,)) :]:
            kept += line[start : comment.column]
            start = comment.end_column
        shown = kept + line[start:]
        match = re.match(ATX, shown)
        return heading._replace(title=_title(shown[match.end() :])) if match else heading


def _title(text: str) -> str:
    """What stands after the hashes, without those that close it."""
    text = text.strip()
    opened = text.rstrip("#")
    return opened.rstrip() if not opened or opened[-1] in " \t" else text
