"""Give a follow-up a new day, and say in its history that it has one."""

from datetime import date, datetime

from governor_cli.core.errors import GovError
from governor_cli.core.instants import format_instant
from governor_cli.core.json_edit import Append, Put, edited
from governor_cli.kinds.tasks.file import TaskFile
from governor_cli.workflows.acting import acting
from governor_cli.workflows.task.render import kept_in_step
from governor_cli.workflows.task.state import Tasks
from governor_cli.workflows.task.write import Changed


def move(tasks: Tasks, given: str, day: date, by: str | None, now: datetime) -> Changed:
    """The file with the task due on another day. GovError for one that is over."""
    file, task = tasks.editable, tasks.find(given)
    name = file.name(task)
    if not task.is_open:
        raise GovError(f"`{name}` is over", hint="What is done or declined has no new day.")
    if task.day == day:
        return Changed(file, file, task, (f"`{name}` is due on {day} already",))
    actor = acting(tasks.recording, by)
    state = task.word or file.words.word(task.state)
    line = {"at": format_instant(now), "by": actor.who, "state": state, "due": day.isoformat()}
    after = TaskFile(
        edited(file.json, Put((*task.at, "due"), day.isoformat()), Append((*task.at, "history"), line))
    )
    report, note = kept_in_step(tasks, task.incident, after) if task.incident else (None, "")
    notes = [*([actor.note] if actor.note else []), *([note] if note else [])]
    return Changed(file, after, after.task_at(task.at), tuple(notes), report)
