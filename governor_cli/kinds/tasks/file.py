"""A tasks.json as a whole: its text, its shape, its words, and every task in it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from governor_cli.core.finding import Loc
from governor_cli.core.json_text import JsonText, Numeral, read_json
from governor_cli.core.trees import is_mapping, is_sequence
from governor_cli.kinds.tasks.model import Task
from governor_cli.kinds.tasks.shapes import NoShape, Shape, TaskList, entries_of, shape_of
from governor_cli.kinds.tasks.words import BLOCKER_KEYS, STATE_KEYS, Words, first_key, state_of, words_of


class TaskFile:
    """One file of tasks. ``shape`` is None where it cannot be read, or is none of gov's: see ``problem``."""

    def __init__(self, json: JsonText) -> None:
        self.json = json
        found = shape_of(json.tree) if json.usable else None
        self.problem = found if isinstance(found, NoShape) else None
        self.shape = found if isinstance(found, Shape) else None

    @property
    def path(self) -> str:
        """The file, relative to the root of the gov repository."""
        return self.json.path

    @property
    def is_foreign(self) -> bool:
        """Whether another tool's shape decides the words."""
        return self.shape is not None and self.shape.name in {"tasks", "tagged"}

    @cached_property
    def entries(self) -> list[tuple[TaskList, Loc, Any]]:
        """Every entry with the list it stands in and its path, tasks or not."""
        return list(entries_of(self.json.tree, self.shape)) if self.shape else []

    @cached_property
    def words(self) -> Words:
        """How this file calls states and what a task waits for."""
        mappings = (entry for _, _, entry in self.entries if is_mapping(entry))
        tagged = self.shape is not None and self.shape.name == "tagged"
        return words_of(mappings, foreign=self.is_foreign, numbered=tagged)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """Every entry that has an id, in the order of the file."""
        return tuple(
            self._task(one, at, entry)
            for one, at, entry in self.entries
            if is_mapping(entry) and id_of(entry)
        )

    def task_at(self, at: Loc) -> Task:
        """The one task at a path that is known to be one."""
        return self._task(*self._places[at])

    def entry_at(self, at: Loc) -> Mapping[str, Any]:
        """The same as it is written."""
        entry: Mapping[str, Any] = self._places[at][2]
        return entry

    @cached_property
    def _places(self) -> dict[Loc, tuple[TaskList, Loc, Any]]:
        return {found[1]: found for found in self.entries}

    def called(self, folded: str) -> tuple[Task, ...]:
        """The tasks of this id or name, in lower case: several where an id stands in more than one list."""
        return tuple(self._called.get(folded, ()))

    @cached_property
    def _called(self) -> dict[str, list[Task]]:
        found: dict[str, list[Task]] = {}
        for task in self.tasks:
            for word in {task.id.casefold(), self.name(task).casefold()}:
                found.setdefault(word, []).append(task)
        return found

    def _task(self, one: TaskList, at: Loc, entry: Any) -> Task:
        lanes = self.shape is not None and self.shape.name == "lanes"
        return _task(entry, one.name, at, state_of(one.name) if lanes else "pending")

    def name(self, task: Task) -> str:
        """What people call a task: its id, with its list before it where ids are counted by list."""
        return f"{task.group}:{task.id}" if self._by_list and task.id in self._shared else task.id

    @property
    def _by_list(self) -> bool:
        return self.shape is not None and self.shape.name == "tagged" and len(self.shape.lists) > 1

    @cached_property
    def _shared(self) -> frozenset[str]:
        """Ids that stand in more than one list."""
        groups: dict[str, str] = {}
        return frozenset(
            task.id for task in self.tasks if groups.setdefault(task.id, task.group) != task.group
        )

    def space(self, task: Task) -> str:
        """Within which ids are unique and refer to each other: one list of a tagged file, else the file."""
        return task.group if self.shape is not None and self.shape.name == "tagged" else ""

    def subtasks(self) -> Iterator[tuple[str, str]]:
        """(space, id) of each part of a task, as ``5.1``: other tasks may wait for one."""
        tagged = self.shape is not None and self.shape.name == "tagged"
        for one, _, entry in self.entries:
            inner: Any = entry.get("subtasks") if is_mapping(entry) else None
            for part in inner if is_sequence(inner) else ():
                if is_mapping(part) and id_of(part):
                    yield one.name if tagged else "", f"{id_of(entry)}.{id_of(part)}"


def read_tasks(path: str, data: bytes) -> TaskFile:
    """Read the bytes of a tasks.json; never raises."""
    return TaskFile(read_json(path, data))


def id_of(entry: Mapping[str, Any]) -> str:
    """An id as text: a text or a whole number; "" for anything else."""
    return as_id(entry.get("id"))


def as_id(value: Any) -> str:
    """What an id or a reference to one says, as text; "" where it is no id."""
    if isinstance(value, bool) or not isinstance(value, (str, int)) or isinstance(value, Numeral):
        return ""
    return str(value).strip()


def _task(entry: Mapping[str, Any], group: str, at: tuple[str | int, ...], usual: str) -> Task:
    state_key, blocker_key = first_key(entry, STATE_KEYS), first_key(entry, BLOCKER_KEYS)
    word = _text(entry, state_key) if state_key else ""
    state = state_of(word) if word else usual or "pending"
    blockers: Any = entry[blocker_key] if blocker_key else ()
    history: Any = entry.get("history")
    return Task(
        id_of(entry),
        _text(entry, "title"),
        state,
        word,
        group,
        at,
        tuple(name for one in blockers if (name := as_id(one))) if is_sequence(blockers) else (),
        _text(entry, "incident"),
        _text(entry, "factor"),
        _text(entry, "owner"),
        _text(entry, "due"),
        _text(entry, "kind"),
        _text(entry, "priority"),
        _text(entry, "area"),
        _text(entry, "source"),
        _text(entry, "evidence"),
        tuple(filter(is_mapping, history)) if is_sequence(history) else (),
    )


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else "" if value is None else str(value)
