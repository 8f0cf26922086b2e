"""The rules over one tasks.json: readable, unambiguous, and of use to whoever has to do the work."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from governor_cli.contracts.rule import found_in_reading, rule
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.forms import incident_id
from governor_cli.core.suggest import hint_for
from governor_cli.core.trees import is_mapping, is_sequence
from governor_cli.kinds.tasks.circles import circles
from governor_cli.kinds.tasks.factors import number_of
from governor_cli.kinds.tasks.file import TaskFile, as_id, id_of
from governor_cli.kinds.tasks.model import KINDS, STATES, Task
from governor_cli.kinds.tasks.words import BLOCKER_KEYS, STATE_KEYS, first_key, state_of
from governor_cli.policy.model import Playbook


class TaskSubject(NamedTuple):
    """One tasks.json under judgement."""

    file: TaskFile
    policy: Playbook | None


@found_in_reading("TSK001", "the file of tasks is valid JSON")
def valid_json() -> None:
    """A file that does not parse loses every task in it, and every tool that reads it.

    The usual causes: a comma after the last entry, a comma missing between two, a comment, text
    in single quotes, a merge that nobody finished.
    """


@found_in_reading("TSK002", "a key stands once in a task")
def one_key() -> None:
    """JSON readers take the last of two equal keys, people read the first.

    Two branches that each add the same key merge without a conflict; this is where it shows.
    """


@found_in_reading("TSK003", "the file of tasks is of a readable size")
def readable_size() -> None:
    """No list of follow-ups needs many megabytes, or dozens of levels.

    The bound keeps a hostile file from stopping everybody's commits. Move what is over into an
    archive beside it.
    """


@found_in_reading("TSK004", "the file of tasks has a shape that gov knows")
def known_shape() -> None:
    """A bare array, named lanes, ``{"tasks": [...]}``, or lists by tag as Task Master keeps them.

    VS Code also calls its build steps tasks.json. Name another file in the playbook then.
    """


@rule("TSK010", "an entry is a task with an id and a title")
def whole_task(subject: TaskSubject) -> Iterator[Fault]:
    """What has no id cannot be closed, waited for or named in a commit.

    A task without a title means something to its author only.
    """
    for _, at, entry in subject.file.entries:
        if not is_mapping(entry):
            hint = 'Write `{"id": "...", "title": "..."}`.'
            yield Fault("TSK010", "the entry is no task", hint, at=at)
        elif not id_of(entry):
            problem = "has an id that is neither text nor a whole number" if "id" in entry else "has no id"
            yield Fault(
                "TSK010", f"the task {problem}", 'Add `"id"`, unique in the file.', at=_key(at, entry, "id")
            )
        elif not isinstance(entry.get("title"), str) or not entry["title"].strip():
            yield Fault(
                "TSK010",
                f"the task `{id_of(entry)}` has no title",
                "Say in a few words what is to be done.",
                at=_key(at, entry, "title", "id"),
                severity="warning",
                subject=f"{id_of(entry)} title",
            )


@rule("TSK011", "an id stands for one task")
def unique_id(subject: TaskSubject) -> Iterator[Fault]:
    """Two tasks with one id: every command and every commit picks one of them by chance.

    It comes from numbering by hand on two branches. Give the later one another id.
    """
    seen: dict[tuple[str, str], Task] = {}
    for task in subject.file.tasks:
        first = seen.setdefault((subject.file.space(task), task.id), task)
        if first is not task:
            line = subject.file.json.place((*first.at, "id")).line
            hint = f"Give one of the two another id: the first is on line {line}."
            yield Fault("TSK011", f"the id `{task.id}` is taken", hint, at=(*task.at, "id"), subject=task.id)


@rule("TSK012", "what a task waits for exists")
def known_blocker(subject: TaskSubject) -> Iterator[Fault]:
    """A task that waits for one nobody can find waits for ever."""
    file = subject.file
    known = {(file.space(task), task.id) for task in file.tasks}
    if any(task.blocked_by for task in file.tasks):
        known |= set(file.subtasks())
    ids = [task.id for task in file.tasks]
    for _, at, entry in file.entries:
        key = first_key(entry, BLOCKER_KEYS) if is_mapping(entry) else None
        if key is not None and entry[key] is not None and not is_sequence(entry[key]):
            yield Fault("TSK012", f"`{key}` is no list", 'Write `["ID"]`.', at=(*at, key))
    for task in file.tasks:
        for index, name in _blockers(file, task):
            if (file.space(task), name) not in known:
                hint = hint_for(name, ids) if len(ids) < _NAMED else "Name a task of this file."
                message = f"`{task.id}` waits for `{name}`, which is no task"
                yield Fault("TSK012", message, hint, at=index, subject=f"{task.id} {name}")


@rule("TSK013", "tasks do not wait for each other in a circle")
def no_circle(subject: TaskSubject) -> Iterator[Fault]:
    """In a circle each task waits for the next, and none can ever begin."""
    file = subject.file
    tasks: dict[tuple[str, str], Task] = {}
    waits: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for task in file.tasks:
        key = (file.space(task), task.id)
        tasks.setdefault(key, task)
        waits.setdefault(key, []).extend((key[0], name) for name in task.blocked_by)
    for circle in circles(waits):
        first = tasks[circle[0]]
        names = [name for _, name in circle]
        shown = " → ".join(f"`{name}`" for name in [*names[:_NAMED_IN_CIRCLE], names[0]])
        message = f"{shown} wait for each other" if len(names) > 1 else f"`{names[0]}` waits for itself"
        at = next((at for at, name in _blockers(file, first) if name == names[1 % len(names)]), first.at)
        hint = "Take one of them out of what it waits for."
        yield Fault("TSK013", message, hint, at=at, subject=" ".join(sorted(names)))


@rule("TSK014", "the state of a task is a known one")
def known_state(subject: TaskSubject) -> Iterator[Fault]:
    """A state that no tool knows is neither open nor over, and is overlooked by all of them.

    gov's own word is one of five; where another tool keeps the file, its words are understood too.
    """
    for _, at, entry in subject.file.entries:
        key = first_key(entry, STATE_KEYS) if is_mapping(entry) else None
        if key is None:
            continue
        word = entry[key]
        own = key == "state" and not subject.file.is_foreign
        known = isinstance(word, str) and (word in STATES if own else bool(state_of(word)))
        if not known:
            yield Fault(
                "TSK014",
                f"`{word}` is no state" if isinstance(word, str) else "the state is no text",
                hint_for(str(word), STATES),
                at=(*at, key),
                severity=None if own else "warning",
                subject=f"{id_of(entry)} {key}",
            )


@rule("TSK015", "a due date is a day")
def due_day(subject: TaskSubject) -> Iterator[Fault]:
    """Only a day such as 2026-12-04 can be late; "soon" never is."""
    for task in subject.file.tasks:
        if task.due and task.day is None:
            message = f"`{task.due}` is no day"
            hint = "Write it as 2026-12-04."
            yield Fault("TSK015", message, hint, at=(*task.at, "due"), subject=f"{task.id} due")


@rule("TSK016", "the follow-up of an incident says what gov's keys ask for")
def own_keys(subject: TaskSubject) -> Iterator[Fault]:
    """Reports and reminders are made from these keys.

    ``kind`` is prevent, mitigate, detect or process; ``factor`` a contributing factor such as F1;
    ``history`` a list. Tasks that name no incident may use them as they like.
    """
    for _, at, entry in subject.file.entries:
        if is_mapping(entry) and entry.get("incident") is not None:
            for key, message, hint in _odd_values(entry):
                yield Fault("TSK016", message, hint, at=(*at, key), subject=f"{id_of(entry)} {key}")


@rule("TSK017", "a follow-up that is over says why", severity="warning")
def says_why(subject: TaskSubject) -> Iterator[Fault]:
    """What was promised after an incident is done because something proves it, or declined for a reason.

    ``gov task done ID --evidence E`` and ``gov task decline ID --reason R`` record both.
    """
    for task in subject.file.tasks:
        if not task.incident or task.is_open:
            continue
        key = first_key(_entry(subject.file, task), STATE_KEYS) or "id"
        if task.state == "completed" and not task.evidence:
            message, hint = "is done without evidence", "Add `evidence`: a commit, an address or a path."
        elif task.state == "cancelled" and not task.reason:
            message, hint = "is declined without a reason", "Add it to `history`, as `gov task decline` does."
        else:
            continue
        yield Fault("TSK017", f"`{task.id}` {message}", hint, at=(*task.at, key), subject=task.id)


_NAMED = 2_000
"""In a longer list no id is looked for that was probably meant."""
_NAMED_IN_CIRCLE = 6


def _entry(file: TaskFile, task: Task) -> Any:
    found: Any = file.json.tree
    for part in task.at:
        found = found[part]
    return found


def _blockers(file: TaskFile, task: Task) -> Iterator[tuple[Loc, str]]:
    """What a task waits for, each with its path."""
    if not task.blocked_by:
        return
    entry = _entry(file, task)
    key = first_key(entry, BLOCKER_KEYS) or ""
    for index, value in enumerate(entry[key]):
        if as_id(value):
            yield (*task.at, key, index), as_id(value)


def _key(at: Loc, entry: Any, *keys: str) -> Loc:
    """The path of the first of these keys that is there, else of the entry."""
    return next(((*at, key) for key in keys if key in entry), at)


def _odd_values(entry: Any) -> Iterator[tuple[str, str, str]]:
    """(key, message, hint) of each of gov's own keys that says something else than it should."""
    for key in ("incident", "owner", "kind", "factor", "source", "evidence"):
        value = entry.get(key)
        if value is not None and not isinstance(value, str):
            yield key, f"`{key}` is no text", "Write it as text."
    if "history" in entry and not (is_sequence(entry["history"]) and all(map(is_mapping, entry["history"]))):
        yield "history", "`history` is no list of entries", 'Write `[{"at": "...", "state": "..."}]`.'
    kind, factor, incident = entry.get("kind"), entry.get("factor"), entry.get("incident")
    if isinstance(kind, str) and kind not in KINDS:
        yield "kind", f"`{kind}` is no kind of follow-up", hint_for(kind, KINDS)
    if isinstance(factor, str) and number_of(factor) is None:
        yield "factor", f"`{factor}` is no factor", "Name it as its heading does, such as F1."
    if isinstance(incident, str) and not _is_incident(incident):
        yield "incident", f"`{incident}` is not the id of an incident", "Write it as INC-20261123-7F3K."


def _is_incident(text: str) -> bool:
    try:
        incident_id(text)
    except ValueError:
        return False
    return True


RULES = (
    valid_json,
    one_key,
    readable_size,
    known_shape,
    whole_task,
    unique_id,
    known_blocker,
    no_circle,
    known_state,
    due_day,
    own_keys,
    says_why,
)
