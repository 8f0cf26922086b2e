"""A file as text: its bytes decoded, its line endings, and the line and column of an offset.

Only a line feed ends a line here, as in git and in every editor; a carriage return before it
belongs to the ending. YAML and Python's ``splitlines`` also break at U+0085 and U+2028, which is
why nobody's line numbers but these are used.
"""

from bisect import bisect_right
from typing import Literal, NamedTuple

from governor_cli.core.finding import Place

BOM = "\ufeff"


class Decoded(NamedTuple):
    """Text without its byte order mark; where bytes were no UTF-8, ``bad_at`` is the first such character."""

    text: str
    bom: bool
    bad_at: int | None = None
    bad_byte: int = 0


def decode(data: bytes) -> Decoded:
    """Decode UTF-8 with or without a byte order mark; bytes that are none become U+FFFD. Never raises."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        good = data[: error.start].decode()
        text = good + data[error.start :].decode(errors="replace")
        bom = text.startswith(BOM)
        return Decoded(text[bom:], bom, len(good) - bom, data[error.start])
    if text.startswith(BOM):
        return Decoded(text[1:], bom=True)
    return Decoded(text, bom=False)


def newline_of(text: str) -> Literal["\n", "\r\n"]:
    """The line ending that most lines have; a line feed where there are none."""
    crlf = text.count("\r\n")
    return "\r\n" if crlf * 2 > text.count("\n") else "\n"


class Lines:
    """The lines of a text: offsets in, places out. Offsets outside the text are clamped, never an error."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    @property
    def count(self) -> int:
        """How many lines there are; what follows a final line feed is not one."""
        return len(self._starts) - (self._starts[-1] == len(self._text) and len(self._starts) > 1)

    def start(self, line: int) -> int:
        """The offset at which a line (from 1) begins; the end of the text for a line after the last."""
        return self._starts[line - 1] if line <= len(self._starts) else len(self._text)

    def line_of(self, offset: int) -> int:
        """The line (from 1) that holds this offset."""
        return bisect_right(self._starts, max(0, min(offset, len(self._text))))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1, in code points) of an offset."""
        offset = max(0, min(offset, len(self._text)))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def place(self, start: int, end: int) -> Place:
        """The place of the text from ``start`` up to ``end``."""
        return Place(*self.position(start), *self.position(max(start, end)))
