"""End a follow-up: done because something proves it, or declined for a reason."""

from datetime import datetime

from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.instants import format_instant
from governor_cli.core.json_edit import Append, Put, edited
from governor_cli.kinds.tasks.file import TaskFile
from governor_cli.kinds.tasks.model import Task
from governor_cli.kinds.tasks.words import STATE_KEYS, first_key
from governor_cli.workflows.acting import acting
from governor_cli.workflows.said import checked_text
from governor_cli.workflows.task.evidence import evidence_for
from governor_cli.workflows.task.render import kept_in_step
from governor_cli.workflows.task.state import Tasks
from governor_cli.workflows.task.write import Changed


def complete(tasks: Tasks, given: str, evidence: str | None, by: str | None, now: datetime) -> Changed:
    """The file with the task done and proved. NotReadyError where nothing proves it."""
    task = tasks.find(given)
    name = tasks.file.name(task)
    if task.state == "completed" and (evidence is None or task.evidence):
        return _unchanged(tasks, task, f"`{name}` is done already")
    if task.state == "cancelled":
        hint = "Add a new task, or change its state by hand."
        raise GovError(f"`{name}` was declined{f': {task.reason}' if task.reason else ''}", hint=hint)
    kept = evidence_for(tasks, task, evidence)
    notes = _waiting(tasks, task)
    return _ended(tasks, task, "completed", {"evidence": kept}, by, now, notes)


def decline(tasks: Tasks, given: str, reason: str, by: str | None, now: datetime) -> Changed:
    """The file with the task declined. UsageError for an empty reason."""
    task = tasks.find(given)
    name = tasks.file.name(task)
    if not reason.strip():
        raise UsageError("the reason is empty", hint="Say why nobody will do it.")
    said = checked_text(reason, "the reason")
    if task.state == "cancelled" and task.reason:
        return _unchanged(tasks, task, f"`{name}` is declined already: {task.reason}")
    if task.state == "completed":
        raise GovError(f"`{name}` is done", hint="What is done cannot be declined.")
    return _ended(tasks, task, "cancelled", {"reason": said}, by, now, [])


def _unchanged(tasks: Tasks, task: Task, note: str) -> Changed:
    return Changed(tasks.file, tasks.file, task, (note,))


def _waiting(tasks: Tasks, task: Task) -> list[str]:
    """What to say where it waited for tasks that are still open; that never keeps it from being done."""
    file = tasks.file
    space = file.space(task)
    waits = [
        file.name(one)
        for one in file.tasks
        if one.is_open and file.space(one) == space and one.id in task.blocked_by
    ]
    return [f"it waited for {', '.join(f'`{name}`' for name in waits)}, still open"] if waits else []


def _ended(
    tasks: Tasks,
    task: Task,
    state: str,
    told: dict[str, str],
    by: str | None,
    now: datetime,
    notes: list[str],
) -> Changed:
    """One entry changes: its state, its evidence, and one more line of its history."""
    file = tasks.editable
    actor = acting(tasks.recording, by)
    word = file.words.word(state)
    why = {"reason": told["reason"]} if "reason" in told else {}
    line = {"at": format_instant(now), "by": actor.who, "state": word, **why}
    key = first_key(_entry(tasks, task), STATE_KEYS) or file.words.state_key
    changes = [Put((*task.at, key), word)]
    if "evidence" in told:
        changes.append(Put((*task.at, "evidence"), told["evidence"]))
    after = TaskFile(edited(file.json, *changes, Append((*task.at, "history"), line)))
    ended = after.task_at(task.at)
    report, note = kept_in_step(tasks, task.incident, after) if task.incident else (None, "")
    said = [*notes, *([actor.note] if actor.note else []), *([note] if note else [])]
    return Changed(file, after, ended, tuple(said), report)


def _entry(tasks: Tasks, task: Task) -> dict[str, object]:
    found = tasks.file.json.tree
    for part in task.at:
        found = found[part]
    return dict(found)
