"""The bones of a Markdown body in one pass: headings, fenced code and HTML comments.

What a fence or a comment holds is text, a comment in code is code, and an unclosed fence reaches
to the end, as CommonMark has it. Quotes and raw HTML other than comments are not looked into.
Lines are counted from 0 here; a carriage return at a line's end is taken for white space.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

OPEN: Final = "<!--"
CLOSE: Final = "-->"
CODE_INDENT: Final = 4

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t\r]*")
_FENCE = re.compile(r"([ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*)(`{3,}(?=[^`]*$)|~{3,})")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t\r]*")
_NO_PARAGRAPH = re.compile(
    r"[ \t]*(?:[#>|`~<]|[-*+][ \t]|[0-9]{1,9}[.)][ \t])| {4}|\t|[ \t]*(?:[-*_][ \t]*){3,}\r?$"
)
_LEAD = re.compile(r"(?:[ \t>]|[-*+][ \t]|[0-9]{1,9}[.)][ \t])*")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:.*?[^`])??\1(?!`)")
_SAME_LINE_COMMENT = re.compile("<!--.*?-->")
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


@dataclass(slots=True)
class Bones:
    """What was found, in the order of the file. ``fences`` are first and last lines."""

    headings: list[Heading] = field(default_factory=list[Heading])
    fences: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    comments: list[Comment] = field(default_factory=list[Comment])


def scan(lines: Sequence[str]) -> Bones:
    """Find the bones of these lines; never raises, in time linear in the text."""
    bones = Bones()
    at, count = 0, len(lines)
    boundary = -1  # the last line that cannot be part of a paragraph
    while at < count:
        line = lines[at]
        if line and line[0] in _MAY_OPEN_FENCE_OR_HEADING:
            if (heading := _heading(lines, at, boundary)) is not None:
                bones.headings.append(heading)
                boundary = at
            elif (last := _fence_end(lines, at)) is not None:
                bones.fences.append((at, last))
                boundary = last
                at = last + 1
                continue
        if OPEN in line:
            last = _comments(lines, at, bones, on_heading=boundary == at)
            if last > at:
                boundary = last
                at = last
        at += 1
    return bones


def is_code(lines: Sequence[str], at: int) -> bool:
    """Whether a line is indented code: four columns deep, after a blank line, outside any list."""
    if indent(lines[at]) < CODE_INDENT:
        return False
    above = at - 1
    while above >= 0 and lines[above].strip() and indent(lines[above]) >= CODE_INDENT:
        above -= 1
    if above >= 0 and lines[above].strip() and not _ATX.fullmatch(lines[above]):
        return False
    while above >= 0 and (not lines[above].strip() or indent(lines[above])):
        if _LIST_ITEM.match(lines[above]):
            return False
        above -= 1
    return above < 0 or not _LIST_ITEM.match(lines[above])


def indent(line: str) -> int:
    """The columns of white space before the text, a tab reaching to the next multiple of four."""
    columns = 0
    for character in line:
        if character == " ":
            columns += 1
        elif character == "\t":
            columns += CODE_INDENT - columns % CODE_INDENT
        else:
            break
    return columns


def code_spans(line: str) -> list[tuple[int, int]]:
    """Where code in backticks stands on a line."""
    return [match.span() for match in _CODE_SPAN.finditer(line)] if "`" in line else []


def _heading(lines: Sequence[str], at: int, boundary: int) -> Heading | None:
    line = lines[at]
    if "#" in line and (match := _ATX.fullmatch(line)):
        title = match[2] or ""
        if OPEN in title:
            title = _SAME_LINE_COMMENT.sub("", title).strip()
        return Heading(len(match[1]), title, at, at + 1)
    if (
        line.lstrip(" ")[:1] not in {"=", "-"}
        or at - 1 <= boundary
        or not (match := _UNDERLINE.fullmatch(line))
    ):
        return None
    title = lines[at - 1].strip()
    alone = at - 2 <= boundary or not lines[at - 2].strip()
    if not title or not alone or _NO_PARAGRAPH.match(lines[at - 1]):
        return None
    return Heading(1 if match[1][0] == "=" else 2, title, at - 1, at + 1)


def _fence_end(lines: Sequence[str], at: int) -> int | None:
    """The last line of the fenced code that begins here; None where none does."""
    match = _FENCE.match(lines[at])
    if match is None:
        return None
    nested = bool(match[1].strip()) or indent(lines[at]) >= CODE_INDENT
    if nested and is_code(lines, at):
        return None
    run = match[2]
    for last in range(at + 1, len(lines)):
        line = lines[last]
        text = line.strip()
        if text.startswith(run) and not text.strip(run[0]) and (nested or indent(line) < CODE_INDENT):
            return last
        if nested and text and not line[0].isspace():
            return last - 1
    return len(lines) - 1


def _comments(lines: Sequence[str], at: int, bones: Bones, *, on_heading: bool) -> int:
    """Add the comments that begin on this line; the line on which the last of them ends."""
    column = lines[at].find(OPEN)
    while column >= 0:
        line = lines[at]
        found = None if _is_literal(lines, at, column) else _comment(lines, at, column, same_line=on_heading)
        if found is None:
            column = line.find(OPEN, column + 1)
            continue
        bones.comments.append(found)
        at = found.end_line
        column = lines[at].find(OPEN, found.end_column)
    return at


def _comment(lines: Sequence[str], at: int, column: int, *, same_line: bool) -> Comment | None:
    # From two characters on: ``<!-->`` is a whole comment.
    end = lines[at].find(CLOSE, column + 2)
    if end >= 0:
        return Comment(at, column, at, end + len(CLOSE))
    if same_line:
        return None
    leads = _LEAD.fullmatch(lines[at], 0, column) is not None
    for last in range(at + 1, len(lines)):
        if not leads and not lines[last].strip():
            return None
        end = lines[last].find(CLOSE)
        if end >= 0:
            return Comment(at, column, last, end + len(CLOSE))
    return Comment(at, column, len(lines) - 1, len(lines[-1]), closed=False) if leads else None


def _is_literal(lines: Sequence[str], at: int, column: int) -> bool:
    """Whether a comment's opening is code or escaped."""
    line = lines[at]
    if column and line[column - 1] == "\\":
        return True
    if line[0].isspace() and is_code(lines, at):
        return True
    return any(start < column < end for start, end in code_spans(line))
