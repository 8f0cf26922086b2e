"""What happened in an incident, row by row, for people and for scripts."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from governor_cli.core.document import Document
from governor_cli.core.instants import format_instant
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import Entry, entries, in_order
from governor_cli.views import ink
from governor_cli.views.briefing import entry_data
from governor_cli.views.columns import table
from governor_cli.views.moments import moment

_MILESTONES = frozenset({"declared", "acknowledged", "mitigated", "resolved", "closed", "cancelled"})


def timeline_data(record: Incident, document: Document) -> dict[str, Any]:
    """``{incident, entries: [{at, who, type, text, line}]}``; ``at`` is null where it cannot be read."""
    return {
        "incident": record.id,
        "title": record.title,
        "entries": [
            entry_data(format_instant(row.at) if row.at else None, row) | {"line": row.line}
            for row in _rows(document)
        ],
    }


def timeline_text(record: Incident, document: Document, mine: ZoneInfo | None = None) -> str:
    """A line a row; rows whose time cannot be read stand last."""
    head = f"{ink.bold(record.id)}  {record.severity or 'draft'}  {record.status}\n{record.title}"
    rows = [(moment(row.at, mine) if row.at else "?", row.who, _said(row)) for row in _rows(document)]
    return f"{head}\n\n{table(rows) if rows else ink.dim('nothing is told yet')}\n"


def _rows(document: Document) -> Iterator[Entry]:
    told = entries(document)
    yield from (row for _, row in in_order(told))
    yield from (row for row in told if row.at is None)


def _said(row: Entry) -> str:
    if not row.type:
        return row.text or row.raw.strip()
    colour = "cyan" if row.type in _MILESTONES else "bold"
    return f"{ink.ink(colour, row.type)} {row.text}".rstrip()
