"""Tables for other programs: Markdown with bars escaped, cells that no spreadsheet takes for a formula."""

from collections.abc import Sequence

from governor_cli.views.escape import one_line

_FORMULA = frozenset("=+-@")


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with its header; short rows are filled up."""
    filled = [[*row, *[""] * (len(header) - len(row))] for row in rows]
    return "\n".join(map(_line, (header, ["---"] * len(header), *filled)))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(markdown_cell, cells))} |"


def markdown_cell(text: str) -> str:
    """Text on one line that ends no cell."""
    return one_line(text).replace("|", "\\|")


def spreadsheet_cell(text: str) -> str:
    """A name that is no formula."""
    shown = one_line(text)
    return f"'{shown}" if shown[:1] in _FORMULA else shown
