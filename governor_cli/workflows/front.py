"""What a bare `gov` tells: what is open, what is due next, who is on call, and the command that comes next.

It is asked for in a hurry and in repositories that somebody has just broken, so each part stands
alone: what cannot be read is named, and the rest is told.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from posixpath import basename
from typing import NamedTuple
from zoneinfo import ZoneInfo

from governor_cli.adapters.outbox_folder import count_waiting
from governor_cli.adapters.unshared import Waiting, waiting
from governor_cli.core.errors import GovError
from governor_cli.core.ids import INCIDENT_ID, SUFFIX
from governor_cli.kinds.incident.timeline import entries, in_order
from governor_cli.practices.coverage.on_duty import Standing
from governor_cli.practices.coverage.standing import standing
from governor_cli.practices.going_on import Open, of_incident
from governor_cli.practices.promised import Item, Promise
from governor_cli.practices.promised import standing as standing_promises
from governor_cli.workflows.acting import acting, zone_of
from governor_cli.workflows.due import promises
from governor_cli.workflows.incident.glance import MANY, Glimpse, glance, is_judged, open_ones
from governor_cli.workflows.incident.inference import meant
from governor_cli.workflows.repository.recording import Recording

_AHEAD = 3
"""Promises that are shown while nothing is late or soon late."""


class OnCall(NamedTuple):
    """A role that is on call, and who has it now."""

    role: str
    people: Sequence[Standing]


class Front(NamedTuple):
    """Everything at a glance; ``notes`` are what could not be read."""

    at: datetime
    mine: ZoneInfo | None
    incidents: Sequence[Glimpse]
    in_use: str | None
    due: Sequence[Item]
    on_call: Sequence[OnCall]
    next_command: str
    notes: Sequence[str] = ()
    unshared: Sequence[Waiting] = ()


def front(recording: Recording, at: datetime) -> Front:
    """The present state; never a GovError."""
    notes: list[str] = []
    incidents = _open(recording)
    unshared = waiting(recording.workspace.git)
    try:
        _ = recording.policy
    except GovError as error:
        return Front(at, None, incidents, None, (), (), "gov check", [error.message], unshared)
    on_call = list(_on_call(recording, at, notes))
    if recording.note:
        notes.insert(0, recording.note)
    due = _due(recording, incidents, at, notes)
    notes.extend(_untold(recording))
    in_use = _meant(recording)
    return Front(
        at,
        _zone(recording),
        incidents,
        in_use,
        due,
        on_call,
        _next(recording, incidents, due, in_use),
        notes,
        unshared,
    )


def _untold(recording: Recording) -> Iterator[str]:
    """A channel that was to hear of something is still waiting for it."""
    count = count_waiting(recording.workspace)
    if count:
        waits = "1 notice waits" if count == 1 else f"{count} notices wait"
        yield f"{waits} for a channel: `gov notify list` says why, `gov notify flush` delivers"


def _due(recording: Recording, incidents: Sequence[Glimpse], at: datetime, notes: list[str]) -> list[Item]:
    """What is late or soon late; where nothing is, what comes first of all.

    In a large repository that was never judged under this playbook, only what is open is looked at:
    nobody who types `gov` in an incident waits for thousands of old reports.
    """
    if len(recording.reports) > MANY and not is_judged(recording):
        notes.append("only what is open was looked at: `gov due` tells the rest")
        found = list(_of_open_ones(recording, incidents, at, notes))
    else:
        found = _of_everything(recording, at, notes)
    soon = standing_promises(found, at)
    return soon or standing_promises([one._replace(shown=True) for one in found], at)[:_AHEAD]


def _of_everything(recording: Recording, at: datetime, notes: list[str]) -> list[Promise]:
    try:
        found = promises(recording, at)
    except GovError as error:
        notes.append(error.message)
        return []
    notes += [trouble for trouble in found.troubles if trouble not in notes]
    return list(found.found)


def _of_open_ones(
    recording: Recording, incidents: Sequence[Glimpse], at: datetime, notes: list[str]
) -> Iterator[Promise]:
    for one in incidents:
        if one.id not in recording.reports:
            continue
        try:
            document, record = recording.report(one.id)
        except GovError as error:
            notes.append(error.message)
            continue
        yield from of_incident(Open(record, in_order(entries(document))), recording.policy, at)


def _open(recording: Recording) -> list[Glimpse]:
    """By the names of files alone, wherever they stand: also without a playbook that says where."""
    prefix = recording.workspace.prefix
    snapshot = recording.repository.snapshot
    reports = {
        match[0]: path[len(prefix) :]
        for path in snapshot.entries
        if path.startswith(prefix) and path.endswith(".md") and (match := INCIDENT_ID.match(basename(path)))
    }
    return open_ones(glance(snapshot, prefix, reports, recording.workspace.cache))


def _meant(recording: Recording) -> str | None:
    try:
        return meant(recording, None)
    except GovError:
        return None


def _zone(recording: Recording) -> ZoneInfo | None:
    try:
        return zone_of(recording, acting(recording, None))
    except GovError:
        return None


def _on_call(recording: Recording, at: datetime, notes: list[str]) -> Iterator[OnCall]:
    """Every role that must be covered; an alias of another is left out."""
    roster = recording.roster
    if roster is None:
        notes.append(f"the roster {recording.policy.knowledge.roster} cannot be read")
        return
    roles = [role.id for role in recording.policy.roles if role.duty == "on-call" and not role.same_as]
    on = standing(roster, recording.policy, at, roles)
    yield from (OnCall(role, on.get(role, ())) for role in roles)


_OF_OPEN = {
    "acknowledge": "gov ack",
    "page": "gov page",
    "respond": 'gov log "What you see"',
    "update": 'gov up "What is known, what is done"',
}
"""What a clock of an incident that goes on asks for."""
_OF_ENDED = {
    "report": "gov report -i {subject}",
    "checklist": "gov checklist show {subject}",
    "documentation": "gov docs status",
    "task": "gov task show {subject}",
    "review": "gov roster check",
    "triage": "gov incident triage {subject} --severity LEVEL",
}


def _next(recording: Recording, incidents: Sequence[Glimpse], due: Sequence[Item], in_use: str | None) -> str:
    """What the incident at hand asks for first; where none is open, what is late or comes next."""
    goes_on = [one.id for one in incidents]
    if goes_on:
        clocks = [item for item in due if item.subject in goes_on and item.what != "documentation"]
        mine = [item for item in clocks if item.subject == in_use]
        first = (mine or clocks)[:1]
        incident = first[0].subject if first else in_use or goes_on[0]
        return _of_open(first[0].what if first else "", incident, incident == in_use)
    for item in due:
        if item.what in _OF_ENDED:
            return _of_ended(recording, item)
    level = recording.policy.severities[min(1, len(recording.policy.severities) - 1)]
    return f'gov declare {level.id} "What is wrong" SERVICE'


def _of_ended(recording: Recording, item: Item) -> str:
    if item.what == "checklist" and not recording.repository.exists(recording.checklist_path(item.subject)):
        return f"gov checklist new {item.subject}"
    return _OF_ENDED[item.what].format(subject=item.subject)


def _of_open(what: str, incident: str, is_meant: bool) -> str:
    if what == "triage":
        return _OF_ENDED[what].format(subject=incident)
    command = _OF_OPEN.get("page" if what.startswith("page") else what, "gov resolve")
    return command if is_meant else f"{command} -i {incident[-SUFFIX:]}"
