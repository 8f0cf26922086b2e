"""Metrics: what was measured on a day, and how that can be proved."""

from governor_cli.contracts.extract import Extract, Reference
from governor_cli.contracts.kind import Kind
from governor_cli.core.document import Document
from governor_cli.core.instants import format_instant
from governor_cli.kinds.metrics.body import blocks
from governor_cli.kinds.metrics.model import Metrics
from governor_cli.kinds.metrics.rules import RULES


def _extract(record: Metrics, _document: Document) -> Extract:
    """When it was measured, and for which incident: what a checklist's evidence rests on."""
    captures = [
        {
            "at": format_instant(capture.at),
            "incident": capture.incident,
            "phase": capture.phase,
            "environment": capture.environment,
        }
        for capture in record.captures
    ]
    references = tuple(
        Reference("incident", capture.incident, ("captures", number, "incident"))
        for number, capture in enumerate(record.captures)
        if capture.incident
    )
    return Extract("metrics", record.date.isoformat(), {"captures": captures}, references)


def _file_name(found: Extract) -> str:
    return f"{found.id}.md"


KIND = Kind(
    name="metrics",
    model=Metrics,
    rules=RULES,
    extract=_extract,
    file_name=_file_name,
    blocks=blocks,
)
