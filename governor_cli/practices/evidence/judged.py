"""Evidence: what proves an item of a checklist, judged from the repository alone."""

from collections.abc import Callable, Mapping
from typing import Any

from governor_cli.core.record import replaced
from governor_cli.kinds.checklist.model import TAKES
from governor_cli.policy.model import ChecklistItem
from governor_cli.practices.evidence.docs import commit_kept
from governor_cli.practices.evidence.forms import FOUND, OFFERED, shortcomings, task_ids
from governor_cli.practices.evidence.ground import Form, Ground, Judgement, unproved
from governor_cli.practices.evidence.notices import found_notice, is_notice, kept_notice, offered_notice

__all__ = ["Form", "Ground", "Judgement", "asked", "found", "offered", "recorded", "shortcomings"]


def offered(item: ChecklistItem, text: str, ground: Ground) -> Judgement:
    """The judgement on evidence as somebody typed it."""
    given = text.strip()
    if not given:
        return unproved("the evidence is empty")
    if item.evidence == "announcement" and is_notice(given):
        return offered_notice(item, given, ground)
    return OFFERED[item.evidence](given, ground)


def found(item: ChecklistItem, ground: Ground) -> Judgement:
    """The evidence that the repository, or this clone of it, already holds."""
    if item.evidence == "announcement":
        return found_notice(item, ground)
    return FOUND[item.evidence](ground)


def recorded(item: ChecklistItem, form: Form, ground: Ground) -> Judgement:
    """The judgement on evidence that a checklist already keeps."""
    if len(form) != 1:
        return unproved("one form of evidence is needed")
    ((name, value),) = form.items()
    if name not in TAKES[item.evidence]:
        return unproved(f"`{name}` proves nothing here")
    judge = _KEPT.get((item.evidence, name))
    return judge(value, ground) if judge else Judgement(form)


_KEPT: Mapping[tuple[str, str], Callable[[Any, Ground], Judgement]] = {
    ("report", "path"): OFFERED["report"],
    ("metrics", "path"): OFFERED["metrics"],
    ("announcement", "url"): OFFERED["announcement"],
    ("announcement", "notice"): kept_notice,
    ("tasks", "tasks"): task_ids,
    ("docs", "commit"): commit_kept,
}
"""How a form that was taken for a kind of evidence is judged again; addresses and reasons stand."""


def asked(name: str, text: str, form: Form, ground: Ground, *, closed: bool) -> ChecklistItem:
    """An item as it was asked for. A playbook that changes later does not rewrite a closed checklist.

    What it calls for today is no measure for evidence that was taken in another form; an item that it
    has dropped is judged by its evidence, and takes any note while it has none. Without a ``text`` it has
    the playbook's.
    """
    item = ground.policy.item(name)
    taken = next(iter(form), "")
    if item is None or (closed and taken and taken not in TAKES[item.evidence]):
        kind = _kind_of(form, ground)
        return ChecklistItem(id=name, text=text, evidence=kind, channel=None)
    return item if text in {"", item.text} else replaced(item, text=text)


def _kind_of(form: Form, ground: Ground) -> str:
    """Which kind of evidence a form was taken for."""
    name = next(iter(form), "")
    if name == "path":
        extract = ground.corpus.extracts.get(str(form[name]))
        return "metrics" if extract is not None and extract.kind == "metrics" else "report"
    return {"tasks": "tasks", "notice": "announcement", "commit": "docs", "not_needed": "docs"}.get(
        name, "note"
    )
