"""Declare an incident: one new report that checks, whatever else in the repository is broken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from governor_cli.adapters import templates
from governor_cli.contracts.subject import Subject
from governor_cli.core.document import Document, read
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.finding import Fault, dotted
from governor_cli.core.ids import new_incident_id, slug
from governor_cli.core.instants import format_instant
from governor_cli.core.markdown_edit import insert_row
from governor_cli.core.validation import validate
from governor_cli.core.yaml_write import dump_front
from governor_cli.kinds.incident.extract import targets_of
from governor_cli.kinds.incident.kind import KIND
from governor_cli.kinds.incident.model import DETECTORS, Incident
from governor_cli.kinds.incident.timeline import SECTION, cells
from governor_cli.policy.model import SeverityLevel
from governor_cli.practices.incident.picture import Picture
from governor_cli.practices.incident.targets import targets_in_force
from governor_cli.workflows.acting import Actor, acting, is_on_call, named
from governor_cli.workflows.incident.show import picture_of
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.repository.writing import create_artifact
from governor_cli.workflows.said import checked_line, checked_name

LONGEST_TITLE = 300


@dataclass(frozen=True)
class Declaration:
    """What somebody said when declaring; the times are known instants, or None."""

    title: str
    severity: str
    at: datetime
    services: list[str] = field(default_factory=list[str])
    environment: str | None = None
    source: str | None = None
    received: datetime | None = None
    detected: datetime | None = None
    impact_started: datetime | None = None
    reporter: str | None = None
    commander: str | None = None
    detected_by: str | None = None
    exercise: bool = False
    by: str | None = None


class Declared(NamedTuple):
    """A new report: ``data`` is written to ``path``, relative to the root, unless it was a dry run."""

    path: str
    data: bytes
    picture: Picture
    actor: Actor
    notes: tuple[str, ...]


def declare(recording: Recording, said: Declaration, *, write: bool = True) -> Declared:
    """Write the report of a new incident. UsageError for what cannot be recorded as said."""
    level = recording.severity(said.severity)
    actor = acting(recording, said.by)
    front = _front(recording, said, level, actor)
    path = f"{recording.policy.knowledge.incident_reports.rstrip('/')}/{front['id']}-{slug(said.title)}.md"
    document = _document(path, front, said, level, actor)
    record = _judged(recording, document)
    if write:
        create_artifact(recording.workspace, path, document.data)
    found = picture_of(recording, document, record, said.at)
    return Declared(path, document.data, found, actor, tuple(_notes(recording, actor, record)))


def checked_title(title: str) -> str:
    """The title exactly as given; UsageError where it cannot be the title of anything."""
    return checked_line(title, "the title", LONGEST_TITLE)


def _front(recording: Recording, said: Declaration, level: SeverityLevel, actor: Actor) -> dict[str, Any]:
    """The front matter, in the order people read it; what is not known is left out."""
    policy = recording.policy
    source = recording.channel(said.source).id if said.source is not None else None
    on_call = is_on_call(recording, actor, _responders(recording, level, source), said.at)
    roles: dict[str, str] = {}
    if said.commander is not None:
        roles["commander"] = named(recording, said.commander, "--commander").who
    times = {
        "impact_started": said.impact_started,
        "detected": said.detected,
        "received": said.received,
        "declared": said.at,
        "acknowledged": said.at if on_call else None,
    }
    front: dict[str, Any] = {
        "kind": "incident",
        "schema": "1",
        "id": _new_id(recording, said.at),
        "title": checked_title(said.title),
        "severity": level.id,
        "status": "acknowledged" if on_call else "declared",
        "services": [recording.service(name) for name in dict.fromkeys(said.services)],
        "environment": checked_name(said.environment, "the environment"),
        "source": source,
        "reporter": _reporter(recording, said, actor),
        "detected_by": said.detected_by,
        "roles": roles,
        "times": {name: format_instant(at) for name, at in times.items() if at is not None},
        "policy": recording.policy_blob,
        "targets": targets_of(targets_in_force(policy, level.id, source)),
        "change": "unknown",
        "exercise": "true" if said.exercise else None,
        "alerts": [],
    }
    return {key: value for key, value in front.items() if value is not None and value != {}}


def _reporter(recording: Recording, said: Declaration, actor: Actor) -> str:
    return actor.who if said.reporter is None else named(recording, said.reporter, "--reporter").who


def _responders(recording: Recording, level: SeverityLevel, source: str | None) -> list[str]:
    """The roles that are on call for such an incident: the first to be told, and who staffs the channel."""
    steps = recording.policy.steps(level.id)
    channel = recording.policy.channel(source) if source else None
    return [*(steps[0].tell if steps else ()), *(channel.staffed_by if channel else ())]


def _new_id(recording: Recording, at: datetime) -> str:
    from datetime import UTC

    while True:
        found = new_incident_id(at.astimezone(UTC).date())
        if found not in recording.reports:
            return found


def _document(
    path: str, front: Mapping[str, Any], said: Declaration, level: SeverityLevel, actor: Actor
) -> Document:
    """The whole report, its first rows told."""
    text = f"{dump_front(front)}\n{templates.text('incident.md')}"
    document = read(path, text.encode("utf-8", "surrogateescape"))
    rows = [cells(said.at, actor.who, "declared", f"{level.id}, {said.title}")]
    if front["status"] == "acknowledged":
        rows.append(cells(said.at, actor.who, "acknowledged", "on call, and declared it"))
    for number, row in enumerate(rows):
        document = read(path, insert_row(document, SECTION, row, number))
    return document


def _judged(recording: Recording, document: Document) -> Incident:
    """The record of the new report; UsageError for the first thing that its rules find wrong."""
    record, faults = validate(Incident, document.front)
    errors = [*document.faults, *(fault for fault in faults if fault.code != "KEY001")]
    if not errors and isinstance(record, Incident):
        errors = list(_errors(Subject(document, record, recording.policy)))
    if errors or not isinstance(record, Incident):
        raise _refused(errors)
    return record


def _errors(subject: Subject[Incident]) -> Iterator[Fault]:
    for rule in KIND.rules:
        for fault in rule.check(subject):
            if (fault.severity or rule.severity) == "error":
                yield fault


def _refused(errors: list[Fault]) -> GovError:
    if not errors:
        return GovError("the report cannot be written as said")
    first = errors[0]
    where = f"`{dotted(first.at)}`: " if first.at and dotted(first.at) not in first.message else ""
    return UsageError(f"{where}{first.message}", hint=first.hint)


def _notes(recording: Recording, actor: Actor, record: Incident) -> Iterator[str]:
    """What a person should know before the next command."""
    if recording.note:
        yield recording.note
    if actor.note:
        yield actor.note
    if recording.roster is None:
        yield "the roster cannot be read, so nobody is known to be on call"
    for role, who in record.roles.items():
        found = named(recording, who, role)
        if found.note:
            yield found.note


__all__ = ["DETECTORS", "LONGEST_TITLE", "Declaration", "Declared", "checked_title", "declare"]
