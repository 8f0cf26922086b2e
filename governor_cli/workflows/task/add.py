"""Record a follow-up: one more entry in the file of tasks, in the words and the manner of that file."""

import secrets
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.ids import ALPHABET, SUFFIX
from governor_cli.core.instants import format_duration, format_instant
from governor_cli.core.json_edit import Append
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.tasks.file import TaskFile, as_id
from governor_cli.kinds.tasks.shapes import TaskList
from governor_cli.practices.tasks import Due, day_of, due_by_policy
from governor_cli.workflows.acting import acting
from governor_cli.workflows.said import checked_line
from governor_cli.workflows.task.facts import day_meant, factor_meant, owner_meant
from governor_cli.workflows.task.state import Tasks
from governor_cli.workflows.task.step import Step, taken
from governor_cli.workflows.task.write import Changed

LONGEST_TITLE = 300
_LONG_LIST = 10_000
"""From so many tasks on, four random characters would soon meet."""
_DIGITS = 7


class FollowUp(NamedTuple):
    """What somebody wants done; None and empty lists where nothing was said."""

    title: str
    incident: str | None = None
    owner: str | None = None
    due: str | None = None
    kind: str | None = None
    factor: str | None = None
    priority: str | None = None
    area: str | None = None
    source: str | None = None
    blocked_by: Sequence[str] = ()
    by: str | None = None


def add(tasks: Tasks, said: FollowUp, now: datetime) -> Changed:
    """The file with the new task, not yet written. UsageError for what cannot be recorded as said."""
    return taken(tasks, adding(tasks, said, now))


def adding(tasks: Tasks, said: FollowUp, now: datetime, beside: Sequence[Step] = ()) -> Step:
    """What records the task, in a place and under an id that none of the steps ``beside`` it takes."""
    file = tasks.editable
    notes: list[str] = [tasks.recording.note] if tasks.recording.note else []
    listed = _list_for(file, said.area)
    before = sum(1 for one, _, _ in file.entries if one is listed)
    before += sum(1 for step in beside if step.at[:-1] == listed.at)
    added = [change.item for step in beside for change in step.changes if isinstance(change, Append)]
    entry = _entry(tasks, said, listed, now, notes, {as_id(one["id"]).casefold() for one in added})
    return Step((*listed.at, before), [Append(listed.at, entry)], notes)


def _entry(
    tasks: Tasks, said: FollowUp, listed: TaskList, now: datetime, notes: list[str], others: Collection[str]
) -> dict[str, Any]:
    file, words = tasks.file, tasks.file.words
    incident = tasks.recording.incident(said.incident) if said.incident is not None else None
    blockers = [_raw_id(file, tasks.find(name).at) for name in said.blocked_by]
    actor = acting(tasks.recording, said.by)
    state = words.word("pending")
    says_states = bool(words.states) or not file.entries
    own_area = None if listed.name else said.area
    optional = {
        "area": own_area and checked_line(own_area, "the area", LONGEST_TITLE),
        words.blocker_key: blockers if blockers or file.is_foreign else None,
        words.state_key: state if says_states else None,
        "incident": incident,
        "factor": factor_meant(tasks, said.factor, incident),
        "owner": _owner(tasks, said.owner, incident, notes),
        "due": _due(tasks, said, incident, now, notes),
        "kind": said.kind,
        "priority": said.priority and checked_line(said.priority, "the priority", LONGEST_TITLE),
        "source": said.source and checked_line(said.source, "the source", LONGEST_TITLE),
        "history": [{"at": format_instant(now), "by": actor.who, "state": state}],
    }
    notes += [actor.note] if actor.note else []
    head = {"id": new_id(file, others), "title": checked_line(said.title, "the title", LONGEST_TITLE)}
    return {**head, **{key: value for key, value in optional.items() if value is not None}}


def _list_for(file: TaskFile, area: str | None) -> TaskList:
    """The list that takes the task: in a file with lanes or tags the one that is named, else the first."""
    lists = file.shape.lists if file.shape else (TaskList("", ()),)
    named_lists = [one for one in lists if one.name]
    if not named_lists or area is None:
        return lists[0]
    found = next((one for one in named_lists if one.name.casefold() == area.casefold()), None)
    if found is None:
        known = [one.name for one in named_lists]
        raise UsageError(f"{file.path} has no list `{area}`", hint=hint_for(area, known))
    return found


def new_id(file: TaskFile, others: Collection[str] = ()) -> str | int:
    """An id that two branches can choose at the same time: ``T-`` and random characters.

    A list whose ids are all numbers, as Task Master keeps them, gets a random number. ``others`` are ids,
    in lower case, that are taken as well.
    """
    length = SUFFIX if len(file.tasks) < _LONG_LIST else SUFFIX + 2
    while True:
        if file.words.numbered:
            number = 10 ** (_DIGITS - 1) + secrets.randbelow(9 * 10 ** (_DIGITS - 1))
            if not file.called(str(number)) and str(number) not in others:
                return int(number)
        else:
            name = f"T-{''.join(secrets.choice(ALPHABET) for _ in range(length))}"
            if not file.called(name.casefold()) and name.casefold() not in others:
                return name


def _raw_id(file: TaskFile, at: tuple[str | int, ...]) -> Any:
    """An id as the file writes it: text or a number."""
    return file.entry_at(at)["id"]


def _owner(tasks: Tasks, given: str | None, incident: str | None, notes: list[str]) -> str | None:
    if given is None:
        notes.append("nobody owns it yet" + (": the checklist asks for an owner" if incident else ""))
    return owner_meant(tasks, given, notes)


def _due(tasks: Tasks, said: FollowUp, incident: str | None, now: datetime, notes: list[str]) -> str | None:
    today = day_of(tasks.recording.policy, now)
    by_policy = said.due is None
    day = _day_by_policy(tasks, incident, now, notes) if by_policy else day_meant(said.due or "", today)
    if day is None:
        notes.append("it has no due day: the checklist asks for one" if incident else "it has no due day")
        return None
    if day < today:
        notes.append(f"it was due on {day} and is late already")
    return day.isoformat()


def _day_by_policy(tasks: Tasks, incident: str | None, now: datetime, notes: list[str]) -> date | None:
    """The day that the playbook allows for the incident's severity."""
    if incident is None:
        return None
    try:
        _, record = tasks.recording.report(incident)
    except GovError as error:
        notes.append(f"the report of {incident} cannot be read: {error.message}")
        return None
    policy = tasks.recording.policy
    due = due_by_policy(policy, record.severity, record.times.resolved, now)
    if due is None:
        return None
    notes.append(_because(tasks, record.severity or "", due))
    return due.day


def _because(tasks: Tasks, severity: str, due: Due) -> str:
    level = tasks.recording.policy.severity(severity)
    length = tasks.recording.policy.after_resolve.tasks[level.id] if level else timedelta()
    start = "after it was resolved" if due.since == "resolved" else "from today, until it is resolved"
    return f"due on {due.day}: {severity} allows {format_duration(length)} {start}"
