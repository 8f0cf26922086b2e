"""The follow-ups as a table in the report of their incident, between ``<!-- gov:tasks -->`` markers."""

from collections.abc import Iterable
from typing import Final

from governor_cli.core.markdown_edit import escape_cell
from governor_cli.kinds.tasks.model import Task

BLOCK: Final = "tasks"
SECTION: Final = "Follow-ups"
_HEADER: Final = ("Task", "What", "Kind", "Answers", "Owner", "Due", "State")


def follow_ups(tasks: Iterable[Task]) -> str:
    """The tasks of one incident in the order of the file; a function of tasks.json, never of the clock."""
    rows = [f"| {' | '.join(_HEADER)} |", f"|{' --- |' * len(_HEADER)}"]
    rows += [f"| {' | '.join(map(escape_cell, _cells(task)))} |" for task in tasks]
    return "\n".join(rows) if len(rows) > len(_HEADER[:2]) else "No follow-up is recorded."


def _cells(task: Task) -> tuple[str, ...]:
    state = (task.state or task.word).replace("_", " ")
    return (task.id, task.title, task.kind, task.factor, task.owner, task.due, state)
