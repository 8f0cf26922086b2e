"""The weekly sync: what was looked at, decided, and given to somebody."""

from collections.abc import Iterator

from governor_cli.contracts.extract import Extract, Reference
from governor_cli.contracts.kind import Kind
from governor_cli.core.document import Document
from governor_cli.core.finding import Loc
from governor_cli.kinds.sync.actions import actions
from governor_cli.kinds.sync.model import Sync
from governor_cli.kinds.sync.rules import RULES


def _extract(record: Sync, document: Document) -> Extract:
    """The week, its state, and how many actions with an owner and a date are still open."""
    facts = {
        "status": record.status,
        "date": record.date.isoformat() if record.date else None,
        "actions": sum(1 for action in actions(document, ()) if not action.box.ticked),
    }
    return Extract("sync", record.week, facts, tuple(_references(record)))


def _references(record: Sync) -> Iterator[Reference]:
    named: list[tuple[str, Loc]] = [(record.chair, ("chair",))] if record.chair else []
    named += [(who, ("attendees", index)) for index, who in enumerate(record.attendees)]
    named += [(who, ("absent", index)) for index, who in enumerate(record.absent)]
    for who, at in named:
        yield Reference("person", who[1:], at) if who.startswith("@") else Reference("role", who, at)
    for index, incident in enumerate(record.incidents):
        yield Reference("incident", incident, ("incidents", index))


def _file_name(found: Extract) -> str:
    return f"{found.id}.md"


KIND = Kind(name="sync", model=Sync, rules=RULES, extract=_extract, file_name=_file_name)
