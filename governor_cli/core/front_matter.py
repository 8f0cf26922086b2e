"""Where the front matter of a document begins and ends, and conflict markers that git left in it."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from governor_cli.core.patterns import compiled

OPENING = re.compile(r"---[ \t]*(?:\r?\n|\Z)")
_BLANK = re.compile(r"[ \t]*\r?(?:\n|\Z)")
_LATE: Final = r"\s+---[ \t]*\r?\n"
_MARKER: Final = r"(?m)^(?:<{7}(?= |\r?$)|={7}(?=\r?$)|>{7}(?= |\r?$))[^\r\n]*"


class Split(NamedTuple):
    """Offsets into a text: the block without its two ``---`` lines, and where the body begins.

    No front matter: all three are 0. ``closed`` is False for a block without its second ``---``:
    it then reaches to the end of the text and the body is empty.
    """

    start: int
    end: int
    body: int
    closed: bool = True

    @property
    def exists(self) -> bool:
        """Whether the text opens a front matter block."""
        return self.start > 0


NONE = Split(0, 0, 0)


def split(text: str) -> Split:
    """Find the front matter of a text that has no byte order mark. Never raises."""
    opening = OPENING.match(text)
    if opening is None:
        return NONE
    start = opening.end()
    at = start - 1
    while (at := text.find("\n---", at)) >= 0:
        rest = _BLANK.match(text, at + 4)
        if rest is not None:
            return Split(start, at + 1, rest.end())
        at += 4
    return Split(start, len(text), len(text), closed=False)


def begins_late(text: str) -> bool:
    """Whether blank lines stand before what looks like the front matter's first line."""
    return compiled(_LATE).match(text) is not None


class Conflict(NamedTuple):
    """One marker line, as offsets."""

    start: int
    end: int


def conflicts(text: str) -> Iterator[Conflict]:
    """The first marker line of every conflict that was left in the text.

    A row of seven ``=`` alone underlines a heading, and seven ``>`` alone quote a quote: neither
    counts unless the other markers of a conflict stand around it.
    """
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    is_open = divided = False
    for match in compiled(_MARKER).finditer(text):
        sign = match[0][0]
        if sign == "<":
            yield Conflict(match.start(), match.end())
            is_open = True
        elif sign == "=":
            divided = True
        else:
            if not is_open and divided and len(match[0]) > 8:  # noqa: PLR2004  the marker, a blank and a name
                yield Conflict(match.start(), match.end())
            is_open = divided = False
