"""A playbook that exists only as prose, read into front matter: tables, lists, numbers with units, links.

The reader knows how such playbooks are built and the words teams use, not one file. What
the prose does not say comes from an example and is named as assumed; what looks like a fact
and has no place is listed. Pure: text and a mapping in, values out; it never raises.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from governor_cli.readers.prose_playbook import (
    channel_ties,
    channels,
    checklist,
    coverage,
    escalation,
    knowledge,
    promises,
    rhythm,
    roles,
    severities,
    severity_list,
)
from governor_cli.readers.prose_playbook.draft import Draft
from governor_cli.readers.prose_playbook.entries import groups
from governor_cli.readers.prose_playbook.front import front_of
from governor_cli.readers.prose_playbook.page import Outline, Table
from governor_cli.readers.prose_playbook.result import Assumed, ImportedPlaybook, Piece, Taken, Unplaced
from governor_cli.readers.prose_playbook.sentences import Clause
from governor_cli.readers.prose_playbook.structure import read_page
from governor_cli.readers.prose_playbook.tables import MOST_ROWS, relabelled, upright

__all__ = ["Assumed", "ImportedPlaybook", "Piece", "Taken", "Unplaced", "read_playbook"]

DOCUMENT = "docs/operations/support-playbook.md"
"""Where the playbook will stand: links in it are relative to that folder."""


def read_playbook(text: str, example: Mapping[str, Any], *, document: str = DOCUMENT) -> ImportedPlaybook:
    """Read prose into a playbook's front matter; ``example`` is the front matter of a complete one."""
    found = read_page(text)
    for section in found.sections:
        section.tables = [upright(table) for table in section.tables]
    draft = Draft(groups=list(groups(found)))
    for clause in found.clauses():
        draft.beside.setdefault((clause.line, clause.above), []).append(clause)
    coverage.define(found, draft, example)
    severity_list.name(found, draft)
    roles.read(found, draft)
    channels.name(found, draft)
    escalation.read(found, draft)
    severities.read(found, draft)
    checklist.read(found, draft)
    channel_ties.relate(draft)
    sentences, placed = list(_sentences(found, draft)), set(draft.spent)
    for clause in sentences:
        knowledge.read(draft, clause, document)
        rhythm.read(draft, clause)
        if clause not in placed:
            promises.read(draft, clause)
    draft.settle()
    front, account = front_of(draft, (found.title, found.title_line), example)
    unplaced = _unplaced(found, draft, sentences)
    return ImportedPlaybook(
        front,
        sorted(account.taken, key=lambda one: one.line),
        account.assumed,
        unplaced,
        _pieces(draft, unplaced),
    )


def _sentences(found: Outline, draft: Draft) -> Iterator[Clause]:
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


def _unplaced(found: Outline, draft: Draft, sentences: list[Clause]) -> list[Unplaced]:
    unplaced = [*draft.unplaced, *draft.leftovers(sentences)]
    for table in found.tables():
        if _is_read(table, draft):
            unplaced += [
                Unplaced(clause.line, clause.said, f"the column `{clause.label}` has no place")
                for clause in _cells(table)
                if clause not in draft.spent and re.search(r"[^\W\d_]", clause.text)
            ]
        if len(table.rows) > MOST_ROWS:
            unplaced.append(
                Unplaced(table.rows[MOST_ROWS].line, "", f"a table is read up to its row {MOST_ROWS}")
            )
    unplaced += [Unplaced(line, "", "the text is too long, and was read up to here") for line in found.cuts]
    by_place = {(one.line, one.text): one for one in reversed(unplaced)}
    return sorted(by_place.values(), key=lambda one: one.line)


def _pieces(draft: Draft, unplaced: list[Unplaced]) -> list[Piece]:
    """Each piece once, and whether everything in its lines has found a place."""
    lines = [one.line for one in unplaced]
    pieces = dict.fromkeys(draft.pieces)
    return sorted(
        (
            piece._replace(whole=not any(piece.first_line <= line <= piece.last_line for line in lines))
            for piece in pieces
        ),
        key=lambda piece: piece.first_line,
    )
