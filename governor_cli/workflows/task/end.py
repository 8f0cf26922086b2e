"""End a follow-up: done because something proves it, or declined for a reason."""

from datetime import datetime

from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.instants import format_instant
from governor_cli.core.json_edit import Append, Change, Put
from governor_cli.kinds.tasks.model import Task
from governor_cli.kinds.tasks.words import STATE_KEYS, first_key
from governor_cli.workflows.acting import acting
from governor_cli.workflows.said import checked_text
from governor_cli.workflows.task.evidence import evidence_for
from governor_cli.workflows.task.state import Tasks
from governor_cli.workflows.task.step import Step, taken
from governor_cli.workflows.task.write import Changed


def complete(tasks: Tasks, given: str, evidence: str | None, by: str | None, now: datetime) -> Changed:
    """The file with the task done and proved, not yet written. NotReadyError where nothing proves it."""
    return taken(tasks, completing(tasks, given, evidence, by, now))


def completing(tasks: Tasks, given: str, evidence: str | None, by: str | None, now: datetime) -> Step:
    """What makes the task done and proved. NotReadyError where nothing proves it."""
    task = tasks.find(given)
    name = tasks.file.name(task)
    if task.state == "completed" and (evidence is None or task.evidence):
        return Step(task.at, (), [f"`{name}` is done already"])
    if task.state == "cancelled":
        hint = "Add a new task, or change its state by hand."
        raise GovError(f"`{name}` was declined{f': {task.reason}' if task.reason else ''}", hint=hint)
    kept = evidence_for(tasks, task, evidence)
    return _ending(tasks, task, "completed", {"evidence": kept}, by, now)._replace(waited_for=task.blocked_by)


def decline(tasks: Tasks, given: str, reason: str, by: str | None, now: datetime) -> Changed:
    """The file with the task declined, not yet written. UsageError for an empty reason."""
    return taken(tasks, declining(tasks, given, reason, by, now))


def declining(tasks: Tasks, given: str, reason: str, by: str | None, now: datetime) -> Step:
    """What makes the task declined. UsageError for an empty reason."""
    task = tasks.find(given)
    name = tasks.file.name(task)
    if not reason.strip():
        raise UsageError("the reason is empty", hint="Say why nobody will do it.")
    said = checked_text(reason, "the reason")
    if task.state == "cancelled" and task.reason:
        return Step(task.at, (), [f"`{name}` is declined already: {task.reason}"])
    if task.state == "completed":
        raise GovError(f"`{name}` is done", hint="What is done cannot be declined.")
    return _ending(tasks, task, "cancelled", {"reason": said}, by, now)


def _ending(
    tasks: Tasks, task: Task, state: str, told: dict[str, str], by: str | None, now: datetime
) -> Step:
    """One entry changes: its state, its evidence, and one more line of its history."""
    file = tasks.editable
    actor = acting(tasks.recording, by)
    word = file.words.word(state)
    why = {"reason": told["reason"]} if "reason" in told else {}
    line = {"at": format_instant(now), "by": actor.who, "state": word, **why}
    key = first_key(file.entry_at(task.at), STATE_KEYS) or file.words.state_key
    proof = [Put((*task.at, "evidence"), told["evidence"])] if "evidence" in told else []
    changes: list[Change] = [Put((*task.at, key), word), *proof, Append((*task.at, "history"), line)]
    return Step(task.at, changes, [actor.note] if actor.note else ())
