"""What stands rendered in a roster's body: how to reach everybody, and who covers which hours."""

from collections.abc import Iterable, Mapping, Sequence

from governor_cli.core.document import Document
from governor_cli.kinds.roster.model import CONTACTS, PRIVATE, Person, Roster, Rotation
from governor_cli.kinds.roster.resolve import written_out

_TITLES = {"slack": "Slack", "teams": "Teams", "email": "Mail", "phone": "Phone", "pagerduty": "PagerDuty"}


def contacts(roster: Roster) -> str:
    """A table of people and the ways to reach them; only the ways somebody has."""
    ways = [way for way in CONTACTS if any(person.contact(way) for person in roster.people.values())]
    rows = [
        [
            f"@{handle}",
            person.name,
            person.timezone or roster.timezone,
            *(_value(person, way) for way in ways),
        ]
        for handle, person in roster.people.items()
    ]
    return (
        _table(["Handle", "Name", "Time zone", *(_TITLES[way] for way in ways)], rows)
        if rows
        else "Nobody yet."
    )


def _value(person: Person, way: str) -> str:
    value = person.contact(way) or ""
    return "kept elsewhere" if value.startswith(PRIVATE) else value


def coverage(roster: Roster) -> str:
    """A table of rotations and static assignments: who, at what, in which hours."""
    head, rows = coverage_rows(roster)
    return _table(head, rows) if rows else "Nothing is covered yet."


def coverage_rows(roster: Roster) -> tuple[list[str], list[list[str]]]:
    """The titles and the cells of that table."""
    rows = [
        [
            full.role or "",
            rotation.id,
            full.hours or "always",
            _zone(full, roster),
            _turns(full),
            _people(full),
        ]
        for rotation in roster.rotations
        if (full := written_out(rotation, roster)) is not None
    ]
    rows += [
        [
            static.role,
            "",
            static.hours or "always",
            static.timezone or roster.timezone,
            "together",
            ", ".join(f"@{who}" for who in static.people),
        ]
        for static in roster.static
    ]
    return ["Role", "Rotation", "Hours", "Time zone", "Turn", "People"], rows


def _zone(rotation: Rotation, roster: Roster) -> str:
    return rotation.timezone or roster.timezone


def _turns(rotation: Rotation) -> str:
    if rotation.turn is None:
        return ""
    return f"{rotation.turn} from {rotation.handoff}" if rotation.handoff else str(rotation.turn)


def _people(rotation: Rotation) -> str:
    """Everybody in order, then each dated change: a table of today would go stale by itself."""
    lists = [", ".join(f"@{who}" for who in rotation.people or [])]
    lists += [
        f"from {change.from_} {', '.join(f'@{who}' for who in change.people)}" for change in rotation.changes
    ]
    offset = f" (offset {rotation.offset})" if rotation.offset else ""
    return "; ".join(lists) + offset


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    from governor_cli.core.markdown_edit import escape_cell

    cells: list[Sequence[str]] = [[escape_cell(cell) for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def blocks(roster: Roster, _document: Document) -> Mapping[str, str]:
    """The rendered text of each block that follows from the front matter alone."""
    return {"contacts": contacts(roster), "coverage": coverage(roster)}
