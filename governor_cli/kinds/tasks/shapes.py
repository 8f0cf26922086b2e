"""The shapes a tasks.json comes in, recognised by what stands in it; anything else is refused by name."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.core.trees import is_mapping, is_sequence

Name = Literal["array", "lanes", "tasks", "tagged"]

_EDITOR_VERSIONS: Final = {"0.1.0", "2.0.0"}
_EDITOR_KEYS: Final = {"label", "taskName", "command", "type"}


class TaskList(NamedTuple):
    """One list of tasks: its name ("" where the file has but one), and where it stands."""

    name: str
    at: Loc


class Shape(NamedTuple):
    """``array``: a bare array. ``lanes``: named arrays. ``tasks``: an array under that key.

    ``tagged``: lists by tag as Task Master keeps them, each with ids of its own.
    """

    name: Name
    lists: tuple[TaskList, ...]


class NoShape(NamedTuple):
    """Why a file is none of gov's."""

    message: str
    hint: str
    at: Loc = ()


def shape_of(tree: Any) -> Shape | NoShape:
    """The shape of a file that is valid JSON."""
    if is_sequence(tree):
        return Shape("array", (TaskList("", ()),))
    if not is_mapping(tree):
        return NoShape("holds no list of tasks", "Write `[]` for no tasks.")
    if _is_of_an_editor(tree):
        return NoShape(
            "this is the tasks.json of VS Code, which describes builds and not follow-ups",
            "Name another file under `knowledge.tasks` of the playbook.",
        )
    return _shape_of_object(tree)


def _shape_of_object(tree: Mapping[str, Any]) -> Shape | NoShape:
    if is_sequence(tree.get("tasks")):
        return Shape("tasks", (TaskList("", ("tasks",)),))
    tagged = [name for name, value in tree.items() if is_mapping(value) and is_sequence(value.get("tasks"))]
    if tagged:
        return Shape("tagged", tuple(TaskList(name, (name, "tasks")) for name in tagged))
    lanes = [name for name, value in tree.items() if is_sequence(value) and all(map(is_mapping, value))]
    if lanes:
        return Shape("lanes", tuple(TaskList(name, (name,)) for name in lanes))
    hint = 'Write a list of tasks, `{"tasks": [...]}`, or `[]` for none.'
    return NoShape("holds no list of tasks", hint)


def entries_of(tree: Any, shape: Shape) -> Iterator[tuple[TaskList, Loc, Any]]:
    """Every entry of every list with its path, tasks or not."""
    for one in shape.lists:
        held = tree
        for part in one.at:
            held = held[part]
        for index, entry in enumerate(held):
            yield one, (*one.at, index), entry


def _is_of_an_editor(tree: Mapping[str, Any]) -> bool:
    tasks: Any = tree.get("tasks")
    entries = [entry for entry in tasks if is_mapping(entry)] if is_sequence(tasks) else []
    if any("id" in entry for entry in entries):
        return False
    described = [entry for entry in entries if "title" not in entry and _EDITOR_KEYS & entry.keys()]
    return tree.get("version") in _EDITOR_VERSIONS or bool(described)
