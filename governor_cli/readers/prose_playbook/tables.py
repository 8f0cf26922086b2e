"""What the columns of a table mean: by the words of the header, and by what stands in the cells."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from governor_cli.readers.prose_playbook.page import Row, Table
from governor_cli.readers.prose_playbook.sentences import Prose
from governor_cli.readers.prose_playbook.severity_names import severity_name

MOST_ROWS = 200
"""Rows of one table that are read; more is a data set, not a playbook."""


class Meaning(NamedTuple):
    """What a column may be: the words of its header, and whether a cell looks like it."""

    name: str
    header: str
    fits: Callable[[str], bool] | None = None


def meanings(table: Table, wanted: Iterable[Meaning], taken: Iterable[int] = ()) -> dict[str, int]:
    """For each meaning the one column that fits best, the surest first; a column has one meaning."""
    scores = sorted(
        (
            (-_score(table, index, meaning), rank, index, meaning.name)
            for rank, meaning in enumerate(wanted)
            for index in range(len(table.header))
            if index not in set(taken)
        ),
    )
    found: dict[str, int] = {}
    for score, _, index, name in scores:
        if score <= -1 and name not in found and index not in found.values():
            found[name] = index
    return found


def _score(table: Table, index: int, meaning: Meaning) -> float:
    header = table.header[index].strip()
    words = 0.0
    if re.search(rf"\b(?:{meaning.header})", header, re.IGNORECASE):
        words = 2.5 if re.fullmatch(rf"(?:{meaning.header})\w*", header, re.IGNORECASE) else 2.0
    if meaning.fits is None:
        return words
    share = fitting(table, index, meaning.fits)
    return words + 2 * share if share >= 0.5 else words * (0.5 + share)


def fitting(table: Table, index: int, fits: Callable[[str], bool]) -> float:
    """The share of a column's cells with something in them that look like it."""
    cells = [row.cells[index].text for row in table.rows[:MOST_ROWS] if row.cells[index].text.strip(" -–—")]
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def severity_column(table: Table) -> int | None:
    """The column whose cells are severities: nearly always the first."""
    for index, header in enumerate(table.header):
        if fitting(table, index, partial(_is_severity, header)) >= 0.6:
            return index
    return None


def _is_severity(header: str, cell: str) -> bool:
    return severity_name(cell, header) is not None


def upright(table: Table) -> Table:
    """The table with a row for each severity, where its header has a column for each."""
    if severity_column(table) is not None:
        return table
    named = [severity_name(header) for header in table.header[1:]]
    if len(named) < 2 or not table.rows or sum(name is not None for name in named) < 0.6 * len(named):
        return table
    labels = [row.cells[0].text for row in table.rows]
    rows: list[Row] = []
    for index, header in enumerate(table.header[1:], 1):
        head = replace(
            table.rows[0].cells[0], text=header, clauses=(), code=(), links=(), line=table.first_line
        )
        cells = [relabelled(row.cells[index], row.cells[0].text) for row in table.rows]
        rows.append(Row(table.first_line, [head, *cells]))
    return Table(["Severity", *labels], rows, table.first_line, table.last_line, table.top, table.above)


def relabelled(cell: Prose, label: str) -> Prose:
    """A cell introduced by other words than its column's header."""
    return replace(cell, clauses=tuple(replace(clause, label=label) for clause in cell.clauses))
