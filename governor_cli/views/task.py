"""Follow-ups for people, for scripts, and for a meeting."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from governor_cli.core.markdown_edit import escape_cell
from governor_cli.kinds.tasks.model import Task
from governor_cli.practices.tasks import Listed
from governor_cli.views import ink
from governor_cli.views.columns import table

_LONGEST = 60
_COLOURS = {"completed": "green", "cancelled": "dim", "blocked": "yellow", "in_progress": "cyan"}
_CHANGED = ("incident", "factor", "owner", "due", "kind")
"""What a line of a task's history may say that it is from then on."""

# for scripts


def task_data(one: Listed) -> dict[str, Any]:
    """Handles without @, the day as in the file; ``late`` in days, ``list`` the lane or tag."""
    task = one.task
    return {
        "id": one.name,
        "title": task.title,
        "state": task.state or None,
        "word": task.word or None,
        "incident": task.incident or None,
        "factor": task.factor or None,
        "owner": task.owner.removeprefix("@") or None,
        "due": task.due or None,
        "overdue": one.late > 0,
        "late": one.late,
        "kind": task.kind or None,
        "priority": task.priority or None,
        "area": task.area or None,
        "list": task.group or None,
        "source": task.source or None,
        "blocked_by": list(task.blocked_by),
        "evidence": task.evidence or None,
        "reason": (task.reason or None) if task.state == "cancelled" else None,
        "history": [_line_data(line) for line in task.history],
    }


def _line_data(line: Mapping[str, Any]) -> dict[str, Any]:
    people = {key: line[key] for key in ("by", "owner") if isinstance(line.get(key), str)}
    return {**line, **{key: name.removeprefix("@") for key, name in people.items()}}


def list_data(tasks: Iterable[Listed]) -> dict[str, Any]:
    """Every task in the order in which they have to be done."""
    return {"tasks": [task_data(one) for one in tasks]}


# for people


def list_text(tasks: Sequence[Listed]) -> str:
    """A line each, what has to be done first on top."""
    rows = [
        (
            one.name,
            _state(one.task),
            _due(one),
            one.task.owner or "-",
            _cut(one.task.title),
            _about(one.task),
        )
        for one in tasks
    ]
    return table(rows, ("id", "state", "due", "owner", "title", "incident")) + "\n" if rows else ""


def task_text(one: Listed, waits: Iterable[tuple[str, Task | None]] = ()) -> str:
    """Everything that is known of one task."""
    task = one.task
    rows = [
        ("state", _state(task)),
        ("incident", _about(task)),
        ("owner", task.owner),
        ("due", _due(one)),
        ("kind", task.kind),
        ("priority", task.priority),
        ("area", task.area or task.group),
        ("source", task.source),
        ("waits for", ", ".join(_wait(name, other) for name, other in waits)),
        ("evidence", task.evidence),
    ]
    facts = table((name, value) for name, value in rows if value)
    parts = [f"{ink.bold(one.name)}  {task.title}", facts]
    history = table(_history(task))
    return "\n".join([*parts, *(["", ink.bold("history"), history] if history else [])]) + "\n"


def follow_ups_text(tasks: Sequence[Listed]) -> str:
    """The tasks of one incident below the rest of what is shown of it."""
    rows = [
        (one.name, _state(one.task), _due(one), one.task.owner or "-", _cut(one.task.title)) for one in tasks
    ]
    return f"\n{ink.bold('follow-ups')}\n{table(rows)}\n" if rows else ""


def _state(task: Task) -> str:
    word = (task.state or task.word).replace("_", " ")
    colour = _COLOURS.get(task.state)
    return ink.ink(colour, word) if colour else word


def _due(one: Listed) -> str:
    if not one.late:
        return one.task.due
    days = "1 day" if one.late == 1 else f"{one.late} days"
    return ink.ink("red", f"{one.task.due}, {days} late")


def _about(task: Task) -> str:
    return f"{task.incident} {task.factor}".strip()


def _wait(name: str, other: Task | None) -> str:
    return f"{name} ({(other.state or other.word).replace('_', ' ')})" if other else f"{name} (not there)"


def _history(task: Task) -> Iterator[tuple[str, str, str, str]]:
    for entry in task.history:
        at, by, state, reason = (str(entry.get(key, "")) for key in ("at", "by", "state", "reason"))
        changed = (f"{key} {entry[key]}" for key in _CHANGED if key in entry)
        yield (at, by, state.replace("_", " "), reason or ", ".join(changed))


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"


# for a meeting


def list_markdown(tasks: Sequence[Listed], today: date) -> str:
    """What is late, what is open and what is over, a table each, ready for the minutes."""
    groups = (
        ("Overdue", [one for one in tasks if one.late]),
        ("Open", [one for one in tasks if one.task.is_open and not one.late]),
        ("Done", [one for one in tasks if one.task.state == "completed"]),
        ("Declined", [one for one in tasks if one.task.state == "cancelled"]),
    )
    parts = [f"## Follow-ups on {today}", *(part for name, group in groups for part in _group(name, group))]
    return "\n\n".join([*parts, *(["None."] if not tasks else [])]) + "\n"


def _group(name: str, tasks: Sequence[Listed]) -> Iterator[str]:
    if tasks:
        yield f"### {name} ({len(tasks)})"
        over = name in {"Done", "Declined"}
        last = "Why" if over else "Due"
        rows = [("Task", "What", "Owner", last, "Incident"), ("---",) * 5]
        rows += [_row(one, over=over) for one in tasks]
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(one: Listed, *, over: bool) -> tuple[str, str, str, str, str]:
    task = one.task
    late = f" ({one.late} d late)" if one.late else ""
    waits = f" (waits for {', '.join(task.blocked_by)})" if task.blocked_by and not over else ""
    last = (task.evidence or task.reason) if over else f"{task.due or 'no day'}{late}"
    cells = (one.name, f"{task.title}{waits}", task.owner or "nobody", last, _about(task))
    first, what, owner, why, about = map(escape_cell, cells)
    return first, what, owner, why, about
