"""A step of a follow-up, alone or with many others: what it changes, and the files as they are then."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.core.json_edit import Change, edited
from governor_cli.kinds.tasks.file import TaskFile
from governor_cli.kinds.tasks.model import Task
from governor_cli.workflows.task.render import kept_in_step
from governor_cli.workflows.task.state import Tasks
from governor_cli.workflows.task.write import Changed


class Step(NamedTuple):
    """The task that it is about, by its path, and the changes of the file; none where all is so already."""

    at: Loc
    changes: Sequence[Change]
    notes: Sequence[str] = ()
    waited_for: Sequence[str] = ()
    """Ids of the tasks that come before one that is done now."""


def taken(tasks: Tasks, step: Step) -> Changed:
    """The file with one step, not yet written. GovError where the file cannot be changed so."""
    return taken_together(tasks, [step])[0]


def taken_together(tasks: Tasks, steps: Sequence[Step]) -> list[Changed]:
    """The file with all of them: it is put together and read again once, however many they are."""
    file = tasks.editable
    changes = [change for step in steps for change in step.changes]
    after = TaskFile(edited(file.json, *changes)) if changes else file
    later = [after.task_at(step.at) for step in steps]
    touched = {
        task.incident for task, step in zip(later, steps, strict=True) if task.incident and step.changes
    }
    reports = {incident: kept_in_step(tasks, incident, after) for incident in touched}
    before = file if tasks.exists else None
    made: list[Changed] = []
    for task, step in zip(later, steps, strict=True):
        report, note = reports.get(task.incident, (None, "")) if step.changes else (None, "")
        notes = (*_waiting(after, task, step), *step.notes, *filter(None, [note]))
        made.append(Changed(before, after, task, notes, report))
    return made


def _waiting(after: TaskFile, task: Task, step: Step) -> Iterator[str]:
    """What to say where it waited for tasks that are open then; that never keeps it from being done."""
    if not step.waited_for:
        return
    space = after.space(task)
    waits = [
        f"`{after.name(one)}`"
        for one in after.tasks
        if one.is_open and after.space(one) == space and one.id in step.waited_for
    ]
    if waits:
        yield f"it waited for {', '.join(waits)}, still open"
