"""A report as an issue of a cState status page: what the public may know, the latest first."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from governor_cli.core.document import Document
from governor_cli.core.instants import format_instant
from governor_cli.core.yaml_write import dump_front
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries, in_order

_SEVERITIES = ("down", "disrupted", "notice")
_WORDS = {
    "declared": "Investigating",
    "update": "Update",
    "mitigated": "Monitoring",
    "resolved": "Resolved",
    "reopened": "Investigating",
    "closed": "Closed",
    "cancelled": "Resolved",
}
"""Which rows of the timeline are for the public, and what the page calls them."""


def cstate_issue(document: Document, record: Incident, rank: int | None) -> str:
    """The issue; ``rank`` is that of the severity in the playbook, 0 for the most severe."""
    rows = in_order(entries(document))
    return f"{dump_front(_front(record, rank, rows))}\n{''.join(_body(document, rows))}"


def _front(record: Incident, rank: int | None, rows: Sequence[tuple[datetime, Any]]) -> dict[str, Any]:
    times = record.times
    began = times.impact_started or times.detected or times.received or times.declared
    began = began or (rows[0][0] if rows else None)
    over = times.resolved or times.cancelled or times.closed
    front: dict[str, Any] = {
        "title": record.title,
        "date": began and format_instant(began),
        "resolved": "false" if record.is_open else "true",
        "resolvedWhen": format_instant(over) if over and not record.is_open else None,
        "severity": "notice" if rank is None else _SEVERITIES[min(rank, len(_SEVERITIES) - 1)],
        "affected": list(record.services),
        "section": "issue",
    }
    return {key: value for key, value in front.items() if value is not None}


def _body(document: Document, rows: Sequence[tuple[datetime, Any]]) -> Iterator[str]:
    for at, row in reversed(rows):
        if row.type in _WORDS:
            said = f" - {_harmless(row.text)}" if row.text else ""
            yield f'*{_WORDS[row.type]}*{said} {{{{< track "{format_instant(at)}" >}}}}\n\n'
    summary = document.markdown.section("Summary")
    if summary is not None and not summary.is_empty:
        yield f"{_harmless(summary.content.strip())}\n"


def _harmless(text: str) -> str:
    """Text that Hugo takes for no shortcode."""
    return text.replace("{{", "&#123;&#123;")
