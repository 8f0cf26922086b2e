"""How an agenda says things: tables, instants and lengths as they stand in minutes."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from governor_cli.core.instants import format_duration
from governor_cli.core.markdown_edit import escape_cell


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; "" where there is no row."""
    lines = [line(row) for row in rows]
    return "\n".join([line(head), line(["---"] * len(head)), *lines]) if lines else ""


def line(cells: Sequence[str]) -> str:
    """One row."""
    return f"| {' | '.join(map(escape_cell, cells))} |"


def moment(at: datetime) -> str:
    """``2026-11-23 10:15``, in UTC."""
    return at.astimezone(UTC).isoformat(" ")[: len("2026-11-23 10:15")]


def length(span: timedelta) -> str:
    """``3d2h``: whole minutes, from two days on whole hours."""
    unit = timedelta(hours=1) if span >= timedelta(days=2) else timedelta(minutes=1)
    whole = span - span % unit
    return format_duration(whole) if whole else "less than a minute"


def counted(number: int, what: str) -> str:
    """``1 action``, ``2 actions``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def paragraphs(*parts: str) -> str:
    """What there is of these, an empty line between them."""
    return "\n\n".join(part for part in parts if part)
