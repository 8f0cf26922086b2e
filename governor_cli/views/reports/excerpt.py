"""The lines around a place: numbered, with carets under exactly the characters that are meant."""

from collections.abc import Iterator, Sequence

from governor_cli.core.finding import Place
from governor_cli.views.columns import drawn, width
from governor_cli.views.ink import ink

_AROUND = 2
"""Lines of context before and after."""
_MOST = 6
"""Of a longer range the first lines are shown; its end is rarely where the fault lies."""
_WIDEST = 100
"""Columns of a line that are shown; a line without end would bury its own fault."""
_BEFORE = 30
"""Columns kept before a range that starts far to the right."""
_LONG = 1000
"""Characters of a line that are looked at: a megabyte on one line is not drawn whole."""


def excerpt(lines: Sequence[str], place: Place, numbers: int, colour: str) -> Iterator[str]:
    """The place's lines with two before and after; ``numbers`` is the width of the gutter's figures."""
    last = len(lines) - (not lines[-1])
    meant_end = min(max(place.line, place.end_line), place.line + _MOST - 1)
    gutter = ink("blue", f"{' ' * numbers} |")
    yield gutter
    for number in range(max(1, place.line - _AROUND), min(max(last, place.line), meant_end + _AROUND) + 1):
        line = lines[number - 1].rstrip("\r")
        meant = place.line <= number <= meant_end
        text, carets = _drawn(line, *(_range_in(place, number, line) if meant else (0, 0)))
        yield f"{ink('blue', f'{number:>{numbers}} |')} {text}".rstrip()
        if carets:
            yield f"{gutter} {ink(colour, carets)}"
    yield gutter


def _range_in(place: Place, number: int, line: str) -> tuple[int, int]:
    """Indexes of the meant characters in one line; where a place has no length, of the one it points at."""
    start = place.column - 1 if number == place.line else len(line) - len(line.lstrip())
    end = place.end_column - 1 if number == place.end_line else len(line)
    start = min(max(start, 0), len(line))
    return start, max(end, start + 1) if number == place.line else end


def _drawn(line: str, start: int, end: int) -> tuple[str, str]:
    """A line as it is drawn, cut around the range, and the carets under it."""
    if (
        len(line) < _WIDEST and line.isascii() and line.isprintable()
    ):  # nearly every line: a character is a column
        end = min(end, max(len(line), start + 1))
        return line, " " * start + "^" * (end - start) if end > start else ""
    begin = max(0, start - _LONG // 3) if len(line) > _LONG else 0
    pieces = drawn(line[begin : begin + _LONG])
    start, end = start - begin, end - begin
    left = _left(pieces, start, end)
    text = "…" * (begin > 0 or left > 0)
    column = len(text)
    carets = ""
    for index in range(left, len(pieces) + 1):
        piece = pieces[index] if index < len(pieces) else ""
        column += width(piece)
        if column > _WIDEST:
            return text + "…", carets
        if start <= index < end and (piece or index == start):
            carets = carets.ljust(width(text)) + "^" * max(width(piece), index == start)
        text += piece
    return text + "…" * (begin + _LONG < len(line)), carets


def _left(pieces: Sequence[str], start: int, end: int) -> int:
    """The first character shown: the first of all, unless the range would then be out of sight."""
    if sum(map(width, pieces[: min(end, start + _WIDEST // 2)])) < _WIDEST:
        return 0
    shown, room = start, _BEFORE
    while shown > 0 and width(pieces[shown - 1]) <= room:
        shown -= 1
        room -= width(pieces[shown])
    return shown
