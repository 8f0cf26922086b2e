"""Follow-ups against the policy: when one is due, which are late, and whose they are."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from governor_cli.core.wall_clock import zone
from governor_cli.kinds.tasks.model import Task
from governor_cli.policy.model import Playbook

Owned = Literal["person", "role", "nobody"]


class Due(NamedTuple):
    """The day a new follow-up is due by policy, and what it was counted from."""

    day: date
    since: Literal["resolved", "today"]


class Late(NamedTuple):
    """An open follow-up past its day, and by how many days."""

    task: Task
    days: int


class Listed(NamedTuple):
    """One follow-up as people call it, and by how many days it is late (0 where it is not)."""

    name: str
    task: Task
    late: int


def day_of(policy: Playbook, at: datetime) -> date:
    """The calendar day of an instant where the team lives: in the playbook's zone."""
    return at.astimezone(zone(policy.timezone)).date()


def due_by_policy(
    policy: Playbook, severity: str | None, resolved: datetime | None, now: datetime
) -> Due | None:
    """The last day for a follow-up of such an incident; None where the playbook sets none.

    ``after_resolve.tasks`` counts from resolution; until then it counts from now.
    """
    level = policy.severity(severity) if severity else None
    length: timedelta | None = policy.after_resolve.tasks.get(level.id) if level else None
    if length is None:
        return None
    since: Literal["resolved", "today"] = "resolved" if resolved else "today"
    return Due(day_of(policy, (resolved or now) + length), since)


def overdue(tasks: Iterable[Task], today: date) -> list[Late]:
    """The open tasks whose day has passed, the latest first; the day itself is still in time.

    Nothing is forgotten because its incident is closed.
    """
    late = [
        Late(task, (today - day).days)
        for task in tasks
        if task.is_open and (day := task.day) is not None and day < today
    ]
    return sorted(late, key=lambda one: (-one.days, one.task.id))


def owned_by(policy: Playbook | None, people: Collection[str], owner: str) -> Owned:
    """Whether an owner is a person of the roster (``@ada`` or ``ada``), a role of the playbook, or nobody."""
    if owner.removeprefix("@") in people:
        return "person"
    is_role = policy is not None and policy.role(owner) is not None
    return "role" if is_role else "nobody"


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """What has to be done first: the open ones by their day, those without one, then what is over."""
    return sorted(tasks, key=lambda task: (not task.is_open, task.day is None, task.day or date.max))
