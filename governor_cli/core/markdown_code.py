"""Code in a Markdown body that is not fenced: lines set in by four columns, and spans in backticks."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from governor_cli.core.patterns import compiled

CODE_INDENT: Final = 4
ATX: Final = r" {0,3}(#{1,6})(?=[ \t\r]|$)"
_MAY_BEGIN_ITEM = frozenset(" -*+0123456789")
_LIST_ITEM: Final = r"(?! {0,3}(?:[-*][ \t]*){3,}\r?$) {0,3}(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|\r?$)"
_BACKTICKS: Final = "`+"


class Indented(NamedTuple):
    """Lines that begin with white space, by what that makes of them."""

    code: set[int]
    """Four columns deep, after a blank line, outside any list."""
    listed: set[int]
    """Part of a list item above."""


def indented(lines: Sequence[str]) -> Indented:
    """What the white space before lines makes of them."""
    found = Indented(set(), set())
    if not any(line and line[0] in {" ", "\t"} for line in lines):
        return found
    is_item, is_heading = compiled(_LIST_ITEM).match, compiled(ATX).match
    in_list, may_begin = False, True
    for at, line in enumerate(lines):
        if not line or line.isspace():
            may_begin = True
            continue
        deep = line[0] in {" ", "\t"} and indent(line) >= CODE_INDENT
        if in_list and line[0] in {" ", "\t"}:
            found.listed.add(at)
        elif deep and may_begin:
            found.code.add(at)
        if not deep:
            in_list = (line[0] in _MAY_BEGIN_ITEM and bool(is_item(line))) or (in_list and line[0] == " ")
            may_begin = line[0] in {" ", "#"} and bool(is_heading(line))
    return found


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
    """Where code in backticks stands on a line: from one run of them to the next of the same length."""
    if "`" not in line:
        return []
    runs = [match.span() for match in re.finditer(_BACKTICKS, line)]
    following: dict[int, int] = {}
    closers: list[int | None] = [None] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        closers[number] = following.get(length)
        following[length] = number
    spans: list[tuple[int, int]] = []
    number = 0
    while number < len(runs):
        closer = closers[number]
        if closer is not None:
            spans.append((runs[number][0], runs[closer][1]))
        number = number + 1 if closer is None else closer + 1
    return spans
