"""What the timeline of a report must be: readable rows that agree with the front matter."""

from collections.abc import Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Place, Severity
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.rows import with_rows
from governor_cli.kinds.incident.timeline import (
    HEADER,
    SECTION,
    TYPES,
    Entry,
    entries,
    table_of,
)


@rule("INC020", "a report has a timeline table")
def has_table(subject: Subject[Incident]) -> Iterator[Fault]:
    """What happened when is the one part of a report that cannot be written afterwards.

    The table has the columns `Time (UTC)`, `Who` and `What`; text may stand before it. A draft
    has nothing to tell yet; an adopted report tells it as its author did.
    """
    record, document = subject.record, subject.document
    softer: Severity | None = "info" if record.adopted or record.status == "draft" else None
    section = document.markdown.section(SECTION)
    if section is None:
        yield Fault("INC020", "there is no `## Timeline`", _table_hint(), severity=softer, subject=SECTION)
        return
    table = table_of(document)
    if table is None:
        yield Fault(
            "INC020",
            "the timeline has no table",
            _table_hint(),
            place=section.place,
            severity=softer,
            subject=SECTION,
        )
    elif [cell.casefold() for cell in table.header] != [cell.casefold() for cell in HEADER]:
        place = Place(table.line, 1, table.line, 1 + len("|".join(table.header)))
        message = f"the timeline's columns are `{' | '.join(table.header)}`"
        yield Fault(
            "INC020",
            message,
            f"Call them `{' | '.join(HEADER)}`.",
            place=place,
            severity=softer,
            subject=SECTION,
        )


def _table_hint() -> str:
    return f"Add the section with a table `| {' | '.join(HEADER)} |`."


@rule("INC021", "every row of the timeline is well formed")
def well_formed(subject: Subject[Incident]) -> Iterator[Fault]:
    """A row that cannot be read is missing from clocks, measures and situation reports.

    A row is `| 2026-11-23 10:02:00Z | @ana | **declared** P1, what is wrong |`: the time in UTC,
    a handle or a role, and text. Rows may stand in any order.
    """
    softer: Severity | None = "info" if subject.record.adopted else None
    for entry in entries(subject.document):
        if entry.trouble:
            yield Fault(
                "INC021",
                f"the row {entry.trouble}",
                _mending(entry),
                place=entry.place,
                severity=softer,
                subject=entry.raw.strip(),
            )
    for line, text in _stray_rows(subject):
        yield Fault(
            "INC021",
            "the row stands outside the table",
            "Take out the empty line or text between it and the table.",
            place=Place(line, 1, line, len(text) + 1),
            severity=softer,
            subject=text.strip(),
        )


def _mending(entry: Entry) -> str:
    if entry.mended is None:
        return "Write it as `| 2026-11-23 10:02:00Z | @who | what |`."
    return f"Write it as `{_row(entry.mended)}`."


def _row(cells: tuple[str, str, str]) -> str:
    from governor_cli.core.markdown_edit import escape_cell

    return f"| {' | '.join(escape_cell(cell) for cell in cells)} |"


def _stray_rows(subject: Subject[Incident]) -> Iterator[tuple[int, str]]:
    """Lines that look like rows of the timeline, but that no table of its section holds."""
    markdown = subject.document.markdown
    section = markdown.section(SECTION)
    table = table_of(subject.document)
    if section is None or table is None:
        return
    held = {line for one in markdown.tables for line in range(one.line, one.end_line + 1)}
    for line in range(table.end_line + 1, section.end_line + 1):
        shown = markdown.shown[line - markdown.first_line]
        if line not in held and shown.lstrip().startswith("|"):
            yield line, shown


def _mended(subject: Subject[Incident]) -> bytes | None:
    edits = {entry.line: entry.mended for entry in entries(subject.document) if entry.mended}
    return with_rows(subject, edits)


@rule("INC022", "the bold word of a row is a type", severity="warning")
def known_type(subject: Subject[Incident]) -> Iterator[Fault]:
    """The bold word at the start says what kind of event a row is.

    A misspelt one makes an update or a milestone a mere note, and a clock keeps running. For
    emphasis in a note put the bold text after its first word.
    """
    for entry in entries(subject.document):
        if entry.type and entry.type not in TYPES:
            softer: Severity | None = "info" if subject.record.adopted else None
            yield Fault(
                "INC022",
                f"`{entry.type}` is no type of a timeline row",
                hint_for(entry.type, TYPES),
                place=entry.place,
                severity=softer,
                subject=entry.raw.strip(),
            )


RULES = (has_table, well_formed.fixed_by(_mended), known_type)
