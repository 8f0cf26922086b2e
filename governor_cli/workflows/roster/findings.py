"""What the rules over time say of a roster, each at its place, without what the roster itself silences."""

from collections.abc import Iterator, Sequence

from governor_cli.core.document import Document
from governor_cli.core.finding import Fault, Finding, Place, Severity, dotted
from governor_cli.core.silences import Silence, silences
from governor_cli.practices.coverage.proof import Proof
from governor_cli.workflows import catalogue


def schedule_findings(proof: Proof, document: Document, path: str) -> Iterator[Finding]:
    """What the rules over time say, where it is not silenced in the roster itself."""
    for fault, severity in schedule_faults(proof, document):
        subject = fault.subject or dotted(fault.at)
        place = _place(fault, document)
        yield Finding(path, place, fault.code, severity, fault.message, fault.hint, subject)


def schedule_faults(proof: Proof, document: Document) -> Iterator[tuple[Fault, Severity]]:
    """The same, for whoever needs no places: finding them takes YAML."""
    allowed = silences(document)
    for rule in catalogue.schedule_rules():
        for fault in rule.check(proof):
            if not (allowed and _is_silenced(fault, document, allowed)):
                yield fault, fault.severity or rule.severity


def _is_silenced(fault: Fault, document: Document, allowed: Sequence[Silence]) -> bool:
    line = _place(fault, document).line
    return any(one.code == fault.code and one.reason and line in one.covers for one in allowed)


def _place(fault: Fault, document: Document) -> Place:
    return fault.place or document.place(fault.at, fault.on)
