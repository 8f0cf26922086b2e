"""Change what is said of a follow-up: its owner, its day, what it is for; its history tells when."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.instants import format_instant
from governor_cli.core.json_edit import Append, Put
from governor_cli.kinds.tasks.model import Task
from governor_cli.practices.tasks import day_of
from governor_cli.workflows.acting import acting
from governor_cli.workflows.task.facts import day_meant, factor_meant, owner_meant
from governor_cli.workflows.task.state import Tasks
from governor_cli.workflows.task.step import Step, taken
from governor_cli.workflows.task.write import Changed


class Said(NamedTuple):
    """What is to be different, as typed; None leaves it as it is."""

    owner: str | None = None
    due: str | None = None
    kind: str | None = None
    factor: str | None = None
    incident: str | None = None


def change(tasks: Tasks, given: str, said: Said, by: str | None, now: datetime) -> Changed:
    """The file with the task changed, not yet written. UsageError for what cannot be recorded as said."""
    if said == Said():
        hint = "Give --owner, --due, --kind, --factor or --incident."
        raise UsageError("nothing is said to be different", hint=hint)
    notes: list[str] = [tasks.recording.note] if tasks.recording.note else []
    task = tasks.find(given)
    incident = _incident(tasks, task, said.incident)
    today = day_of(tasks.recording.policy, now)
    day = day_meant(said.due, today) if said.due is not None else None
    if day and day < today:
        notes.append(f"it was due on {day} and is late already")
    wanted = {
        "incident": incident if said.incident is not None else None,
        "factor": factor_meant(tasks, said.factor, incident),
        "owner": owner_meant(tasks, said.owner, notes),
        "due": day.isoformat() if day else None,
        "kind": said.kind,
    }
    facts = {key: value for key, value in wanted.items() if value is not None}
    return taken(tasks, _changing(tasks, task, facts, by, now, notes))


def _incident(tasks: Tasks, task: Task, given: str | None) -> str | None:
    """The incident that the task answers then; one that answers another already stays there."""
    if given is None:
        return task.incident or None
    incident = tasks.recording.incident(given)
    if task.incident not in {"", incident}:
        hint = f"Decline it, and add a task for {incident}."
        raise GovError(f"`{tasks.file.name(task)}` answers {task.incident}", hint=hint)
    return incident


def moving(tasks: Tasks, given: str, day: date, by: str | None, now: datetime) -> Step:
    """What makes the task due on another day. GovError for one that is over."""
    task = tasks.find(given)
    if not task.is_open:
        raise GovError(f"`{tasks.file.name(task)}` is over", hint="What is done or declined has no new day.")
    return _changing(tasks, task, {"due": day.isoformat()}, by, now, [])


def _changing(
    tasks: Tasks, task: Task, facts: dict[str, str], by: str | None, now: datetime, notes: list[str]
) -> Step:
    """These facts of the task, and one more line of its history that names them."""
    file = tasks.editable
    name = file.name(task)
    fresh = {key: value for key, value in facts.items() if getattr(task, key) != value}
    if not fresh:
        return Step(task.at, (), (*notes, f"`{name}` {' and '.join(_as_it_is(facts))} already"))
    actor = acting(tasks.recording, by)
    state = task.word or file.words.word(task.state)
    line = {"at": format_instant(now), "by": actor.who, "state": state, **fresh}
    puts = [Put((*task.at, key), value) for key, value in fresh.items()]
    said = [*notes, *([actor.note] if actor.note else [])]
    return Step(task.at, (*puts, Append((*task.at, "history"), line)), said)


def _as_it_is(facts: dict[str, str]) -> Iterator[str]:
    for key, value in facts.items():
        yield f"is due on {value}" if key == "due" else f"has {key} {value}"
