"""Judge one document: from its bytes to findings, an extract and its silences.

A verdict depends on the bytes and the playbook alone, never on the path, so it is cached by
blob id; it is made of what JSON can hold.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from governor_cli.contracts.extract import Extract
from governor_cli.contracts.rule import Rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.document import Document, read, sniff
from governor_cli.core.finding import Fault, Place, Severity, dotted
from governor_cli.core.record import Record
from governor_cli.core.silences import Silence, silences
from governor_cli.core.validation import validate
from governor_cli.core.yaml_comments import lost_text
from governor_cli.policy.model import Playbook
from governor_cli.workflows import catalogue


class Told(NamedTuple):
    """A finding without its path."""

    place: tuple[int, int, int, int]
    code: str
    severity: Severity
    message: str
    hint: str
    subject: str


class Verdict(NamedTuple):
    """What is known of one blob."""

    kind: str | None
    """The kind that the document says it is; None for Markdown that is none of gov's."""
    extract: Extract | None
    name: str
    told: Sequence[Told]
    silences: Sequence[Silence]
    bare: bool
    """There is no front matter at all."""
    sound: bool
    """The record could be read; where not, what it defines is unknown."""


FOREIGN = Verdict(None, None, "", [], [], bare=True, sound=True)


def judge_document(path: str, data: bytes, policy: Playbook | None, expected: str | None) -> Verdict:
    """The verdict on one file; ``expected`` is the kind its place asks for, if any."""
    if expected is None and sniff(data) not in catalogue.KINDS:
        return FOREIGN
    document = read(path, data)
    kind = document.kind
    if kind not in catalogue.KINDS:
        told = [*_told(document, document.faults, {}), *_unknown_kind(document, expected)]
        return Verdict(kind or expected, None, "", told, [], not document.has_front, sound=False)
    return _judge(document, kind, policy)


def _unknown_kind(document: Document, expected: str | None) -> Iterator[Told]:
    if not document.has_front or not document.usable:
        return  # whatever is wrong with it has been said
    from governor_cli.core.suggest import hint_for

    written = document.kind
    if written is None:
        fault = Fault("KEY002", "`kind` is missing", f"Add `kind: {expected or 'incident'}`.", at=("kind",))
    else:
        fault = Fault("KEY005", f"`{written}` is no kind", hint_for(written, catalogue.KINDS), at=("kind",))
    yield from _told(document, [fault], {})


def _judge(document: Document, name: str, policy: Playbook | None) -> Verdict:
    kind = catalogue.kind(name)
    rules = catalogue.document_rules(name)
    record, faults = validate(kind.model, document.front)
    faults = [*document.faults, *lost_text(document), *document.markdown.faults, *faults]
    if record is None:
        extract = kind.salvage(document.front) if kind.salvage else _salvage(name, document)
        file_name = ""
    else:
        faults += _judged(rules, Subject(document, record, policy))
        extract = kind.extract(record, document)
        file_name = kind.file_name(extract) if kind.file_name else ""
    told = _told(document, faults, _severities(name)) if faults else []
    return Verdict(name, extract, file_name, told, silences(document), bare=False, sound=record is not None)


@cache
def _severities(kind: str) -> Mapping[str, Severity]:
    return {rule.code: rule.severity for rule in catalogue.document_rules(kind)}


def _judged(rules: Iterable[Rule], subject: Subject[Record]) -> Iterator[Fault]:
    for rule in rules:
        if rule.scope == "document":
            yield from rule.check(subject)


def _salvage(kind: str, document: Document) -> Extract:
    """What can be said of a document whose record is wrong: that it is there, and its id."""
    written = document.front.get("incident" if kind == "checklist" else "id")
    return Extract(kind, written if isinstance(written, str) else "", {})


def _told(document: Document, faults: Iterable[Fault], severities: Mapping[str, Severity]) -> list[Told]:
    return [
        Told(
            _four(fault.place or document.place(fault.at, fault.on)),
            fault.code,
            fault.severity or severities.get(fault.code, "error"),
            fault.message,
            fault.hint,
            fault.subject or dotted(fault.at),
        )
        for fault in faults
    ]


def _four(place: Place) -> tuple[int, int, int, int]:
    return (place.line, place.column, place.end_line, place.end_column)
