"""How an incident ends, and how it comes back: close, cancel, reopen."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from governor_cli.core.document import Document
from governor_cli.core.edit import delete, set_value, several
from governor_cli.core.errors import GovError, NotReadyError, UsageError
from governor_cli.core.finding import Fault
from governor_cli.kinds.checklist.model import Checklist
from governor_cli.kinds.incident import demands
from governor_cli.kinds.incident.model import Incident
from governor_cli.workflows.incident.record import (
    Edit,
    Fact,
    Recorded,
    put_in_order,
    record_fact,
)
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.said import checked_text

_UNDONE = ("mitigated", "resolved", "closed", "cancelled")
"""The times that a reopening takes out; their rows stay."""


def close(recording: Recording, incident: str, fact: Fact, reason: str | None, now: datetime) -> Recorded:
    """The report is complete; the checklist is closed and each cause answered, or there is a reason."""
    document, record = recording.report(incident)
    if record.status == "resolved":
        _ready(recording, document, record, reason)
    text = " ".join(part for part in (_checked(reason), _checked(fact.text)) if part)
    return record_fact(recording, incident, Fact("close", fact.who, fact.at, text), now=now)


def _ready(recording: Recording, document: Document, record: Incident, reason: str | None) -> None:
    """NotReadyError with everything that is missing, each with its line."""
    level = recording.policy.severity(record.severity) if record.severity else None
    report = demands.level_of(record, level.report if level else None)
    wrong = [one for one in demands.missing(record, document, report) if one.severity is None]
    missing = [_placed(document, fault) for fault in wrong] if not record.adopted else []
    if not reason and (level is None or level.checklist != "none"):
        missing += _unclosed(recording, record.id)
    if not reason:
        missing += _unanswered(recording, record.id)
    if missing:
        listed = f" {missing[0]}" if len(missing) == 1 else "\n  ".join(("", *missing))
        hint = "Complete it, or close it early with --reason." if not wrong else "Complete the report first."
        raise NotReadyError(f"{record.id} cannot be closed:{listed}", hint=hint)


def _unanswered(recording: Recording, incident: str) -> Iterator[str]:
    """The tasks that keep it from happening again; what else is wrong with the repository does not matter."""
    from governor_cli.practices.task_rules import owed

    for fault in owed(recording.repository.corpus, recording.policy, incident):
        yield f"{fault.message} ({fault.hint.removeprefix('Run `').removesuffix('`.')})"


def _placed(document: Document, fault: Fault) -> str:
    place = fault.place or document.place(fault.at, fault.on)
    return f"{document.path}:{place.line} {fault.message}"


def _unclosed(recording: Recording, incident: str) -> Iterator[str]:
    path = recording.checklist_path(incident)
    repository = recording.repository
    try:
        record = repository.record(path) if repository.exists(path) else None
    except GovError:
        record = None
    if not isinstance(record, Checklist):
        yield f"it has no checklist (gov checklist new {incident})"
    elif record.status != "closed":
        yield f"its checklist is open (gov checklist close {incident})"


def cancel(
    recording: Recording, incident: str, fact: Fact, outcome: str, of: str | None, now: datetime
) -> Recorded:
    """It never was an incident, or another one tells of it: no measure counts it."""
    if (outcome == "duplicate") != (of is not None):
        problem = "a duplicate needs --of" if of is None else "--of goes with --as duplicate"
        raise UsageError(problem, hint="Name the incident it repeats with --as duplicate --of ID.")
    other = recording.incident(of) if of is not None else None
    if other == incident:
        raise UsageError("an incident is no duplicate of itself", hint="Name the other incident.")
    edits: list[Edit] = [lambda doc: put_in_order(doc, ("outcome",), outcome)]
    if other is not None:
        edits.append(lambda doc: put_in_order(doc, ("duplicate_of",), other))
    said = f"{outcome}{f' of {other}' if other else ''}"
    note = _checked(fact.text)
    text = f"{said}: {note}" if note else said
    return record_fact(recording, incident, Fact("cancel", fact.who, fact.at, text, edits=edits), now=now)


def reopen(recording: Recording, incident: str, fact: Fact, reason: str, now: datetime) -> Recorded:
    """It is back: later milestones leave `times`, their rows stay, and clocks run again."""
    _, record = recording.report(incident)
    why = checked_text(reason, "the reason")
    note = _checked(fact.text)
    status = _before(record)
    edits: list[Edit] = [lambda doc: _taken_back(doc, status)]
    text = f"{why} ({note})" if note else why
    taken = Fact("reopen", fact.who, fact.at, text, edits=edits)
    return record_fact(recording, incident, taken, now=now)


def _before(record: Incident) -> str:
    if record.severity is None:
        return "draft"
    return "acknowledged" if record.times.acknowledged else "declared"


def _taken_back(document: Document, status: str) -> bytes:
    """Without the times and the outcome of an end that was none."""
    times: Any = document.front.get("times") or {}
    steps: list[Edit] = [_without("times", name) for name in _UNDONE if name in times]
    steps += [_without(name) for name in ("outcome", "duplicate_of") if name in document.front]
    return several(document, lambda doc: set_value(doc, ("status",), status), *steps)


def _without(*at: str) -> Edit:
    return lambda doc: delete(doc, at)


def _checked(text: str | None) -> str:
    return checked_text(text, "the text") if text else ""
