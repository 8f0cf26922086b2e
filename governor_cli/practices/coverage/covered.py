"""Coverage: what the playbook promises, minus when somebody holds the role. Unions, never sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from governor_cli.core.spans import Span, normalise, subtract, total, union
from governor_cli.policy.chains import role_behind
from governor_cli.policy.hours import HoursError, parse_hours
from governor_cli.policy.model import Playbook
from governor_cli.practices.schedule.closed_days import closed_days
from governor_cli.practices.schedule.final import Schedule

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Promise:
    """Hours in which a role must have somebody: a channel's that it staffs, or a severity's that tells it."""

    name: str
    """The channel's or severity's id."""
    role: str
    """As the playbook writes it there."""
    hours: str


@dataclass(frozen=True, slots=True)
class Coverage:
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
        Promise(level.id, role, level.hours)
        for level in policy.severities
        for step in policy.steps(level.id)
        for role in step.tell
    )
    return list(dict.fromkeys(chain(channels, severities)))


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


def coverage(policy: Playbook, schedule: Schedule) -> list[Coverage]:
    """Every promise with the time in which nobody keeps it."""
    hours: dict[str, list[Span]] = {}
    found: list[Coverage] = []
    for promise in promises(policy):
        if promise.hours not in hours:
            hours[promise.hours] = promised(policy, promise.hours, schedule.start, schedule.end)
        due = hours[promise.hours]
        found.append(Coverage(promise, due, subtract(due, schedule.covered(promise.role))))
    return found


def is_on_call(policy: Playbook, role: str) -> bool:
    """Whether a role must be covered for the hours promised; best-effort roles need not be."""
    behind = role_behind(policy, role)
    return behind is None or behind.duty != "best-effort"


@dataclass(frozen=True, slots=True)
class StepReach:
    """One ``tell`` step of a severity: when it must reach somebody, and when it reaches nobody."""

    severity: str
    step: int
    roles: Sequence[str]
    promised: Sequence[Span]
    open: Sequence[Span]


def step_reach(policy: Playbook, schedule: Schedule, *, reachable: bool = False) -> list[StepReach]:
    """Each step's roles together, over the hours of its severity.

    With ``reachable`` only people count whose role's ways to reach them are all known.
    """
    found: list[StepReach] = []
    for level in policy.severities:
        due = promised(policy, level.hours, schedule.start, schedule.end)
        for number, step in enumerate(policy.steps(level.id), start=1):
            if step.tell:
                there = union(*(_held(policy, schedule, role, reachable=reachable) for role in step.tell))
                found.append(StepReach(level.id, number, step.tell, due, subtract(due, there)))
    return found


def _held(policy: Playbook, schedule: Schedule, role: str, *, reachable: bool) -> list[Span]:
    if not reachable:
        return schedule.covered(role)
    behind = role_behind(policy, role)
    people = schedule.roster.people
    methods = behind.reach if behind else []
    return normalise(
        (shift.start, shift.end)
        for shift in schedule.of_role(role)
        if shift.who in people and all(people[shift.who].contact(method) for method in methods)
    )
