"""The timeline of a report: a table people can edit, read row by row and written in time order."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from governor_cli.core.document import Document
from governor_cli.core.finding import Place
from governor_cli.core.markdown import Markdown, Table
from governor_cli.core.patterns import compiled

SECTION = "Timeline"
HEADER = ("Time (UTC)", "Who", "What")
TYPES = (
    "declared",
    "acknowledged",
    "severity",
    "assigned",
    "update",
    "runbook",
    "paged",
    "handoff",
    "mitigated",
    "resolved",
    "reopened",
    "closed",
    "cancelled",
    "learned",
)
"""What the bold word at the start of a row may be; a row without one is a note."""

_TIME: Final = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ"
_TOLD: Final = rf"\|[ \t]*({_TIME})[ \t]*\|"
_LOOSE: Final = r"(?i)(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d)(:\d\d)?(?:\.0+)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?"
_HANDLE: Final = r"(?<![\w.@/+-])@([A-Za-z0-9][\w.-]*)"
_WHO: Final = r"@[\w.-]+|[a-z0-9][a-z0-9-]*"
_BARE_BAR: Final = r"(?<!\\)\|"
_BOLD: Final = r"(?s)\*\*([^*|]+)\*\*[ \t]*(.*)"


class Entry(NamedTuple):
    """One row. ``at`` is None where the time cannot be read; ``type`` is "" for a note."""

    at: datetime | None
    who: str
    type: str
    text: str
    """What follows the type, pipes unescaped."""
    raw: str
    """The row as it stands in the file."""
    place: Place
    trouble: str = ""
    """Why the row is malformed."""
    mended: tuple[str, str, str] | None = None
    """The cells of the row as it should stand, where that is certain."""

    @property
    def line(self) -> int:
        """The row's line in the file, from 1."""
        return self.place.line


def entries(document: Document) -> tuple[Entry, ...]:
    """Every row as it stands, in the order of the file."""
    return entries_of(document.markdown)


@lru_cache(maxsize=2)  # the rules of one document ask one after the other
def entries_of(markdown: Markdown) -> tuple[Entry, ...]:
    """Every row of a body's timeline."""
    table = _table(markdown)
    return tuple(_entry(row.text, row.place) for row in table.rows) if table else ()


def place_for(document: Document, at: datetime) -> int:
    """Which row a new one of this time stands before, counted from 0: below those of the same time."""
    table = table_of(document)
    told = time_cell(at)
    for number, row in enumerate(table.rows if table else ()):
        written = compiled(_TOLD).match(row.text)
        if written and written[1] <= told:  # as gov writes it, and text of that form sorts by time
            continue
        found = _entry(row.text, row.place).at
        if found is not None and found > at:
            return number
    return len(table.rows) if table else 0


def table_of(document: Document) -> Table | None:
    """The timeline's table: the first one of its section."""
    return _table(document.markdown)


@lru_cache(maxsize=2)
def _table(markdown: Markdown) -> Table | None:
    section = markdown.section(SECTION)
    if section is None:
        return None
    return next((one for one in markdown.tables if section.line <= one.line <= section.end_line), None)


def in_order(rows: Sequence[Entry]) -> list[tuple[datetime, Entry]]:
    """The rows with a readable time, by time; equal times keep the order of the file."""
    timed = [(row.at, row) for row in rows if row.at is not None]
    return sorted(timed, key=lambda pair: pair[0])


def of_type(rows: Sequence[Entry], *types: str) -> Iterator[Entry]:
    """The rows of these types, in the order of the file."""
    return (row for row in rows if row.type in types)


def people_named(text: str) -> list[str]:
    """The handles that a row speaks of, each once and without @; an address or a link names nobody."""
    return list(dict.fromkeys(name.rstrip(".-") for name in compiled(_HANDLE).findall(text)))


def time_cell(at: datetime) -> str:
    """``2026-11-23 10:02:00Z``."""
    return f"{at.astimezone(UTC).isoformat(' ')[:19]}Z"


def cells(at: datetime, who: str, kind: str, text: str) -> tuple[str, str, str]:
    """The three cells of a row that gov writes; the text becomes one line."""
    line = " ".join(text.split())
    return time_cell(at), who, f"**{kind}** {line}".strip() if kind else line


def _entry(raw: str, place: Place) -> Entry:
    text = raw.strip()
    bare = text.removeprefix("|")
    split = compiled(_BARE_BAR).split(bare, maxsplit=2) if "\\" in bare else bare.split("|", 2)
    parts = [part.strip() for part in split]
    if len(parts) < len(HEADER):
        return Entry(None, "", "", "", raw, place, "has fewer than three cells")
    time, who, what = parts[0], parts[1], _without_last_bar(parts[2])
    at, trouble = _time(time)
    kind, said = _typed(what)
    trouble = trouble or _trouble(text, who, what)
    mended = (time_cell(at), who, what) if at and trouble and _is_whole(who, what) else None
    return Entry(at, who, kind, said, raw, place, trouble, mended)


def _without_last_bar(cell: str) -> str:
    if cell.endswith("|") and not cell.endswith("\\|"):
        cell = cell[:-1].rstrip()
    return cell.replace("\\|", "|").replace("\\<!--", "<!--")


def _time(cell: str) -> tuple[datetime | None, str]:
    """The instant of a time cell, and what is wrong with how it is written."""
    if compiled(_TIME).fullmatch(cell):
        try:
            return datetime.fromisoformat(cell), ""
        except ValueError:
            return None, f"has a time that does not exist: `{cell}`"
    match = compiled(_LOOSE).fullmatch(cell)
    if match is None:
        return None, f"has a time that cannot be read: `{cell}`" if cell else "has no time"
    day, minute, second, offset = match.groups()
    zone = "+00:00" if offset is None or offset.upper() in {"Z", "UTC", "GMT"} else offset
    try:
        at = datetime.fromisoformat(f"{day}T{minute}{second or ':00'}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None, f"has a time that does not exist: `{cell}`"
    return at, f"has its time written as `{cell}`"


def _typed(what: str) -> tuple[str, str]:
    match = compiled(_BOLD).match(what)
    return (match[1].strip(), match[2].strip()) if match else ("", what)


def _trouble(text: str, who: str, what: str) -> str:
    if not text.startswith("|"):
        return "does not start with a bar"
    if not who:
        return "does not say who"
    if not compiled(_WHO).fullmatch(who):
        return f"has a `Who` that is neither a handle nor a role: `{who}`"
    return "" if what else "says nothing"


def _is_whole(who: str, what: str) -> bool:
    return bool(what and compiled(_WHO).fullmatch(who))
