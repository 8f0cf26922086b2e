"""What is left when every reader is done: facts without a place, and pieces with more than was taken."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from governor_cli.readers.prose_playbook.draft import Draft
from governor_cli.readers.prose_playbook.page import Outline, Table
from governor_cli.readers.prose_playbook.result import Piece, Unplaced
from governor_cli.readers.prose_playbook.sentences import Clause
from governor_cli.readers.prose_playbook.tables import MOST_ROWS, relabelled

_WORD = re.compile(r"[^\W\d_]")


def sentences_of(found: Outline, draft: Draft) -> Iterator[Clause]:
    """Every sentence of the prose, then the cells of tables, each introduced by its row's first cell."""
    yield from found.clauses()
    for table in found.tables():
        if _is_read(table, draft):
            yield from _cells(table)
            continue
        for row in table.rows[:MOST_ROWS]:
            for cell in row.cells[1:]:
                yield from relabelled(cell, row.cells[0].text).clauses


def _is_read(table: Table, draft: Draft) -> bool:
    return any(piece.first_line == table.first_line for piece in draft.pieces)


def _cells(table: Table) -> Iterator[Clause]:
    for row in table.rows[:MOST_ROWS]:
        for cell in row.cells:
            yield from cell.clauses


def unplaced_of(found: Outline, draft: Draft, sentences: list[Clause]) -> list[Unplaced]:
    """What looks like a fact and has no place, each line once, in the order of the file."""
    unplaced = [*draft.unplaced, *draft.leftovers(sentences)]
    for table in found.tables():
        if _is_read(table, draft):
            unplaced += [
                Unplaced(clause.line, clause.said, f"the column `{clause.label}` has no place")
                for clause in _cells(table)
                if clause not in draft.spent and _WORD.search(clause.text)
            ]
        if len(table.rows) > MOST_ROWS:
            unplaced.append(
                Unplaced(table.rows[MOST_ROWS].line, "", f"a table is read up to its row {MOST_ROWS}")
            )
    unplaced += [Unplaced(line, "", "the text is too long, and was read up to here") for line in found.cuts]
    by_place = {(one.line, one.text): one for one in reversed(unplaced)}
    return sorted(by_place.values(), key=lambda one: one.line)


def pieces_of(draft: Draft, sentences: list[Clause], unplaced: list[Unplaced]) -> list[Piece]:
    """Each piece once, and whether everything said in its lines has found a place."""
    names = {entry.subject for group in draft.groups for entry in group.entries}
    unheard = (
        one.line
        for one in sentences
        if one not in draft.spent and one.text not in names and _WORD.search(one.text)
    )
    lines = sorted({*unheard, *(one.line for one in unplaced)})
    pieces = dict.fromkeys(draft.pieces)
    return sorted(
        (
            piece._replace(whole=piece.whole and not _any_between(lines, piece.first_line, piece.last_line))
            for piece in pieces
        ),
        key=lambda piece: piece.first_line,
    )


def _any_between(lines: list[int], first: int, last: int) -> bool:
    at = bisect_left(lines, first)
    return at < len(lines) and lines[at] <= last
