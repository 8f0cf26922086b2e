"""What other files' rules need to know of tasks.json: the tasks that name an incident, an owner or a day."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from governor_cli.contracts.extract import Extract
from governor_cli.kinds.tasks.file import TaskFile
from governor_cli.kinds.tasks.model import Task

KIND: Final = "tasks"


def extract(file: TaskFile) -> Extract:
    """A row for each such task; a backlog of thousands that concerns no incident costs nothing."""
    rows = [_row(task) for task in file.tasks if task.incident or task.owner or task.due]
    return Extract(KIND, "", {"tasks": rows})


def tasks_told(extracts: Iterable[Extract]) -> Iterator[Task]:
    """The tasks again; what they wait for, their evidence and their history stay in the file."""
    for one in extracts:
        for row in one.facts.get("tasks", ()):
            yield _task(row)


def _row(task: Task) -> list[Any]:
    return [
        task.id,
        task.title,
        task.state,
        list(task.at),
        task.incident,
        task.factor,
        task.owner,
        task.due,
        task.kind,
    ]


def _task(row: list[Any]) -> Task:
    name, title, state, at, incident, factor, owner, due, kind = row
    return Task(
        name,
        title,
        state,
        state,
        "",
        tuple(at),
        incident=incident,
        factor=factor,
        owner=owner,
        due=due,
        kind=kind,
    )
