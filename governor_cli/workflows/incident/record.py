"""Record the next fact of an incident: a row of the timeline, and the times and states that it sets."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Self

from governor_cli.contracts.subject import Subject
from governor_cli.core.document import Document, read, read_edited
from governor_cli.core.edit import insert_key, put, set_value
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.finding import Loc, dotted
from governor_cli.core.instants import format_instant
from governor_cli.core.markdown_edit import append_to_section, insert_row
from governor_cli.core.record import keys_of, values_of
from governor_cli.kinds.incident.kind import KIND
from governor_cli.kinds.incident.model import Incident, Times
from governor_cli.kinds.incident.timeline import HEADER, SECTION, cells, entries, place_for, table_of
from governor_cli.practices.incident.lifecycle import (
    STEPS,
    Step,
    is_allowed,
    is_repeated,
    refusal,
    state_after,
)
from governor_cli.practices.incident.picture import Picture
from governor_cli.workflows.incident.show import picture_of
from governor_cli.workflows.repository.reading import record_of, refused
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.repository.writing import rewrite_artifact

Edit = Callable[[Document], bytes]
_RESPONSES = frozenset({"log", "learn", "update", "assign", "mitigate", "resolve"})
"""Steps that show somebody at work, once the incident is acknowledged."""
_SEEN = frozenset(STEPS[verb].row for verb in _RESPONSES)
"""The rows that these steps leave."""


class Fact(NamedTuple):
    """One thing that happened: the step, who took it when, and what else it changes."""

    verb: str
    who: str
    at: datetime
    text: str = ""
    row: str | None = None
    """Another type of row than the step's own."""
    edits: Sequence[Edit] = ()


class Recorded:
    """The report before and after; equal where there was nothing to record, and ``note`` says why.

    ``warning`` is what somebody should look into, though the fact was recorded.
    """

    def __init__(self, before: Document, after: Document, picture: Picture, note: str = "") -> None:
        self.before = before
        self.after = after
        self.picture = picture
        self.note = note
        self.warning = ""

    def warned(self, warning: str) -> Self:
        """The same, with something to look into."""
        self.warning = warning
        return self

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before.data != self.after.data


def record_fact(recording: Recording, incident: str, fact: Fact, *, now: datetime) -> Recorded:
    """The report with the fact in it, not yet written. GovError where it may not happen now.

    Only the fact itself is judged: what was wrong with the report before does not matter.
    """
    document, record = recording.report(incident)
    step = STEPS[fact.verb]
    if is_repeated(step, values_of(record.times)):
        when = format_instant(getattr(record.times, step.sets or ""))
        return unchanged(recording, document, record, now, f"{record.id} was {step.row} at {when} already")
    if not is_allowed(step, record.status):
        message, hint = refusal(step, record.status)
        raise GovError(f"{record.id}: {message}", hint=hint)
    after = _told(document, record, step, fact)
    _only_sound(recording, document, after)
    return Recorded(document, after, _picture(recording, after, now))


def unchanged(
    recording: Recording, document: Document, record: Incident, now: datetime, note: str
) -> Recorded:
    """Nothing to record, and why."""
    return Recorded(document, document, picture_of(recording, document, record, now), note)


def write_recorded(recording: Recording, recorded: Recorded) -> None:
    """Write the report; GovError where the file changed meanwhile."""
    if recorded.is_changed:
        rewrite_artifact(recording.workspace, recorded.before, recorded.after.data)


def _picture(recording: Recording, document: Document, now: datetime) -> Picture:
    record = record_of(document)
    if not isinstance(record, Incident):
        raise refused(document)
    return picture_of(recording, document, record, now)


def _told(document: Document, record: Incident, step: Step, fact: Fact) -> Document:
    """The times and the state that follow from it, then the row: the body is read once more, no oftener."""
    after = document
    status = state_after(step, record.status)
    if step.sets:
        after = with_time(after, step.sets, fact.at)
    if status != record.status:
        after = _edited(after, lambda doc: set_value(doc, ("status",), status))
    response = _response(document, record, fact)
    if response is not None:
        after = with_time(after, "responded", response)
    for edit in fact.edits:
        after = _edited(after, edit)
    return with_row(after, fact, step.row if fact.row is None else fact.row)


