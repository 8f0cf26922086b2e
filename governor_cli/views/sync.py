"""The weekly sync for people and for scripts: its minutes, its actions, and what nobody has decided."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from governor_cli.core.instants import format_instant
from governor_cli.kinds.sync.model import Sync
from governor_cli.kinds.tasks.model import Task
from governor_cli.practices.agenda.boxes import Box
from governor_cli.views import ink
from governor_cli.views.columns import table

_LONGEST = 60


class Outcome(NamedTuple):
    """What closing comes to: tasks made of boxes, decisions carried out, what is undecided or lacks."""

    made: Sequence[tuple[str, Task]]
    decided: Sequence[tuple[str, str]]
    undecided: Sequence[tuple[str, Task, str]]
    lacking: Sequence[str]


# for scripts


def sync_data(path: str, record: Sync, boxes: Iterable[Box]) -> dict[str, Any]:
    """``{week, path, status, date, closed, attendees, absent, incidents, actions}``; handles without @."""
    return {
        "week": record.week,
        "path": path,
        "status": record.status,
        "date": record.date.isoformat() if record.date else None,
        "closed": format_instant(record.closed) if record.closed else None,
        "attendees": [name.removeprefix("@") for name in record.attendees],
        "absent": [name.removeprefix("@") for name in record.absent],
        "incidents": list(record.incidents),
        "actions": [_box_data(box) for box in boxes],
    }


def _box_data(box: Box) -> dict[str, Any]:
    action = box.action
    return {
        "line": action.box.line,
        "title": box.title,
        "owner": action.owner.removeprefix("@") or None,
        "due": action.due or None,
        "task": box.task or None,
    }


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """``{tasks, decided, undecided: [{id, title, owner, due, why}], lacking}``."""
    return {
        "tasks": [_task_data(name, task) for name, task in outcome.made],
        "decided": [{"id": name, "decision": what} for name, what in outcome.decided],
        "undecided": [{**_task_data(name, task), "why": why} for name, task, why in outcome.undecided],
        "lacking": list(outcome.lacking),
    }


def _task_data(name: str, task: Task) -> Mapping[str, Any]:
    return {
        "id": name,
        "title": task.title,
        "owner": task.owner.removeprefix("@") or None,
        "due": task.due or None,
    }


# for people


def sync_text(record: Sync, boxes: Iterable[Box]) -> str:
    """Who, what and which actions, a line each."""
    colour = "green" if record.status == "closed" else "cyan"
    facts = [
        (ink.bold(record.week), ink.ink(colour, record.status)),
        ("date", record.date.isoformat() if record.date else "not said yet"),
        ("attendees", ", ".join(record.attendees) or "nobody"),
        ("absent", ", ".join(record.absent)),
        ("incidents", _several(record.incidents)),
    ]
    rows = [
        (box.task or "no task yet", box.action.owner or "-", box.action.due or "-", _cut(box.title))
        for box in boxes
    ]
    parts = [table(row for row in facts if row[1])]
    parts += ["", ink.bold("actions"), table(rows)] if rows else []
    return "\n".join(parts) + "\n"


def outcome_text(outcome: Outcome, *, planned: bool = False) -> str:
    """What closing did, or would do, and what is in its way."""
    made = [("" if planned else name, task.owner, task.due, _cut(task.title)) for name, task in outcome.made]
    undecided = [
        (name, task.owner or "-", _cut(task.title), ink.ink("red", why))
        for name, task, why in outcome.undecided
    ]
    lacking = [(one,) for one in outcome.lacking]
    blocks = (
        ("would become tasks" if planned else "became tasks", made),
        ("would be carried out" if planned else "carried out", outcome.decided),
        ("not decided", undecided),
        ("in the way", lacking),
    )
    return "".join(f"\n{ink.bold(title)}\n{table(rows)}\n" for title, rows in blocks if rows)


def _several(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 3 else f"{', '.join(names[:3])} and {len(names) - 3} more"  # noqa: PLR2004 - as many as a line takes


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
