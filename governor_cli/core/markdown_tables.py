"""Tables of a Markdown body: rows with their cells, their raw text, and where they stand."""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from governor_cli.core.finding import Place
from governor_cli.core.markdown_section import Section
from governor_cli.core.patterns import compiled

_DELIMITER: Final = r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?"
_ENDS_TABLE: Final = r" {0,3}(?:>|[-*+][ \t]|[0-9]{1,9}[.)][ \t]|(?:[-*_][ \t]*){3,}\r?$)"
_BAR: Final = r"(?<!\\)\|"
BAR: Final = "|"


class Row:
    """A row; its cells are split when somebody asks for them, for a timeline has thousands.

    ``text`` is the line as it stands: a kind may take all after its third bar as one cell. ``shown`` is the
    line without code and comments.
    """

    __slots__ = ("_cells", "line", "shown", "text")

    def __init__(self, text: str, shown: str, line: int) -> None:
        self.text = text
        self.shown = shown
        self.line = line
        self._cells: list[str] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and (self.line, self.reads) == (other.line, other.reads)

    def __hash__(self) -> int:
        return hash((self.line, self.text))

    @property
    def reads(self) -> tuple[str, str]:
        """What its cells follow from, wherever the row stands."""
        return self.text, self.shown

    @property
    def cells(self) -> list[str]:
        """The cells, as ``split_row`` reads them."""
        if self._cells is None:
            self._cells = split_row(self.shown)
        return self._cells

    @property
    def place(self) -> Place:
        """From its first character to its last."""
        text = self.text
        return Place(self.line, len(text) - len(text.lstrip()) + 1, self.line, len(text.rstrip()) + 1)


class Table(NamedTuple):
    """A table; ``line`` is that of its header. A row may have fewer or more cells than the header."""

    header: list[str]
    rows: list[Row]
    line: int
    section: Section | None = None

    def within(self, section: Section | None) -> "Table":
        """The table in its innermost section."""
        return self._replace(section=section)

    @property
    def end_line(self) -> int:
        """The line of the last row, or of the delimiter under the header."""
        return self.rows[-1].line if self.rows else self.line + 1


def tables_of(
    lines: Sequence[str], shown: Sequence[str], first_line: int, headings: Collection[int]
) -> list[Table]:
    """The tables in ``shown`` (lines without code and comments); raw text is taken from ``lines``."""
    found: list[Table] = []
    is_delimiter, ends = compiled(_DELIMITER).fullmatch, compiled(_ENDS_TABLE).match
    at = 1
    while at < len(shown):
        line = shown[at]
        if BAR not in line or "-" not in line or at - 1 in headings or not is_delimiter(line.rstrip()):
            at += 1
            continue
        header = split_row(shown[at - 1])
        if BAR not in shown[at - 1] or len(header) != len(split_row(line)):
            at += 1
            continue
        above, at = at - 1, at + 1
        rows: list[Row] = []
        while at < len(shown) and shown[at].strip() and at not in headings and not ends(shown[at]):
            rows.append(Row(lines[at].removesuffix("\r"), shown[at], first_line + at))
            at += 1
        found.append(Table(header, rows, first_line + above))
        at += 1
    return found


def split_row(line: str) -> list[str]:
    r"""The cells of a row, trimmed, ``\|`` read as a bar; bars at the ends are optional."""
    text = line.strip().removeprefix(BAR)
    if text.endswith(BAR) and not text.endswith("\\|"):
        text = text[:-1]
    if "\\" not in text:
        return [cell.strip() for cell in text.split(BAR)]
    cells = compiled(_BAR).split(text)
    return [cell.strip().replace("\\|", BAR).replace("\\<!--", "<!--") for cell in cells]
