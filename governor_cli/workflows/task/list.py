"""List follow-ups: all, or those of an incident or an owner, or those that are late."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.tasks.model import STATES, Task
from governor_cli.practices.tasks import Listed, day_of, in_order, overdue, owned_by
from governor_cli.workflows.task.state import Tasks

CHOICES = ("open", *STATES)


class Wanted(NamedTuple):
    """Which tasks; None where it does not matter. ``state`` is one of CHOICES."""

    incident: str | None = None
    owner: str | None = None
    state: str | None = None
    overdue: bool = False


class Listing(NamedTuple):
    """The tasks that are wanted, and the day they are judged on."""

    tasks: tuple[Listed, ...]
    today: date


def list_tasks(tasks: Tasks, wanted: Wanted, now: datetime) -> Listing:
    """Every task that is wanted; UsageError for an owner nobody knows."""
    incident = tasks.recording.incident(wanted.incident) if wanted.incident is not None else None
    owner = _owner(tasks, wanted.owner)
    today = day_of(tasks.recording.policy, now)
    late = {one.task.at: one.days for one in overdue(tasks.file.tasks, today)}
    found = [
        task
        for task in tasks.file.tasks
        if (incident is None or task.incident == incident)
        and (owner is None or task.owner.removeprefix("@") == owner)
        and (wanted.state is None or _is_in(task, wanted.state))
        and (not wanted.overdue or task.at in late)
    ]
    return Listing(
        tuple(Listed(tasks.file.name(task), task, late.get(task.at, 0)) for task in in_order(found)), today
    )


def shown(tasks: Tasks, task: Task, now: datetime) -> Listed:
    """One task on the day of an instant."""
    late = overdue([task], day_of(tasks.recording.policy, now))
    return Listed(tasks.file.name(task), task, late[0].days if late else 0)


def follow_ups_of(tasks: Tasks, incident: str, now: datetime) -> list[Listed]:
    """The tasks of an incident; none where the file cannot be read: that is said elsewhere."""
    try:
        known = in_order(tasks.of_incident(incident))
    except GovError:
        return []
    return [shown(tasks, task, now) for task in known]


def waiting_for(tasks: Tasks, task: Task) -> Iterator[tuple[str, Task | None]]:
    """What a task waits for, each with the task itself where it is one of the file."""
    space = tasks.file.space(task)
    known = {one.id: one for one in tasks.file.tasks if tasks.file.space(one) == space}
    return ((name, known.get(name)) for name in task.blocked_by)


def _is_in(task: Task, state: str) -> bool:
    return task.is_open if state == "open" else task.state == state


def _owner(tasks: Tasks, given: str | None) -> str | None:
    """A handle without its @ or a role: of the roster, of the playbook, or named by some task."""
    if given is None:
        return None
    owner = given.strip().removeprefix("@")
    recording = tasks.recording
    people = list(recording.roster.people) if recording.roster else []
    known = {task.owner.removeprefix("@") for task in tasks.file.tasks}
    if owner in known or owned_by(recording.policy, people, owner) != "nobody":
        return owner
    roles = [role.id for role in recording.policy.roles]
    raise UsageError(
        f"--owner `{given}` is nobody in the roster and no role", hint=hint_for(given, [*people, *roles])
    )
