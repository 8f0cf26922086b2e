"""What proves an item of a checklist, or spares it; and that a closed one has nothing left to prove."""

import re
from collections.abc import Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault
from governor_cli.core.instants import format_instant
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.checklist.body import items_of, lines, lines_of
from governor_cli.kinds.checklist.model import TAKES, Checklist, Evidence

_COMMIT = re.compile(r"[0-9a-f]{7,64}")


def _kind_of(subject: Subject[Checklist], item: str) -> str | None:
    """Which evidence the playbook asks for; None where it no longer knows the item."""
    found = subject.policy.item(item) if subject.policy else None
    return found.evidence if found else None


@rule("CHK003", "a tick stands for evidence")
def tick_has_evidence(subject: Subject[Checklist]) -> Iterator[Fault]:
    """Every tool lets people tick `documentation updated`; here the repository has to prove it.

    `gov checklist done` records the evidence and ticks the box; `close` finds it by itself.
    """
    record = subject.record
    for line in lines_of(subject):
        if line.box and line.ticked and line.id not in record.evidence and line.id not in record.waived:
            yield Fault(
                "CHK003",
                f"`{line.id}` is ticked without evidence",
                f"Run `gov checklist done {record.incident} {line.id} --evidence E`, or take the tick out.",
                place=line.box.place,
                subject=line.id,
            )


@rule("CHK004", "an item with evidence is ticked")
def evidence_has_tick(subject: Subject[Checklist]) -> Iterator[Fault]:
    """People read the boxes, programs the evidence; the two say the same."""
    for line in lines_of(subject):
        if line.box and not line.ticked and line.id in subject.record.evidence:
            yield Fault(
                "CHK004",
                f"`{line.id}` has evidence, but no tick",
                "Tick it, or take the evidence out.",
                place=line.box.place,
                subject=line.id,
            )


def _ticked(subject: Subject[Checklist]) -> bytes | None:
    from governor_cli.core.document import read
    from governor_cli.core.markdown_edit import set_tick

    document = subject.document
    items = items_of(subject.record, subject.policy)
    for name in subject.record.evidence:
        line = next((line for line in lines(document, items) if line.id == name), None)
        if line and line.box and not line.ticked:
            document = read(document.path, set_tick(document, line.box, ticked=True))
    return document.data if document is not subject.document else None


@rule("CHK005", "evidence is of the form its item takes")
def evidence_fits(subject: Subject[Checklist]) -> Iterator[Fault]:
    """Each kind of evidence is judged in its own way.

    A report and a snapshot are files, an announcement is a permalink or a notice, follow-ups
    are task ids or a ticket, documentation is a commit, a pull request or a reason.
    """
    for name, evidence in subject.record.evidence.items():
        at = ("evidence", name)
        forms = evidence.forms
        if len(forms) != 1:
            message = "proves nothing" if not forms else f"has {len(forms)} forms: {', '.join(forms)}"
            yield Fault(
                "CHK005", f"the evidence of `{name}` {message}", _takes(subject, name), at=at, on="key"
            )
            continue
        closed = subject.record.status == "closed"  # it was taken when the playbook asked for it
        takes = forms if closed else TAKES.get(_kind_of(subject, name) or "", forms)
        if forms[0] not in takes:
            message = f"`{forms[0]}` is no evidence for `{name}`"
            yield Fault("CHK005", message, _takes(subject, name), at=(*at, forms[0]), on="key")
        yield from _well_formed(evidence, name)


def _takes(subject: Subject[Checklist], item: str) -> str:
    forms = TAKES.get(_kind_of(subject, item) or "", ())
    return f"Give one of {', '.join(forms)}." if forms else "Give exactly one form."


def _well_formed(evidence: Evidence, name: str) -> Iterator[Fault]:
    if evidence.commit is not None and not _COMMIT.fullmatch(evidence.commit):
        hint = "Write 7 to 64 of 0-9 and a-f."
        yield Fault("CHK005", f"`{evidence.commit}` is no commit id", hint, at=("evidence", name, "commit"))
    if evidence.tasks is not None and (not evidence.tasks or len(set(evidence.tasks)) < len(evidence.tasks)):
        message = "names no task" if not evidence.tasks else "names a task twice"
        yield Fault(
            "CHK005",
            f"the evidence of `{name}` {message}",
            "Name each task once.",
            at=("evidence", name, "tasks"),
        )


@rule("CHK006", "evidence and waivers are for items of the checklist")
def known_item(subject: Subject[Checklist]) -> Iterator[Fault]:
    """Evidence for an item nobody asked for usually means a misspelt name, and an open item."""
    items = items_of(subject.record, subject.policy)
    if not items:
        return
    for key in ("evidence", "waived"):
        for name in getattr(subject.record, key):
            if name not in items:
                yield Fault(
                    "CHK006",
                    f"`{name}` is no item of this checklist",
                    hint_for(name, items),
                    at=(key, name),
                    on="key",
                )


@rule("CHK007", "an item is proved or waived, not both")
def one_of_both(subject: Subject[Checklist]) -> Iterator[Fault]:
    """A waiver says that nothing needs to be proved."""
    record = subject.record
    for name in record.waived:
        if name in record.evidence:
            hint = "Take out the waiver, or the evidence."
            yield Fault("CHK007", f"`{name}` is both proved and waived", hint, at=("waived", name), on="key")


@rule("CHK008", "a closed checklist has nothing left to do")
def closed_is_done(subject: Subject[Checklist]) -> Iterator[Fault]:
    """Closing says that each item was proved or waived.

    That is the moment an incident stops being asked about.
    """
    record = subject.record
    if record.status != "closed":
        return
    for line in lines_of(subject):
        if line.id not in record.waived and not (line.ticked and line.id in record.evidence):
            lacks = "ticked" if line.id in record.evidence else "proved"
            yield Fault(
                "CHK008",
                f"closed, but `{line.id}` is not {lacks}",
                "Open the checklist again, prove the item, or waive it.",
                at=("status",),
                subject=line.id,
            )


@rule("CHK009", "a checklist is closed at a time, after it was opened")
def closed_time(subject: Subject[Checklist]) -> Iterator[Fault]:
    """Whether the follow-up was in time is read from these two."""
    record = subject.record
    if record.status == "closed" and record.closed is None:
        yield Fault("CHK009", "closed without a time", "Add `closed:`.", at=("closed",))
    if record.closed is not None and record.status != "closed":
        hint = "Write `status: closed`, or take the time out."
        yield Fault("CHK009", "has a closing time, but is open", hint, at=("closed",))
    if record.closed is not None and record.closed < record.opened:
        message = f"closed before it was opened ({format_instant(record.opened)})"
        yield Fault("CHK009", message, "Correct whichever is wrong.", at=("closed",))


RULES = (
    tick_has_evidence,
    evidence_has_tick.fixed_by(_ticked),
    evidence_fits,
    known_item,
    one_of_both,
    closed_is_done,
    closed_time,
)
