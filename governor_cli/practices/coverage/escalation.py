"""Escalation: whom each step of a severity reaches at an instant, and how."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.chains import role_behind
from governor_cli.policy.model import Playbook, Step
from governor_cli.practices.coverage.covered import StepReach
from governor_cli.practices.coverage.gaps import Group
from governor_cli.practices.schedule.final import Schedule, final_schedule

_MOMENT = timedelta(seconds=1)


class Reachable(NamedTuple):
    """Somebody who is on, and the ways to reach them: method -> value, in the order the role asks for."""

    handle: str
    reach: Mapping[str, str]


class Reached(NamedTuple):
    """One step of an escalation at an instant: ``verb`` is tell or inform, ``step`` counts from 1."""

    step: int
    verb: str
    roles: Sequence[str]
    people: Sequence[Reachable]
    after: timedelta | None
    """How long the step before it may stay unanswered; for ``inform``, within which time."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The escalation of a severity as it reaches people at an instant."""

    severity: str
    at: datetime
    zone: str
    steps: Sequence[Reached]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One ``tell`` step over the horizon; ``severe`` where one of its roles is on call."""

    step: StepReach
    gaps: Sequence[Group]
    severe: bool


@dataclass(frozen=True, slots=True)
class StepsJudged:
    """Every step of every severity."""

    start: datetime
    end: datetime
    zone: str
    steps: Sequence[Judgement]

    @property
    def fails(self) -> bool:
        """Whether a step with a role on call reaches nobody at some hour."""
        return any(one.gaps and one.severe for one in self.steps)


def schedule_at(roster: Roster, policy: Playbook, at: datetime) -> Schedule:
    """Just enough of the schedule to say who is on at an instant."""
    return final_schedule(roster, policy, at, at + _MOMENT)


def holders(policy: Playbook, schedule: Schedule, role: str, at: datetime) -> list[Reachable]:
    """Who holds a role (by any of its names) at an instant; nobody twice."""
    found = dict.fromkeys(shift.who for shift in schedule.on_call(role, at))
    return [Reachable(who, reach(policy, schedule.roster, role, who)) for who in found]


def reach(policy: Playbook, roster: Roster, role: str, handle: str) -> dict[str, str]:
    """The ways to reach a person in a role; every known way where the role demands none."""
    person = roster.people.get(handle)
    if person is None:
        return {}
    written = policy.role(role)
    original = role_behind(policy, role)
    demanded = (written.reach if written else []) or (original.reach if original else [])
    known = {method: person.contact(method) for method in demanded or person.contacts}
    return {method: value for method, value in known.items() if value}


def reached(policy: Playbook, schedule: Schedule, severity: str, at: datetime) -> list[Reached]:
    """Each step of a severity's escalation with the people it reaches at an instant."""
    return [
        one
        for number, step in enumerate(policy.steps(severity), start=1)
        for one in _of_step(policy, schedule, number, step, at)
    ]


def _of_step(
    policy: Playbook, schedule: Schedule, number: int, step: Step, at: datetime
) -> Iterator[Reached]:
    for verb, roles, after in (("tell", step.tell, step.after), ("inform", step.inform, step.within)):
        if roles:
            people = {
                person.handle: person for role in roles for person in holders(policy, schedule, role, at)
            }
            yield Reached(number, verb, list(roles), list(people.values()), after)
