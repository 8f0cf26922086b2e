"""The checklist after an incident: it closes on evidence, not on ticks."""

from collections.abc import Iterator

from governor_cli.contracts.extract import Extract, Reference
from governor_cli.contracts.kind import Kind
from governor_cli.core.document import Document
from governor_cli.core.instants import format_instant
from governor_cli.kinds.checklist.body import lines
from governor_cli.kinds.checklist.model import Checklist
from governor_cli.kinds.checklist.rules import RULES


def _extract(record: Checklist, document: Document) -> Extract:
    """Its state, and the evidence that other files have to bear out."""
    facts = {
        "status": record.status,
        "opened": format_instant(record.opened),
        "closed": format_instant(record.closed) if record.closed else None,
        "items": dict(record.items),
        "ticked": [line.id for line in lines(document, record.items) if line.ticked],
        "evidence": {
            name: {form: getattr(evidence, form) for form in evidence.forms}
            for name, evidence in record.evidence.items()
        },
        "waived": sorted(record.waived),
    }
    return Extract("checklist", record.incident, facts, tuple(_references(record)))


def _references(record: Checklist) -> Iterator[Reference]:
    yield Reference("incident", record.incident, ("incident",))
    named = [(waiver.by, ("waived", name, "by")) for name, waiver in record.waived.items()]
    named += [(proof.by, ("evidence", name, "by")) for name, proof in record.evidence.items() if proof.by]
    for name, at in named:
        yield Reference("person", name[1:], at) if name.startswith("@") else Reference("role", name, at)


def _file_name(found: Extract) -> str:
    return f"{found.id}.md"


KIND = Kind(
    name="checklist",
    model=Checklist,
    rules=RULES,
    extract=_extract,
    file_name=_file_name,
    columns=("status",),
)
