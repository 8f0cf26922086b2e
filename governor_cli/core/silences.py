"""Silences: comments that allow one finding beside its cause, with a reason."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from governor_cli.core.document import Document
from governor_cli.core.patterns import compiled

_IN_FRONT: Final = r"(?:^|\s)#\s*gov:\s*allow\b[ \t]*(\S*)(.*)"
_HINT = "gov: allow"


class Silence(NamedTuple):
    """``code`` may be empty and ``reason`` too: both are findings of their own.

    ``covers`` are the lines it speaks for: its own where it trails other text, else the
    nearest lines with content above and below.
    """

    code: str
    reason: str
    line: int
    column: int
    end_column: int
    covers: tuple[int, ...]


def silences(document: Document) -> list[Silence]:
    """Every silence of a document, front matter first."""
    if _HINT not in document.text and "gov:allow" not in document.text:
        return []
    lines = [line.removesuffix("\r") for line in document.text.split("\n")]
    return [*_in_front(document, lines), *_in_body(document, lines)]


def _in_front(document: Document, lines: list[str]) -> Iterator[Silence]:
    if not document.has_front:
        return
    neighbours = _Neighbours(lines, "#")
    for number, text in enumerate(lines[: document.body_line - 1], start=1):
        found = compiled(_IN_FRONT).search(text)
        if found:
            start = text.index("#", found.start())
            trailing = bool(text[:start].strip())
            covers = (number,) if trailing else neighbours.of(number)
            yield Silence(found[1], found[2].strip(), number, start + 1, len(text) + 1, covers)


def _in_body(document: Document, lines: list[str]) -> Iterator[Silence]:
    neighbours = _Neighbours(lines, "<!--")
    for found in document.markdown.silences:
        place = found.place
        own = lines[place.line - 1] if place.line <= len(lines) else ""
        around = own[: place.column - 1] + own[place.end_column - 1 :]
        covers = (place.line,) if around.strip() else neighbours.of(place.line)
        yield Silence(found.code, found.reason, place.line, place.column, place.end_column, covers)


class _Neighbours:
    """The nearest lines above and below that hold more than a comment, for any number of silences.

    The lines are looked through once: anew from each silence takes minutes where thousands follow each other.
    """

    def __init__(self, lines: list[str], comment: str) -> None:
        self._lines = lines
        self._comment = comment

    def of(self, number: int) -> tuple[int, ...]:
        """The lines beside one line."""
        at = bisect_left(self._telling, number)
        above = self._telling[max(at - 1, 0) : at]
        after = bisect_right(self._telling, number)
        return (*above, *self._telling[after : after + 1])

    @cached_property
    def _telling(self) -> list[int]:
        stripped = ((number, line.strip()) for number, line in enumerate(self._lines, start=1))
        return [number for number, text in stripped if text and not text.startswith(self._comment)]
