"""Coverage: what the playbook promises, minus when somebody holds the role. Unions, never sums."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from governor_cli.core.spans import Span, intersect, normalise, subtract, total, union
from governor_cli.policy.chains import role_behind
from governor_cli.policy.hours import HoursError, parse_hours
from governor_cli.policy.model import Playbook
from governor_cli.practices.schedule.closed_days import closed_days
from governor_cli.practices.schedule.final import Schedule

_HOUR = 3600


class Promise(NamedTuple):
    """Hours in which a role must have somebody: a channel's that it staffs, or a severity's that tells it."""

    name: str
    """The channel's or severity's id."""
    role: str
    """As the playbook writes it there."""
    hours: str
    verb: str = "staff"
    """staff, tell, or inform: then the role is kept posted in those hours, and nobody is woken."""


class Coverage(NamedTuple):
    """One promise over a stretch of time, in epoch seconds."""

    promise: Promise
    promised: Sequence[Span]
    open: Sequence[Span]
    """Promised, and nobody there."""

    @property
    def promised_hours(self) -> float:
        """Hours promised."""
        return total(self.promised) / _HOUR

    @property
    def covered_hours(self) -> float:
        """Hours of them with somebody there."""
        return (total(self.promised) - total(self.open)) / _HOUR


def promises(policy: Playbook) -> list[Promise]:
    """Each role a channel is staffed by, each role a severity's escalation tells, each once."""
    channels = (
        Promise(channel.id, role, channel.hours) for channel in policy.channels for role in channel.staffed_by
    )
    severities = (
        Promise(level.id, role, level.hours, "tell")
        for level in policy.severities
        for step in policy.steps(level.id)
        for role in step.tell
    )
    return list(dict.fromkeys(chain(channels, severities)))


def kept_posted(policy: Playbook) -> list[Promise]:
    """Each role that a severity's escalation informs and does not tell, each once."""
    found = (
        Promise(level.id, role, level.hours, "inform")
        for level in policy.severities
        for steps in [policy.steps(level.id)]
        for step in steps
        for role in step.inform
        if not any(role in other.tell for other in steps)
    )
    return list(dict.fromkeys(found))


def promised(policy: Playbook, hours: str, start: int, end: int) -> list[Span]:
    """When the promise of some hours holds: in the playbook's zone, without days the window is closed."""
    try:
        read = parse_hours(hours, policy.windows)
    except HoursError:
        return []
    window = policy.hours.get(read.name)
    closed: frozenset[date] = frozenset()
    if window and window.closed:
        closed = closed_days(window.closed, start, end)
    return normalise(read.seconds(start, end, policy.timezone, closed))


def coverage(policy: Playbook, schedule: Schedule, kept: Iterable[Promise] | None = None) -> list[Coverage]:
    """Every promise (or those given) with the time in which nobody keeps it."""
    hours: dict[str, list[Span]] = {}
    found: list[Coverage] = []
    for promise in promises(policy) if kept is None else kept:
        if promise.hours not in hours:
            hours[promise.hours] = promised(policy, promise.hours, schedule.start, schedule.end)
        due = hours[promise.hours]
        found.append(Coverage(promise, due, subtract(due, schedule.covered(promise.role))))
    return found


def is_on_call(policy: Playbook, role: str) -> bool:
    """Whether a role must be covered for the hours promised; best-effort roles need not be."""
    behind = role_behind(policy, role)
    return behind is None or behind.duty != "best-effort"


class StepReach(NamedTuple):
    """One step of a severity over the hours of it: its roles together, when it reaches nobody, and why."""

    severity: str
    step: int
    verb: str
    """tell or inform."""
    roles: Sequence[str]
    promised: Sequence[Span]
    open: Sequence[Span]
    """Nobody holds any of the roles."""
    unreached: Sequence[Span]
    """Somebody does, and none of them can be reached the way their role demands."""
    is_held: bool = True
    """Whether anybody holds one of the roles at any time."""

    def __str__(self) -> str:
        """``P0 step 3``."""
        return f"{self.severity} step {self.step}"


def step_reach(policy: Playbook, schedule: Schedule) -> list[StepReach]:
    """Every step of every severity, in order; one that tells and informs stands twice."""
    return [
        _reach_of(policy, schedule, StepReach(level.id, number, verb, roles, due, (), ()))
        for level in policy.severities
        for due in [promised(policy, level.hours, schedule.start, schedule.end)]
        for number, step in enumerate(policy.steps(level.id), start=1)
        for verb, roles in (("tell", step.tell), ("inform", step.inform))
        if roles
    ]


def _reach_of(policy: Playbook, schedule: Schedule, step: StepReach) -> StepReach:
    there = union(*(schedule.covered(role) for role in step.roles))
    reached = union(*(_reached(policy, schedule, role) for role in step.roles))
    held = intersect(step.promised, there)
    return step._replace(
        open=subtract(step.promised, there),
        unreached=subtract(held, reached),
        is_held=any(schedule.of_role(role) for role in step.roles),
    )


def _reached(policy: Playbook, schedule: Schedule, role: str) -> list[Span]:
    """When somebody holds a role who can be reached: every way it demands is known, else any way at all."""
    behind = role_behind(policy, role)
    methods = behind.reach if behind else []
    known = {
        who
        for who, person in schedule.roster.people.items()
        if (all(map(person.contact, methods)) if methods else person.contacts)
    }
    return normalise((shift.start, shift.end) for shift in schedule.of_role(role) if shift.who in known)
