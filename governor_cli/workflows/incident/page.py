"""Tell the next step of an escalation, or somebody beside it, and record whom."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple

from governor_cli.adapters.private import private_values
from governor_cli.core.errors import GovError
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries, in_order
from governor_cli.practices.contacts import revealed
from governor_cli.practices.coverage.escalation import Reachable, holders, reach, schedule_at
from governor_cli.practices.incident.paging import reached_so_far, row_beside, row_of_step, waiting
from governor_cli.practices.incident.targets import targets_in_force
from governor_cli.workflows.acting import named
from governor_cli.workflows.incident.record import Edit, Fact, Recorded, record_fact, with_time
from governor_cli.workflows.repository.addresses import address_given
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.said import checked_text


class Told(NamedTuple):
    """Some roles and who holds them at that moment, with the ways to reach them as they can be shown."""

    roles: Sequence[str]
    people: Sequence[Reachable]
    step: int | None = None
    """From 1; None for somebody beside the matrix."""
    verb: str = "tell"


class Paged(Recorded):
    """``following`` is the step after it, told unless somebody acknowledges by ``next_due``.

    ``steps`` says how many the matrix has for this severity.
    """

    def __init__(
        self,
        recorded: Recorded,
        told: Told,
        following: Told | None = None,
        next_due: datetime | None = None,
        steps: int = 0,
    ) -> None:
        super().__init__(recorded.before, recorded.after, recorded.picture, recorded.note)
        self.told = told
        self.following = following
        self.next_due = next_due
        self.steps = steps


def page(recording: Recording, incident: str, fact: Fact, now: datetime) -> Paged:
    """The next step of the matrix. GovError where every step has been told, or no severity is set."""
    document, record = recording.report(incident)
    if record.severity is None:
        hint = "Set its severity with `gov incident triage`, or name a role with --to."
        raise GovError(f"{incident} has no severity yet, so no escalation", hint=hint)
    rows = [(at, row) for at, row in in_order(entries(document)) if at <= fact.at]
    before = reached_so_far(rows)
    number = before.step + 1 if before else 1
    steps = recording.policy.steps(record.severity)
    if number > len(steps):
        message = f"every step of {record.severity} has been told" if steps else "there is no step to tell"
        raise GovError(f"{incident}: {message}", hint="Name whom to tell now with --to ROLE.")
    told = told_at(recording, record.severity, number, fact.at)
    said = row_of_step(number, told.roles, [one.handle for one in told.people])
    recorded = _recorded(recording, incident, fact, record, said, now, reached=bool(told.people))
    return _with_following(recording, recorded, told, fact.at)


def page_beside(
    recording: Recording, incident: str, fact: Fact, to: str, ref: str | None, now: datetime
) -> Paged:
    """A role of the playbook, or a person, that is told beside the matrix; ``ref`` is where it is tracked."""
    _, record = recording.report(incident)
    who = named(recording, to, "--to").who
    people = _people(recording, [who], fact.at)
    said = row_beside(who, [one.handle for one in people], _checked_url(ref))
    recorded = _recorded(recording, incident, fact, record, said, now, reached=bool(people))
    roles = [] if who.startswith("@") else [who]
    return Paged(recorded, Told(roles, people))


def _recorded(
    recording: Recording,
    incident: str,
    fact: Fact,
    record: Incident,
    said: str,
    now: datetime,
    *,
    reached: bool,
) -> Recorded:
    """The row, and the time of the first page; where nobody is on it is a note, for nobody was paged."""
    note = f" ({checked_text(fact.text, 'the note')})" if fact.text else ""
    first = reached and record.times.paged is None
    edits: list[Edit] = [lambda doc: with_time(doc, "paged", fact.at).data] if first else []
    row = None if reached else ""
    return record_fact(recording, incident, Fact("page", fact.who, fact.at, said + note, row, edits), now=now)


def _with_following(recording: Recording, recorded: Recorded, told: Told, at: datetime) -> Paged:
    picture = recorded.picture
    record, policy = picture.record, recording.policy
    targets = record.targets or targets_in_force(policy, record.severity, record.source)
    rows = in_order(entries(recorded.after))
    after = waiting(policy, record, targets, rows)
    following = told_at(recording, record.severity or "", after.step, after.due or at) if after else None
    return Paged(
        recorded,
        told,
        following=following,
        next_due=after.due if after else None,
        steps=len(policy.steps(record.severity or "")),
    )


def told_at(recording: Recording, severity: str, number: int, at: datetime) -> Told:
    """Whom a step of the matrix reaches at an instant."""
    step = recording.policy.steps(severity)[number - 1]
    roles = [*step.tell, *(role for role in step.inform if role not in step.tell)]
    return Told(roles, _people(recording, roles, at), number, "tell" if step.tell else "inform")


def _people(recording: Recording, roles: Iterable[str], at: datetime) -> list[Reachable]:
    """Who holds these roles at an instant, nobody twice; a handle stands for itself."""
    roster, policy = recording.roster, recording.policy
    if roster is None:
        return [Reachable(role[1:], {}) for role in roles if role.startswith("@")]
    schedule = schedule_at(roster, policy, at)
    found: dict[str, Reachable] = {}
    for role in roles:
        if role.startswith("@"):
            handle = role[1:]
            found.setdefault(handle, Reachable(handle, reach(policy, roster, "", handle)))
        for one in () if role.startswith("@") else holders(policy, schedule, role, at):
            found.setdefault(one.handle, one)
    return _shown(recording, found.values())


def _shown(recording: Recording, people: Iterable[Reachable]) -> list[Reachable]:
    """With values that are kept on this machine; a private file that cannot be read hides them, no more."""
    private: Mapping[str, Any] = {}
    with suppress(GovError):
        private = private_values(recording.workspace.git)
    return [
        one._replace(reach={method: revealed(method, value, private) for method, value in one.reach.items()})
        for one in people
    ]


def _checked_url(ref: str | None) -> str | None:
    return None if ref is None else address_given(ref, "--ref")