def _response(document: Document, record: Incident, fact: Fact) -> datetime | None:
    """When somebody was first seen at work after the acknowledgement, if this fact tells it.

    An acknowledgement that is written down late has the responses below it already.
    """
    if record.times.responded is not None or not record.is_open:
        return None
    if fact.verb == "ack":
        later = (row.at for row in entries(document) if row.at and row.at >= fact.at and row.type in _SEEN)
        return min(later, default=None)
    acknowledged = record.times.acknowledged
    at_work = fact.verb in _RESPONSES and acknowledged is not None and fact.at >= acknowledged
    return fact.at if at_work else None


def _edited(document: Document, edit: Edit) -> Document:
    return read_edited(document.path, edit(document))


def put_in_order(document: Document, at: Loc, value: Any) -> bytes:
    """Set a value; a key that is new at the top stands where the model has it."""
    top = str(at[0])
    order = list(keys_of(Incident))
    later = [key for key in document.front if key in order and order.index(key) > order.index(top)]
    if top in document.front or not later:
        return put(document, at, value)
    whole = value if len(at) == 1 else {str(at[1]): value}
    return insert_key(document, (), top, whole, before=later[0])


def with_time(document: Document, name: str, at: datetime) -> Document:
    """A time added to `times`, in the order of the model."""
    instant = format_instant(at)
    known: Any = document.front.get("times") or {}
    if name in known or not known:
        return _edited(document, lambda doc: put(doc, ("times", name), instant))
    order = list(keys_of(Times))
    earlier = [key for key in known if key in order and order.index(key) < order.index(name)]
    if earlier:
        last = max(earlier, key=order.index)
        return _edited(document, lambda doc: insert_key(doc, ("times",), name, instant, after=last))
    first = next(iter(known))
    return _edited(document, lambda doc: insert_key(doc, ("times",), name, instant, before=first))


def with_row(document: Document, fact: Fact, kind: str) -> Document:
    """The row in its place by time, below rows of the same time."""
    document = _with_table(document)
    at_row = place_for(document, fact.at)
    row = cells(fact.at, fact.who, kind, fact.text)
    return _edited(document, lambda doc: insert_row(doc, SECTION, row, at_row))


def _with_table(document: Document) -> Document:
    """A report whose timeline lost its table gets an empty one: recording comes first."""
    if table_of(document) is not None:
        return document
    table = f"| {' | '.join(HEADER)} |\n| --- | --- | --- |"
    if document.markdown.section(SECTION) is not None:
        return _edited(document, lambda doc: append_to_section(doc, SECTION, table))
    newline = document.newline
    gap = "" if document.text.endswith("\n") else newline
    added = f"{gap}\n## {SECTION}\n\n{table}\n".replace("\r\n", "\n").replace("\n", newline)
    return read(document.path, document.data + added.encode())


def _only_sound(recording: Recording, before: Document, after: Document) -> None:
    """UsageError for the first error that the fact brings in."""
    found = _errors(recording, after)
    known = {(code, message) for code, message, *_ in _errors(recording, before)} if found else ()
    for code, message, at, hint in found:
        if (code, message) not in known:
            where = f"`{at}`: " if at and at not in message else ""
            late = f"Say with --at when it was, or correct the other time in {after.path}."
            raise UsageError(f"{where}{message}", hint=late if code == "INC001" else hint)


def _errors(recording: Recording, document: Document) -> list[tuple[str, str, str, str]]:
    record = record_of(document)
    if not isinstance(record, Incident):
        return []
    subject = Subject(document, record, recording.policy)
    return [
        (fault.code, fault.message, dotted(fault.at), fault.hint)
        for rule in KIND.rules
        for fault in rule.check(subject)
        if (fault.severity or rule.severity) == "error"
    ]
