"""The actions of an agenda: every one that is open, what ended since the last sync, and what was decided."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from governor_cli.core.instants import parse_instant
from governor_cli.core.markdown_edit import escape_cell
from governor_cli.kinds.tasks.model import Task
from governor_cli.practices.agenda.decided import HOW, needs_decision
from governor_cli.practices.agenda.decision_cells import COLUMN, with_decision
from governor_cli.practices.agenda.text import counted, line, paragraphs, table

SECTION: Final = "Previous actions"
_GONE: Final = ("is not among the tasks any more", "", "", "", "")
_HEAD: Final = ("Task", "What", "Owner", "Due", "State", COLUMN)


class Action(NamedTuple):
    """A task as people call it; its state on the day of the agenda in a few words."""

    name: str
    task: Task
    state: str
    needs_decision: bool


def previous(
    tasks: Iterable[tuple[str, Task]], today: date, since: datetime, decided: Mapping[str, str]
) -> list[Action]:
    """The actions that belong on an agenda, what needs a decision first, then by day, what is over last.

    A backlog may hold thousands of entries that nobody took over: what has neither an owner nor a day
    nor an incident is no action.
    """
    found = [
        Action(name, task, _state(task, today), needs_decision(task, today))
        for name, task in tasks
        if (task.is_open and (task.owner or task.due or task.incident))
        or (not task.is_open and _ended_since(task, since))
        or name in decided
    ]
    return sorted(found, key=_order)


def _order(one: Action) -> tuple[bool, bool, bool, date]:
    task = one.task
    return (not task.is_open, not one.needs_decision, task.day is None, task.day or date.max)


def text(
    actions: Sequence[Action], decided: Mapping[str, str], week: str = "", left: Sequence[str] = ()
) -> str:
    """The table, with what people decided in its last column; what is decided already stays there.

    ``left`` are the actions in the minutes of an earlier ``week`` that nobody has closed.
    """
    known = {one.name for one in actions}
    cells = [*map(_cells, actions), *((name, *_GONE) for name in decided if name not in known)]
    rows = [with_decision(line(row), decided.get(row[0], "")) for row in cells]
    head = table(_HEAD, [_HEAD]).splitlines()[:2]
    shown = "\n".join([*head, *rows]) if rows else "No action is open."
    return paragraphs(_asked(actions), shown, _left(week, left))


def _left(week: str, left: Sequence[str]) -> str:
    if not left:
        return ""
    told = "\n".join(f"- {_no_box(escape_cell(one))}" for one in left)
    return f"Not among the tasks yet, for the sync of {week} is still open:\n\n{told}"


def _no_box(text: str) -> str:
    """Text that makes no box of its line: it would become a task a second time."""
    return f"\\{text}" if text.startswith("[") else text


def _asked(actions: Sequence[Action]) -> str:
    waiting = sum(one.needs_decision for one in actions)
    if not waiting:
        return ""
    verb = "needs" if waiting == 1 else "need"
    return f"{counted(waiting, 'action')} {verb} a decision. {HOW}"


def _cells(one: Action) -> tuple[str, ...]:
    task = one.task
    title = f"{task.title} ({task.incident})" if task.incident else task.title
    return (one.name, title, task.owner or "nobody", task.due or "no date", one.state, "")


def _state(task: Task, today: date) -> str:
    if task.state == "completed":
        return f"done: {task.evidence}" if task.evidence else "done"
    if task.state == "cancelled":
        return f"declined: {task.reason}" if task.reason else "declined"
    late = (today - task.day).days if task.day else 0
    word = (task.state or task.word).replace("_", " ")
    return f"{word}, {late} d late" if late > 0 else word


def _ended_since(task: Task, since: datetime) -> bool:
    """Whether its history says that it ended after an instant."""
    for entry in reversed(task.history):
        at = entry.get("at")
        try:
            return isinstance(at, str) and parse_instant(at) >= since
        except ValueError:
            return False
    return False
