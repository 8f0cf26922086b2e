"""Evidence: what proves an item of a checklist, judged from the repository alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from governor_cli.policy.model import ChecklistItem
from governor_cli.practices.evidence_forms import FOUND, OFFERED, commit_named, shortcomings, task_ids
from governor_cli.practices.evidence_ground import Commit, Form, Ground, Judgement, unproved

__all__ = [
    "Commit",
    "Form",
    "Ground",
    "Judgement",
    "found",
    "offered",
    "recorded",
    "shortcomings",
    "tasks_in",
    "wanted",
]


def offered(item: ChecklistItem, text: str, ground: Ground) -> Judgement:
    """The judgement on evidence as somebody typed it."""
    given = text.strip()
    if not given:
        return unproved("the evidence is empty")
    return OFFERED[item.evidence](given, ground)


def found(item: ChecklistItem, ground: Ground) -> Judgement:
    """The evidence that the repository already holds."""
    return FOUND[item.evidence](ground)


def recorded(item: ChecklistItem, form: Form, ground: Ground) -> Judgement:
    """The judgement on evidence that a checklist already keeps."""
    if len(form) != 1:
        return unproved("one form of evidence is needed")
    ((name, value),) = form.items()
    if item.evidence in {"report", "metrics"}:
        return (
            offered(item, str(value), ground) if name == "path" else unproved(f"`{name}` proves nothing here")
        )
    if name == "tasks":
        return task_ids(list(value), ground)
    if name == "commit":
        return commit_named(str(value), ground) if item.evidence == "docs" else Judgement(form)
    return Judgement(form)


def wanted(item: ChecklistItem, ground: Ground) -> str:
    """What would satisfy the item: a whole sentence."""
    policy, incident = ground.policy, ground.incident
    channel = policy.channel(item.channel) if item.channel else None
    done = f"gov checklist done {incident} {item.id} --evidence"
    return {
        "report": f"Complete the report of {incident}, then run `gov checklist close {incident}`.",
        "metrics": (
            f"Store a snapshot in `{policy.knowledge.metrics}/` that names {incident}: "
            f"run `gov metrics capture --incident {incident}`."
        ),
        "announcement": f"Post in {channel.name if channel else 'the channel'}, then run `{done} PERMALINK`.",
        "tasks": (
            f"Add a task to `{policy.knowledge.tasks}` with `incident: {incident}`, an owner and a due date, "
            f"or run `{done} TICKET-URL`."
        ),
        "docs": (
            f"Commit a change in `{policy.knowledge.docs}/` that names {incident}, "
            f'or run `{done} PULL-REQUEST-URL`, or `{done} "not needed: REASON"`.'
        ),
        "note": f"Run `{done} TEXT`.",
    }[item.evidence]


def tasks_in(tree: Any, depth: int = 4) -> Iterator[Mapping[str, Any]]:
    """The tasks of a tasks.json in any of its shapes: mappings with an id, in lists."""
    if isinstance(tree, list):
        for task in tree:  # pyright: ignore[reportUnknownVariableType]
            if isinstance(task, dict) and "id" in task:
                yield task  # pyright: ignore[reportUnknownVariableType]
    elif isinstance(tree, dict) and depth:
        for value in tree.values():  # pyright: ignore[reportUnknownVariableType]
            yield from tasks_in(value, depth - 1)
