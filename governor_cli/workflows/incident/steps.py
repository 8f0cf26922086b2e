"""The steps of an incident as people take them: acknowledge, triage, assign, log, resolve and so on."""

from datetime import datetime

from governor_cli.core.document import read
from governor_cli.core.errors import UsageError
from governor_cli.core.suggest import hint_for
from governor_cli.core.validation import validate
from governor_cli.kinds.incident.extract import targets_of
from governor_cli.kinds.incident.model import Incident
from governor_cli.policy.model import INCIDENT_ROLES, Playbook, SeverityLevel
from governor_cli.practices.incident.targets import targets_in_force
from governor_cli.workflows.acting import named
from governor_cli.workflows.incident.record import (
    Edit,
    Fact,
    Recorded,
    put_in_order,
    record_fact,
    unchanged,
    with_time,
)
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.said import checked_text


def acknowledge(recording: Recording, incident: str, fact: Fact, now: datetime) -> Recorded:
    """Somebody has seen it and takes it."""
    return record_fact(recording, incident, _checked(fact), now=now)


def log(
    recording: Recording, incident: str, fact: Fact, now: datetime, *, change: str | None = None
) -> Recorded:
    """Something that is worth knowing later: a note, an update, a lesson, the change that caused it."""
    return _caused(recording, incident, _checked(fact, needs_text=True), change, now)


def resolve(
    recording: Recording,
    incident: str,
    fact: Fact,
    outcome: str,
    now: datetime,
    *,
    change: str | None = None,
) -> Recorded:
    """The impact is over for good: the outcome is told with it, and what caused it where that is known."""
    _, record = recording.report(incident)
    if change is not None and record.times.resolved is not None:
        hint = f"Name the change with a note: gov incident log {incident} TEXT --change {change}"
        raise UsageError(f"{incident} is resolved already", hint=hint)
    edits: list[Edit] = [lambda doc: put_in_order(doc, ("outcome",), outcome)]
    taken = Fact(fact.verb, fact.who, fact.at, fact.text, edits=edits)
    return _caused(recording, incident, _checked(taken), change, now)


def _caused(recording: Recording, incident: str, fact: Fact, change: str | None, now: datetime) -> Recorded:
    """The fact, and the change that caused the incident where one is given."""
    if change is None:
        return record_fact(recording, incident, fact, now=now)
    from governor_cli.workflows.incident.cause import cause_of

    cause = cause_of(recording.workspace.git, change)
    text = f"{fact.text} {cause.told}".strip()
    told = Fact(fact.verb, fact.who, fact.at, text, fact.row, [*cause.edits, *fact.edits])
    return record_fact(recording, incident, told, now=now).warned(cause.warning)


def assign(recording: Recording, incident: str, fact: Fact, role: str, given: str, now: datetime) -> Recorded:
    """Somebody takes a role; the one who had it is named in the row."""
    known = [*INCIDENT_ROLES, *(one.id for one in recording.policy.roles)]
    if role not in known:
        raise UsageError(f"there is no role `{role}` in an incident", hint=hint_for(role, known))
    holder = named(recording, given, "the person")
    document, record = recording.report(incident)
    before = record.roles.get(role)
    if before == holder.who:
        return unchanged(recording, document, record, now, f"{holder.who} is {role} already")
    said = f"{role} {holder.who}{f', was {before}' if before else ''}"
    note = f": {checked_text(fact.text, 'the note')}" if fact.text else ""
    edits: list[Edit] = [lambda doc: put_in_order(doc, ("roles", role), holder.who)]
    taken = Fact("assign", fact.who, fact.at, said + note, edits=edits)
    return record_fact(recording, incident, taken, now=now).warned(holder.note)


