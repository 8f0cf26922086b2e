"""What a bare `gov` tells: what is open, what is due next, who is on call, and the command that comes next.

It is asked for in a hurry and in repositories that somebody has just broken, so each part stands
alone: what cannot be read is named, and the rest is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from posixpath import basename
from typing import NamedTuple
from zoneinfo import ZoneInfo

from governor_cli.adapters.unshared import Waiting, waiting
from governor_cli.core.errors import GovError
from governor_cli.core.ids import INCIDENT_ID, SUFFIX
from governor_cli.practices.clocks import Clock
from governor_cli.practices.picture import Picture
from governor_cli.practices.standing import Standing, standing
from governor_cli.workflows.acting import acting, zone_of
from governor_cli.workflows.glance import Glimpse, glance, open_ones
from governor_cli.workflows.incident_show import picture_of
from governor_cli.workflows.inference import meant
from governor_cli.workflows.recording import Recording

_LOOKED_AT = 20
"""Open incidents whose clocks are read; a team with more has another problem."""


class Due(NamedTuple):
    """One clock of an open incident."""

    incident: str
    clock: Clock


class OnCall(NamedTuple):
    """A role that is on call, and who has it now."""

    role: str
    people: Sequence[Standing]


@dataclass(frozen=True)
class Front:
    """Everything at a glance; ``notes`` are what could not be read."""

    at: datetime
    mine: ZoneInfo | None
    incidents: Sequence[Glimpse]
    in_use: str | None
    due: Sequence[Due]
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
    if recording.note:
        notes.append(recording.note)
    pictures = list(_pictures(recording, incidents[:_LOOKED_AT], at, notes))
    due = [Due(one.record.id, clock) for one in pictures for clock in one.open_clocks]
    due.sort(key=lambda one: one.clock.due or at)
    in_use = _meant(recording)
    return Front(
        at,
        _zone(recording),
        incidents,
        in_use,
        due,
        list(_on_call(recording, at, notes)),
        _next(recording, pictures, due, in_use),
        notes,
        unshared,
    )


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


def _pictures(
    recording: Recording, incidents: Sequence[Glimpse], at: datetime, notes: list[str]
) -> Iterator[Picture]:
    for one in incidents:
        if one.id not in recording.reports:
            continue
        try:
            document, record = recording.report(one.id)
            yield picture_of(recording, document, record, at)
        except GovError as error:
            notes.append(error.message)


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


_COMMANDS = {
    "acknowledge": "gov ack",
    "page": "gov page",
    "respond": 'gov log "What you see"',
    "update": 'gov up "What is known, what is done"',
}


def _next(recording: Recording, pictures: Sequence[Picture], due: Sequence[Due], in_use: str | None) -> str:
    """What the incident at hand asks for first."""
    if not pictures:
        level = recording.policy.severities[min(1, len(recording.policy.severities) - 1)]
        return f'gov declare {level.id} "What is wrong" SERVICE'
    mine = [one for one in due if one.incident == in_use]
    nearest = (mine or list(due))[:1]
    incident = nearest[0].incident if nearest else in_use or pictures[0].record.id
    picture = next((one for one in pictures if one.record.id == incident), pictures[0])
    if picture.record.severity is None:
        return f"gov incident triage {incident} --severity LEVEL"
    command = _COMMANDS.get(nearest[0].clock.name if nearest else "", "gov resolve")
    return command if incident == in_use else f"{command} -i {incident[-SUFFIX:]}"
