"""What is late on an agenda: promises of any kind, documentation, and checklists that are still open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.policy.model import Playbook
from governor_cli.practices.agenda.text import length, moment, paragraphs, table
from governor_cli.practices.promised import Item

OVERDUE: Final = ("overdue", "Overdue")
DOCUMENTATION: Final = ("documentation", "Documentation")
CHECKLISTS: Final = ("checklists", "Checklists")
"""Block and section of each."""
_TOLD_ELSEWHERE: Final = frozenset({"task", "documentation", "checklist"})
_DUE: Final = "Due (UTC)"


def overdue(items: Iterable[Item], policy: Playbook, now: datetime, troubles: Sequence[str] = ()) -> str:
    """What is late and has no section of its own: clocks, updates, reports, reviews.

    ``troubles`` is what could not be looked at: nobody may take that for well.
    """
    late = [one for one in items if one.is_late and one.what not in _TOLD_ELSEWHERE]
    rows = [
        (one.what, one.subject, one.title, moment(one.due), length(now - one.due), _owner(one, policy))
        for one in late
    ]
    late_table = table(("What", "Of", "Title", _DUE, "Late", "Owner"), rows)
    unknown = "\n".join(f"- {trouble}" for trouble in troubles)
    return paragraphs(late_table or ("" if unknown else "Nothing is overdue."), unknown)


def documentation(items: Iterable[Item], policy: Playbook, now: datetime) -> str:
    """What was learned and no proposal carries: late, and how much still has time."""
    found = [one for one in items if one.what == "documentation"]
    rows = [
        (one.subject, one.title, moment(one.due), length(now - one.due), _owner(one, policy))
        for one in found
        if one.is_late
    ]
    running = len(found) - len(rows)
    more = f"{running} more {'has' if running == 1 else 'have'} time left." if running else ""
    late = table(("Of", "What was learned", _DUE, "Late", "Owner"), rows)
    return paragraphs(late or "No documentation is late.", more)


def checklists(corpus: Corpus, policy: Playbook, items: Iterable[Item], now: datetime) -> str:
    """Every checklist that is open, with what it waits for; and incidents that should have one."""
    due = {one.subject: one for one in items if one.what == "checklist"}
    known = corpus.of_kind("checklist")
    opened = {one.id: one for one in known.where("status", lambda status: status == "open").values()}
    names = dict.fromkeys([*due, *opened])
    rows = [
        (name, _waits(opened.get(name), policy), *_until(due.get(name), policy, now))
        for name in names
        if name in opened or name not in known.known
    ]
    return table(("Incident", "Waits for", _DUE, "Owner"), rows) or "No checklist is open."


def _waits(checklist: Extract | None, policy: Playbook) -> str:
    if checklist is None:
        return "somebody to begin it"
    facts: Mapping[str, Sequence[str]] = checklist.facts
    items = list(facts["items"]) or [item.id for item in policy.checklist]
    ready = {*facts["waived"], *(name for name in facts["evidence"] if name in facts["ticked"])}
    return ", ".join(name for name in items if name not in ready) or "nothing: close it"


def _until(item: Item | None, policy: Playbook, now: datetime) -> Iterator[str]:
    late = f", {length(now - item.due)} late" if item and item.is_late else ""
    yield f"{moment(item.due)}{late}" if item else ""
    yield _owner(item, policy) if item else ""


def _owner(item: Item, policy: Playbook) -> str:
    """A role as the playbook writes it, or a handle with its @."""
    if not item.owner:
        return "nobody"
    return item.owner if policy.role(item.owner) else f"@{item.owner}"
