"""What the timeline of a report must be: readable rows that agree with the front matter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Place, Severity
from governor_cli.core.instants import format_instant
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import (
    HEADER,
    SECTION,
    TYPES,
    Entry,
    entries,
    in_order,
    table_of,
    time_cell,
)

_MILESTONE_TYPES = ("declared", "acknowledged", "mitigated", "resolved", "closed", "cancelled", "paged")
"""Row types that are times too."""
_FIRST_COUNTS = frozenset({"paged"})
"""Of several such rows the first one is the time; of the others the last one since a reopening."""
_REOPENED = frozenset({"mitigated", "resolved", "closed"})
"""What a reopening takes out of ``times``, while the rows stay."""


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
    return _with_rows(subject, edits)


def _with_rows(subject: Subject[Incident], rows: Mapping[int, tuple[str, str, str]]) -> bytes | None:
    """The whole file with these lines of the table written anew."""
    from governor_cli.core.document import read
    from governor_cli.core.markdown_edit import replace_row

    document = subject.document
    for line, cells in rows.items():
        table = table_of(document)
        if table is None:
            return None
        at_row = next(index for index, row in enumerate(table.rows) if row.line == line)
        document = read(document.path, replace_row(document, SECTION, cells, at_row))
    return document.data if rows else None


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


@dataclass(frozen=True, slots=True)
class _Disagreement:
    entry: Entry
    name: str
    at: datetime | None


def _disagreements(subject: Subject[Incident]) -> Iterator[_Disagreement]:
    """Milestone rows that tell another time than ``times``."""
    rows = [entry for _, entry in in_order(entries(subject.document))]
    again = max((index for index, row in enumerate(rows) if row.type == "reopened"), default=-1)
    for name in _MILESTONE_TYPES:
        since = again + 1 if name in _REOPENED else 0
        told = [row for row in rows[since:] if row.type == name]
        at: datetime | None = getattr(subject.record.times, name)
        if told and not any(_same_second(row.at, at) for row in told):
            yield _Disagreement(told[0] if name in _FIRST_COUNTS else told[-1], name, at)


def _same_second(told: datetime | None, known: datetime | None) -> bool:
    """The table has whole seconds."""
    return told is not None and known is not None and told == known.replace(microsecond=0)


@rule("INC023", "a milestone row agrees with `times`")
def milestones_agree(subject: Subject[Incident]) -> Iterator[Fault]:
    """The front matter decides; the table is what people read.

    After a reopening the earlier rows stay as they are, for they tell what was believed then.
    """
    for wrong in _disagreements(subject):
        at = wrong.at
        said = f"`times` says {format_instant(at)}" if at else f"`times` has no `{wrong.name}`"
        hint = (
            f"Write {time_cell(at)} in the row, or correct `times`."
            if at
            else f"Add `{wrong.name}:` to `times`, or make the row a note."
        )
        yield Fault(
            "INC023",
            f"the row says {wrong.name} at {time_cell(wrong.entry.at) if wrong.entry.at else '?'}, {said}",
            hint,
            place=wrong.entry.place,
            severity="info" if subject.record.adopted else None,
            subject=wrong.entry.raw.strip(),
        )


def _as_times_say(subject: Subject[Incident]) -> bytes | None:
    edits = {
        wrong.entry.line: (time_cell(wrong.at), wrong.entry.who, _what(wrong.entry))
        for wrong in _disagreements(subject)
        if wrong.at is not None and not wrong.entry.trouble
    }
    return _with_rows(subject, edits)


def _what(entry: Entry) -> str:
    return f"**{entry.type}** {entry.text}".strip()


def told_severities(subject: Subject[Incident]) -> Iterator[tuple[Entry, str, str]]:
    """(row, severity it names, the rest of its text) of each row that sets a known severity, by time."""
    policy = subject.policy
    for _, entry in in_order(entries(subject.document)):
        if policy is None or entry.type not in {"declared", "severity"}:
            continue
        word, _, rest = entry.text.partition(" ")
        level = policy.severity(word.rstrip(",:;.-"))
        if level is not None:
            yield entry, level.id, rest.strip()


@rule("INC024", "the severity is the last one that the timeline tells")
def severity_told(subject: Subject[Incident]) -> Iterator[Fault]:
    """A severity that changes in the front matter alone leaves no trace of when and why.

    Targets and escalation start anew at that moment, so the timeline must have it.
    """
    told = list(told_severities(subject))
    severity = subject.record.severity
    if not told or severity is None:
        return
    _, last, _ = told[-1]
    if last.casefold() != severity.casefold():
        yield Fault(
            "INC024",
            f"the severity is {severity}, the timeline's last word is {last}",
            f"Add a row `**severity** {severity} because ...`, or correct the severity.",
            at=("severity",),
        )


@rule("INC025", "a downgrade says why")
def downgrade_has_reason(subject: Subject[Incident]) -> Iterator[Fault]:
    """Lowering a severity sends people home.

    Whoever reads the report later must be able to judge whether that was right.
    """
    policy = subject.policy
    if policy is None:
        return
    before = -1
    for row, severity, reason in told_severities(subject):
        rank = policy.rank(severity)
        if rank is None:
            continue
        if row.type == "severity" and 0 <= before < rank and not _is_reason(reason):
            yield Fault(
                "INC025",
                f"the downgrade to {severity} gives no reason",
                f"Write `**severity** {severity} because ...`.",
                place=row.place,
                subject=row.raw.strip(),
            )
        before = rank


def _is_reason(text: str) -> bool:
    """More than `from P1` or `was P1`."""
    words = text.replace(",", " ").replace(":", " ").split()
    if words[:1] and words[0] in {"was", "from", "(was", "(from"}:
        words = words[2:]
    return bool(words)


RULES = (
    has_table,
    well_formed.fixed_by(_mended),
    known_type,
    milestones_agree.fixed_by(_as_times_say),
    severity_told,
    downgrade_has_reason,
)
