"""What must be done by when in an incident that goes on: its clocks, by its timeline."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import Entry
from governor_cli.policy.model import Playbook
from governor_cli.practices.due import first_told
from governor_cli.practices.incident.clocks import Clock, Situation, clocks
from governor_cli.practices.incident.paging import waiting
from governor_cli.practices.incident.targets import targets_in_force
from governor_cli.practices.promised import Promise

_ELSEWHERE: Final = "documentation"
"""The clock that is told by what documentation itself knows."""


class Open(NamedTuple):
    """An incident that goes on, with its timeline."""

    record: Incident
    rows: Sequence[tuple[datetime, Entry]]


def of_incident(one: Open, policy: Playbook, now: datetime) -> Iterator[Promise]:
    """Its open clocks, the next update among them at any time, and the escalation while nobody answers."""
    record = one.record
    targets = record.targets or targets_in_force(policy, record.severity, record.source)
    situation = Situation(record, one.rows, targets, policy.updates.until, _pages(policy))
    for clock in clocks(situation, now):
        if clock.is_open and clock.due is not None and clock.name != _ELSEWHERE:
            worry, owner = clock.worry or clock.due, _owner(clock, record, policy)
            yield Promise(
                clock.name, record.id, clock.due, worry, owner, record.title, shown=clock.name == "update"
            )
    following = waiting(policy, record, targets, one.rows) if record.times.acknowledged is None else None
    if following is not None and following.due is not None:
        step = policy.steps(record.severity or "")[following.step - 1]
        owner = next(iter([*step.tell, *step.inform]), "")
        due = following.due
        yield Promise(f"page step {following.step}", record.id, due, due, owner, record.title, shown=True)


def _pages(policy: Playbook) -> Callable[[str], bool]:
    return lambda severity: (level := policy.severity(severity)) is not None and level.page_within is not None


def _owner(clock: Clock, record: Incident, policy: Playbook) -> str:
    """Who must act: whoever holds the role in the incident, else the role that is told first."""
    wanted = policy.updates.by if clock.name == "update" else ["commander"] if clock.name == "respond" else []
    holder = next((record.roles[role] for role in wanted if role in record.roles), "")
    return holder.removeprefix("@") or first_told(policy, record.severity, record.source)
