"""Escalation: whom each step of a severity reaches at an instant, and how."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from governor_cli.core.finding import Severity
from governor_cli.core.spans import normalise
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.chains import role_behind
from governor_cli.policy.model import Playbook, Step
from governor_cli.practices.coverage.covered import StepReach, is_on_call
from governor_cli.practices.coverage.gaps import Group, grouped
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


class Chain(NamedTuple):
    """The escalation of a severity as it reaches people at an instant."""

    severity: str
    at: datetime
    zone: str
    steps: Sequence[Reached]


class Judgement(NamedTuple):
    """One step over the horizon: the hours at which it reaches nobody, and how bad that is."""

    step: StepReach
    gaps: Sequence[Group]
    severity: Severity | None
    """None where there is no such hour."""
    best_effort: bool
    """None of its roles is on call: outside their hours nobody is expected of them."""


class StepsJudged(NamedTuple):
    """Every step of every severity."""

    start: datetime
    end: datetime
    zone: str
    steps: Sequence[Judgement]

    def fails(self, *, strict: bool) -> bool:
        """Whether a step reaches nobody at some hour at which it must; with ``strict`` also if it should."""
        failing = {"error", "warning"} if strict else {"error"}
        return any(one.severity in failing for one in self.steps)


def judged(policy: Playbook, step: StepReach) -> Judgement:
    """What the hours at which a step reaches nobody amount to."""
    gaps = grouped(normalise([*step.open, *step.unreached]), policy.timezone)
    return Judgement(step, gaps, _severity(policy, step), _best_effort(policy, step))


def _severity(policy: Playbook, step: StepReach) -> Severity | None:
    """A step of nobody, or of somebody without a way, is a fault; an hour without anybody may be meant."""
    worst: Severity = "error" if step.verb == "tell" or not step.is_held else "warning"
    if step.open and not step.is_held:
        return worst
    if step.unreached or (step.open and not _best_effort(policy, step)):
        return worst
    return "info" if step.open else None


def inform_severity(policy: Playbook, step: StepReach) -> Severity:
    """Of the hours at which nobody is there to be informed."""
    return "info" if _best_effort(policy, step) else "warning"


def _best_effort(policy: Playbook, step: StepReach) -> bool:
    return not any(is_on_call(policy, role) for role in step.roles)


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