def triage(
    recording: Recording, incident: str, fact: Fact, severity: str, reason: str | None, now: datetime
) -> Recorded:
    """Set the severity: a draft becomes an incident, another severity takes its own targets.

    A downgrade needs a reason. Acknowledgement and triage keep the targets they started under.
    """
    level = recording.severity(severity)
    document, record = recording.report(incident)
    if record.severity == level.id:
        return unchanged(recording, document, record, now, f"{record.id} is {level.id} already")
    why = checked_text(reason, "the reason") if reason else ""
    if _is_downgrade(recording.policy, record, level) and not why:
        hint = f"Add --reason: why is {level.id} enough?"
        raise UsageError(f"from {record.severity} to {level.id} is a downgrade", hint=hint)
    was = f", was {record.severity}" if record.severity else ""
    note = why or (checked_text(fact.text, "the note") if fact.text else "")
    said = f"{level.id}{was}{f': {note}' if note else ''}"
    draft = record.status == "draft"
    taken = Fact(
        "triage",
        fact.who,
        fact.at,
        said if not draft else f"{level.id}, {record.title}{f': {note}' if note else ''}",
        row="declared" if draft else None,
        edits=_triaged(recording, record, level, fact.at),
    )
    return record_fact(recording, incident, taken, now=now)


def _is_downgrade(policy: Playbook, record: Incident, level: SeverityLevel) -> bool:
    before = policy.rank(record.severity) if record.severity else None
    after = policy.rank(level.id)
    return before is not None and after is not None and after > before


def _triaged(recording: Recording, record: Incident, level: SeverityLevel, at: datetime) -> list[Edit]:
    """Severity, targets, and for a draft its declaration."""
    policy = _policy_of(recording, record)
    targets = targets_of(targets_in_force(policy, level.id, record.source))
    kept = targets_of(record.targets) if record.targets else {}
    targets |= {name: kept[name] for name in ("acknowledge", "triage", "documentation") if name in kept}
    ordered = {name: targets[name] for name in (*_ORDER, "hours", "timezone") if name in targets}
    edits: list[Edit] = [
        lambda doc: put_in_order(doc, ("severity",), level.id),
        lambda doc: put_in_order(doc, ("targets",), ordered),
    ]
    if record.times.triaged is None and record.times.declared is None:
        edits.append(lambda doc: with_time(doc, "triaged", at).data)
    if record.status == "draft":
        edits += _declared(recording, record, at)
    elif record.policy is None:  # its alerts went quiet before anybody declared it
        edits.append(lambda doc: put_in_order(doc, ("policy",), recording.policy_blob))
    return edits


_ORDER = ("page", "acknowledge", "triage", "respond", "update", "documentation")


def _declared(recording: Recording, record: Incident, at: datetime) -> list[Edit]:
    status = "acknowledged" if record.times.acknowledged else "declared"
    return [
        lambda doc: with_time(doc, "declared", at).data,
        lambda doc: put_in_order(doc, ("status",), status),
        lambda doc: put_in_order(doc, ("policy",), recording.policy_blob),
    ]


def _policy_of(recording: Recording, record: Incident) -> Playbook:
    """The playbook that the incident was declared under; that of today where it cannot be read."""
    if record.policy is None or record.policy == recording.policy_blob:
        return recording.policy
    data = recording.workspace.git.ask("cat-file", "blob", record.policy)
    if data is None:
        return recording.policy
    then, _ = validate(Playbook, read("playbook.md", data).front)
    known = then is not None and then.severity(record.severity or "") is not None
    return then if then is not None and known else recording.policy


def _checked(fact: Fact, *, needs_text: bool = False) -> Fact:
    """The fact with its text on one line; an empty one only where the step speaks for itself."""
    text = checked_text(fact.text, "the text") if fact.text or needs_text else ""
    return Fact(fact.verb, fact.who, fact.at, text, fact.row, fact.edits)


def composed(text: str, conditions: str | None, actions: str | None, needs: str | None) -> str:
    """An update in one line: free text, then what is known, what is done, what is needed."""
    parts = (("conditions", conditions), ("actions", actions), ("needs", needs))
    return " ".join([text, *(f"*{name}:* {said};" for name, said in parts if said)]).strip().removesuffix(";")
