"""A tasks.json that can be read: JSON of a shape that gov knows, and what stands in it are tasks."""

from collections.abc import Iterator
from typing import Any

from governor_cli.contracts.rule import found_in_reading, rule
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.trees import is_mapping
from governor_cli.kinds.tasks.file import id_of
from governor_cli.kinds.tasks.subject import TaskSubject


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


def _key(at: Loc, entry: Any, *keys: str) -> Loc:
    """The path of the first of these keys that is there, else of the entry."""
    return next(((*at, key) for key in keys if key in entry), at)


RULES = (valid_json, one_key, readable_size, known_shape, whole_task)
