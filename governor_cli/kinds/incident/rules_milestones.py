"""What the timeline of a report tells and the front matter knows: milestones and severities agree."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault
from governor_cli.core.instants import format_instant
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.rows import with_rows
from governor_cli.kinds.incident.timeline import Entry, entries, in_order, of_type, time_cell

_MILESTONE_TYPES = ("declared", "acknowledged", "mitigated", "resolved", "closed", "cancelled", "paged")
"""Row types that are times too."""
_FIRST_COUNTS = frozenset({"paged"})
"""Of several such rows the first one is the time; of the others the last one since a reopening."""
_REOPENED = frozenset({"mitigated", "resolved", "closed", "cancelled"})
"""What a reopening takes out of ``times``, while the rows stay."""


class _Disagreement(NamedTuple):
    entry: Entry
    name: str
    at: datetime | None


def _disagreements(subject: Subject[Incident]) -> Iterator[_Disagreement]:
    """Milestone rows that tell another time than ``times``."""
    rows: dict[str, list[Entry]] = {}
    for _, row in in_order(entries(subject.document)):
        if row.type == "reopened":
            for name in _REOPENED:
                rows.pop(name, None)
        rows.setdefault(row.type, []).append(row)
    for name in _MILESTONE_TYPES:
        told = rows.get(name)
        if not told:
            continue
        at: datetime | None = getattr(subject.record.times, name)
        second = at and at.replace(microsecond=0)  # the table has whole seconds
        if not any(row.at == second for row in told):
            yield _Disagreement(told[0] if name in _FIRST_COUNTS else told[-1], name, at)


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
    return with_rows(subject, edits)


def _what(entry: Entry) -> str:
    return f"**{entry.type}** {entry.text}".strip()


def told_severities(subject: Subject[Incident]) -> Iterator[tuple[Entry, str, str]]:
    """(row, severity it names, the rest of its text) of each row that sets a known severity, by time."""
    policy = subject.policy
    if policy is None:
        return
    setting = of_type(entries(subject.document), "declared", "severity")
    for _, entry in in_order(tuple(setting)):
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


RULES = (milestones_agree.fixed_by(_as_times_say), severity_told, downgrade_has_reason)
