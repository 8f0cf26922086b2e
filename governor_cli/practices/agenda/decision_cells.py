"""The cells of an agenda in which people write what was decided: the last of each row, kept as typed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from governor_cli.core.markdown_tables import split_row

COLUMN: Final = "Decision"
_BAR: Final = r"(?<!\\)\|"
_RULE: Final = r"[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*"


class Cell(NamedTuple):
    """A row with a decision in it or none: its first cell, the decision as typed, and where that stands."""

    name: str
    text: str
    line: int
    start: int
    end: int


@lru_cache(maxsize=8)  # several questions about one part come one after the other
def decision_cells(text: str) -> Sequence[Cell]:
    """The last cell of each row of the tables that have such a column; bars in it belong to it."""
    return tuple(_decision_cells(text)) if COLUMN in text else ()


def _decision_cells(text: str) -> Iterator[Cell]:
    columns = 0
    for number, line in enumerate(text.splitlines()):
        if not line.lstrip().startswith("|"):
            columns = 0
        elif not columns:
            cells = split_row(line)
            columns = len(cells) if cells[-1] == COLUMN else 0
        elif not re.fullmatch(_RULE, line):
            span = _last(line, columns)
            if span:
                yield Cell(split_row(line)[0], line[slice(*span)], number, *span)


def decisions(text: str) -> Mapping[str, str]:
    """First cell of the row -> what was decided, for the rows where somebody wrote something."""
    return {cell.name: cell.text for cell in decision_cells(text) if cell.text}


def is_clear(text: str) -> bool:
    """Whether no action has two decisions, of which one would be lost."""
    made = {(cell.name, cell.text) for cell in decision_cells(text) if cell.text}
    return len(made) == len(decisions(text))


def without_decisions(text: str) -> str:
    """The text as gov wrote it: every decision taken out."""
    lines = text.splitlines()
    for cell in decision_cells(text):
        line = lines[cell.line]
        lines[cell.line] = f"{line[: cell.start].rstrip()} |"
    return "\n".join(lines)


def with_decision(row: str, decision: str) -> str:
    """A row whose last cell is empty, with a decision in it, byte for byte."""
    return f"{row.removesuffix('|').rstrip()} {decision} |" if decision else row


def _last(line: str, columns: int) -> tuple[int, int] | None:
    """Where the cell after the last bar but one stands, without the blanks around it."""
    bars = [match.start() for match in re.finditer(_BAR, line)]
    if len(bars) < columns:
        return None
    start = bars[columns - 1] + 1
    rest = line[start:].rstrip()
    if rest.endswith("|") and not rest.endswith("\\|"):
        rest = rest[:-1].rstrip()
    start += len(rest) - len(rest.lstrip())
    return start, start + len(rest.strip())
