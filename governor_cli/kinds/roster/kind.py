"""The roster: who is on call, as a reviewed file."""

from collections.abc import Mapping
from typing import Any

from governor_cli.contracts.extract import Extract, Reference
from governor_cli.contracts.kind import Kind
from governor_cli.core.document import Document
from governor_cli.kinds.roster.body import blocks
from governor_cli.kinds.roster.model import Roster
from governor_cli.kinds.roster.rules import RULES


def _extract(roster: Roster, _document: Document) -> Extract:
    """Its people and their addresses for others to resolve; the roles it names for the playbook to know."""
    mails = {handle: person.email for handle, person in roster.people.items() if person.email}
    facts = {
        "people": list(roster.people),
        "emails": mails,
        "rotations": [rotation.id for rotation in roster.rotations],
    }
    return Extract("roster", "roster", facts, tuple(_references(roster)))


def _references(roster: Roster) -> list[Reference]:
    roles = [
        (rotation.role, ("rotations", number, "role")) for number, rotation in enumerate(roster.rotations)
    ]
    roles += [(static.role, ("static", number, "role")) for number, static in enumerate(roster.static)]
    roles += [
        (override.role, ("overrides", number, "role")) for number, override in enumerate(roster.overrides)
    ]
    return [Reference("role", role, at) for role, at in roles if role is not None]


def _salvage(front: Mapping[str, Any]) -> Extract:
    """Of a roster with a fault: its handles, so that nobody else's mention of them is in doubt."""
    people: Any = front.get("people")
    handles = [str(handle) for handle in people] if isinstance(people, dict) else []  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return Extract("roster", "roster", {"people": handles, "emails": {}, "rotations": []})


KIND = Kind(
    name="roster",
    model=Roster,
    rules=RULES,
    extract=_extract,
    blocks=blocks,
    salvage=_salvage,
)
