"""What a report still lacks, each with its line."""

from collections.abc import Sequence
from typing import NamedTuple

from governor_cli.core.document import Document
from governor_cli.core.finding import Fault
from governor_cli.kinds.incident import demands
from governor_cli.kinds.incident.model import Incident
from governor_cli.workflows.repository.recording import Recording


class Gap(NamedTuple):
    """Something that keeps the report from being complete; ``path`` is relative to the root."""

    path: str
    line: int
    message: str
    section: bool
    """Whether a whole section waits to be written."""


class Completeness(NamedTuple):
    """A report and what it lacks, in the order of the file."""

    document: Document
    record: Incident
    level: str
    gaps: Sequence[Gap]

    @property
    def first(self) -> int | None:
        """The line to begin at: the first empty section, else whatever lacks first."""
        waiting = [gap for gap in self.gaps if gap.section] or self.gaps
        return waiting[0].line if waiting else None


def completeness(recording: Recording, incident: str) -> Completeness:
    """What the severity of an incident asks of its report, and the report does not answer."""
    document, record = recording.report(incident)
    severity = recording.policy.severity(record.severity) if record.severity else None
    level = demands.level_of(record, severity.report if severity else None)
    found = [] if record.adopted else demands.missing(record, document, level)
    gaps = [_gap(document, fault) for fault in found if fault.severity is None]
    return Completeness(document, record, level, sorted(gaps, key=lambda gap: gap.line))


def _gap(document: Document, fault: Fault) -> Gap:
    place = fault.place or document.place(fault.at, fault.on)
    return Gap(document.path, place.line, fault.message, fault.code == "INC030")
