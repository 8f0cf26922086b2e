"""What other files' rules and the lists need to know of a report."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from governor_cli.contracts.extract import Extract, Reference
from governor_cli.core.document import Document
from governor_cli.core.finding import Loc
from governor_cli.core.instants import format_duration, format_instant
from governor_cli.core.record import keys_of
from governor_cli.core.rendered import fingerprint
from governor_cli.kinds.incident import demands
from governor_cli.kinds.incident.model import Incident, Targets, Times
from governor_cli.kinds.incident.timeline import Entry, entries, in_order, people_named

COLUMNS = (
    "status",
    "severity",
    "source",
    "policy",
    "targets",
    "exercise",
    "adopted",
    "factors",
    "follow_ups",
    "latest",
)
"""Facts that rules and lists ask of every report."""
PROMISES = ("page", "acknowledge", "triage", "respond", "update", "documentation")


def extract(record: Incident, document: Document) -> Extract:
    """Title, state, times, promises and the last events of one incident."""
    times = times_of(record.times)
    facts: dict[str, Any] = {
        "title": record.title,
        "severity": record.severity,
        "status": record.status,
        "services": list(record.services),
        "environment": record.environment,
        "source": record.source,
        "roles": dict(record.roles),
        "times": times,
        "latest": max(times.values(), default=""),
        "policy": record.policy,
        "targets": targets_of(record.targets),
        "outcome": record.outcome,
        "exercise": record.exercise,
        "adopted": record.adopted and {"from": record.adopted.from_, "blob": record.adopted.blob},
        **_told(in_order(entries(document))),
    }
    if record.change is not None:
        facts["change"] = record.change
    if record.alerts and record.status not in {"closed", "cancelled"}:  # no message changes those any more
        facts["alerts"] = [[alert.source, alert.key] for alert in record.alerts]
    if "<!-- gov:tasks" in document.body and (block := document.markdown.blocks.get("tasks")):
        place = block.place
        facts["follow_ups"] = [
            fingerprint(block.text),
            [place.line, place.column, place.end_line, place.end_column],
        ]
    if record.status in {"resolved", "closed"}:
        facts["factors"] = demands.factors(document)
        facts["missing"] = {level: _missing(record, document, level) for level in ("full", "short")}
    return Extract("incident", record.id, facts, tuple(_references(record, document)))


def times_of(times: Times) -> dict[str, str]:
    """The known times, UTC with Z, in the order of the model."""
    known = ((name, getattr(times, name)) for name in keys_of(Times))
    return {name: format_instant(at) for name, at in known if at is not None}


def targets_of(targets: Targets | None) -> dict[str, str]:
    """The promises as text, with the hours they are counted in."""
    if targets is None:
        return {}
    known = ((name, getattr(targets, name)) for name in PROMISES)
    promised = {name: format_duration(length) for name, length in known if length is not None}
    return {**promised, "hours": targets.hours, "timezone": targets.timezone}


def _told(rows: list[tuple[datetime, Entry]]) -> dict[str, Any]:
    """The timeline's events that clocks start or stop at; long lists hold epoch seconds."""
    last = {row.type: at for at, row in rows}
    first = {row.type: at for at, row in reversed(rows)}
    found = {
        "updated": last.get("update"),
        "severity_set": last.get("severity"),
        "reopened": last.get("reopened"),
        "learned": first.get("learned"),
    }
    told: dict[str, Any] = {name: format_instant(at) for name, at in found.items() if at is not None}
    engaged = [[format_instant(at), row.text] for at, row in rows if row.type == "runbook"]
    if engaged:
        told["runbooks"] = engaged
    pages = [[int(at.timestamp()), people_named(row.text)] for at, row in rows if row.type == "paged"]
    if pages:
        told["pages"] = pages
    if "severity_set" in told:
        told["severities"] = [
            [int(at.timestamp()), row.text.split(" ", 1)[0].rstrip(",:;.-")]
            for at, row in rows
            if row.type in {"declared", "severity"}
        ]
    return told | {"updates": [int(at.timestamp()) for at, row in rows if row.type == "update"]}


def _missing(record: Incident, document: Document, level: str) -> list[str]:
    return [fault.message for fault in demands.missing(record, document, level) if fault.severity is None]


def _references(record: Incident, document: Document) -> Iterator[Reference]:
    if record.severity:
        yield Reference("severity", record.severity, ("severity",))
    if record.source:
        yield Reference("channel", record.source, ("source",))
    for index, name in enumerate(record.services):
        yield Reference("service", name, ("services", index))
    if record.reporter:
        yield who(record.reporter, ("reporter",))
    for role, holder in record.roles.items():
        yield who(holder, ("roles", role))
    if record.duplicate_of:
        yield Reference("incident", record.duplicate_of, ("duplicate_of",))
    if record.is_open:
        yield from _people_told(entries(document))


def _people_told(rows: Iterable[Entry]) -> Iterator[Reference]:
    """Who stands in the timeline, each once; a role or a machine there is looked up nowhere."""
    seen: set[str] = set()
    for row in rows:
        if row.who.startswith("@") and row.who not in seen and not row.trouble:
            seen.add(row.who)
            column = row.raw.index(row.who) + 1
            place = (row.line, column, row.line, column + len(row.who))
            yield Reference("person", row.who[1:], ("timeline",), place)


def who(name: str, at: Loc) -> Reference:
    """A handle is looked up in the roster, a role in the playbook."""
    return Reference("person", name[1:], at) if name.startswith("@") else Reference("role", name, at)
