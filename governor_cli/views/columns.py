"""How wide text is on a terminal, and tables whose columns line up."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from governor_cli.views import ink
from governor_cli.views.escape import one_line, visible

_TAB = 4
_WIDE = ("W", "F")
_ZERO = ("Mn", "Me", "Cf")


def width(text: str) -> int:
    """Columns that the text takes; marks of ink take none."""
    text = ink.plain(text)
    return len(text) if text.isascii() else sum(map(character_width, text))


@lru_cache(maxsize=4_096)
def character_width(character: str) -> int:
    """0 for what combines with the character before it, 2 for what is drawn wide."""
    if character.isascii():
        return 1
    import unicodedata  # 2 ms, for a table that most often is ASCII

    if unicodedata.category(character) in _ZERO:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def drawn(line: str) -> list[str]:
    """Each character of a line as it is drawn: tabs as spaces, control characters shown."""
    pieces: list[str] = []
    column = 0
    for character in line:
        piece = " " * (_TAB - column % _TAB) if character == "\t" else visible(character)
        pieces.append(piece)
        column += width(piece)
    return pieces


def table(rows: Iterable[Sequence[str]], header: Sequence[str] = (), *, gap: str = "  ") -> str:
    """Rows with aligned columns; cells are one line each and may carry ink."""
    cells = [[_cell(cell) for cell in row] for row in rows]
    if header:
        cells.insert(0, [ink.bold(title) for title in header])
    columns = max(map(len, cells), default=0)
    widths = [max((width(row[n]) for row in cells if n < len(row)), default=0) for n in range(columns)]
    return "\n".join(_joined(row, widths, gap) for row in cells)


def _cell(text: str) -> str:
    parts = ink.pieces(text)
    parts[::2] = [one_line(part) for part in parts[::2]]
    return "".join(parts)


def _joined(row: Sequence[str], widths: Sequence[int], gap: str) -> str:
    padded = [cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=False)]
    return gap.join(padded).rstrip()
