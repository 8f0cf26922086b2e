"""Tasks among each other: each id stands for one, and none waits for what is not there, or for itself."""

from collections.abc import Iterator

from governor_cli.contracts.rule import rule
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.suggest import hint_for
from governor_cli.core.trees import is_mapping, is_sequence
from governor_cli.kinds.tasks.circles import circles
from governor_cli.kinds.tasks.file import TaskFile, as_id
from governor_cli.kinds.tasks.model import Task
from governor_cli.kinds.tasks.subject import TaskSubject
from governor_cli.kinds.tasks.words import BLOCKER_KEYS, first_key

_NAMED = 2_000
"""In a longer list no id is looked for that was probably meant."""
_NAMED_IN_CIRCLE = 6


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


def _blockers(file: TaskFile, task: Task) -> Iterator[tuple[Loc, str]]:
    """What a task waits for, each with its path."""
    if not task.blocked_by:
        return
    entry = file.entry_at(task.at)
    key = first_key(entry, BLOCKER_KEYS) or ""
    for index, value in enumerate(entry[key]):
        if as_id(value):
            yield (*task.at, key, index), as_id(value)


RULES = (unique_id, known_blocker, no_circle)
