"""A playbook that exists only as prose, read into front matter: tables, lists, numbers with units, links.

The reader knows how such playbooks are built and the words teams use, not one file. What
the prose does not say comes from an example and is named as assumed; what looks like a fact
and has no place is listed. Pure: text and a mapping in, values out; it never raises.
"""

from collections.abc import Mapping
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
from governor_cli.readers.prose_playbook.remainder import pieces_of, sentences_of, unplaced_of
from governor_cli.readers.prose_playbook.result import Assumed, ImportedPlaybook, Piece, Taken, Unplaced
from governor_cli.readers.prose_playbook.structure import read_page
from governor_cli.readers.prose_playbook.tables import upright

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
    sentences, placed = list(sentences_of(found, draft)), set(draft.spent)
    for clause in sentences:
        knowledge.read(draft, clause, document)
        rhythm.read(draft, clause)
        if clause not in placed:
            promises.read(draft, clause)
    draft.settle()
    front, account = front_of(draft, (found.title, found.title_line), example)
    unplaced = unplaced_of(found, draft, sentences)
    return ImportedPlaybook(
        front,
        sorted(account.taken, key=lambda one: one.line),
        account.assumed,
        unplaced,
        pieces_of(draft, sentences, unplaced),
    )
