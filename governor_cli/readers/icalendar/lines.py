"""Content lines of an iCalendar file: unfolded, and cut into name, parameters and value."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

_MARKS: Final = re.compile('[":;]')


class Property(NamedTuple):
    """One content line: its name, parameters, value and line."""

    name: str
    parameters: dict[str, str]
    value: str
    line: int


class UnreadableError(ValueError):
    """What a property says that cannot be read, and the line it stands on."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Content lines with the number of the line each begins on."""
    parts: list[str] = []
    began = 0
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.removesuffix("\r")  # noqa: PLW2901 - the same line without its end
        if line[:1] in {" ", "\t"} and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield began, "".join(parts)
        parts, began = [line], number
    if parts:
        yield began, "".join(parts)


def property_of(content: str, line: int) -> Property | None:
    """``NAME;KEY=value;KEY="quoted:value":text``, in one pass however many parameters there are."""
    cuts: list[int] = []
    quoted = False
    for mark in _MARKS.finditer(content):
        if mark[0] == '"':
            quoted = not quoted
        elif not quoted:
            cuts.append(mark.start())
            if mark[0] == ":":
                return _cut(content, cuts, line)
    return None


def _cut(content: str, cuts: list[int], line: int) -> Property:
    pairs = (content[begin + 1 : end].partition("=") for begin, end in pairwise(cuts))
    values = {key.upper(): value.strip('"') for key, _, value in pairs}
    return Property(content[: cuts[0]].upper(), values, content[cuts[-1] + 1 :], line)


def unescaped(text: str) -> str:
    """Text as it was meant: what a backslash hides, and lines that end."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
