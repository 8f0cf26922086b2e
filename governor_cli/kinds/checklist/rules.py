"""The rules over one checklist: every item there, ticked with evidence, waived with a reason."""

import re
from collections.abc import Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault
from governor_cli.core.instants import format_instant
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.checklist.body import Line, items_of, lines, plain, strangers
from governor_cli.kinds.checklist.mending import missing_added, texts_restored
from governor_cli.kinds.checklist.model import TAKES, Checklist, Evidence

_COMMIT = re.compile(r"[0-9a-f]{7,64}")


def _lines(subject: Subject[Checklist]) -> list[Line]:
    return lines(subject.document, items_of(subject.record, subject.policy))


def _kind_of(subject: Subject[Checklist], item: str) -> str | None:
    """Which evidence the playbook asks for; None where it no longer knows the item."""
    found = subject.policy.item(item) if subject.policy else None
    return found.evidence if found else None


@rule("CHK001", "every item stands in the checklist")
def every_item(subject: Subject[Checklist]) -> Iterator[Fault]:
    """An item that was deleted is never asked for again.

    One that this incident does not need is waived, with a reason and a name.
    """
    for line in _lines(subject):
        if line.box is None:
            yield Fault(
                "CHK001",
                f"the item `{line.id}` is missing",
                f"Add the line `- [ ] {line.text}`, or waive it: gov checklist waive.",
                subject=line.id,
            )


def _restored(subject: Subject[Checklist]) -> bytes | None:
    return missing_added(subject.document, _lines(subject))


@rule("CHK002", "an item keeps its text")
def text_kept(subject: Subject[Checklist]) -> Iterator[Fault]:
    """The text says what was promised; an edited one promises something else.

    Change the playbook for the incidents to come, or waive the item for this one.
    """
    for line in _lines(subject):
        if line.edited and line.box is not None:
            yield Fault(
                "CHK002",
                f"the text of `{line.id}` was edited",
                f"Write it as `{line.text}`.",
                place=line.box.place,
                subject=line.id,
            )


def _as_promised(subject: Subject[Checklist]) -> bytes | None:
    return texts_restored(subject.document, _lines(subject))


@rule("CHK003", "a tick stands for evidence")
def tick_has_evidence(subject: Subject[Checklist]) -> Iterator[Fault]:
    """Every tool lets people tick `documentation updated`; here the repository has to prove it.

    `gov checklist done` records the evidence and ticks the box; `close` finds it by itself.
    """
    record = subject.record
    for line in _lines(subject):
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
    for line in _lines(subject):
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
    for line in _lines(subject):
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


@rule("CHK010", "a checklist has the items of the playbook", severity="warning")
def playbook_items(subject: Subject[Checklist]) -> Iterator[Fault]:
    """`items` keeps what was asked for when the checklist was made.

    While it is open, an item that the playbook asks for and the checklist does not was deleted,
    or is new: decide which.
    """
    record, policy = subject.record, subject.policy
    if policy is None or record.status == "closed" or not record.items:
        return
    for item in policy.checklist:
        if item.id not in record.items:
            hint = f"Add `{item.id}` to `items` and its line to the list, if it is meant for this incident."
            yield Fault(
                "CHK010",
                f"the playbook also asks for `{item.id}`",
                hint,
                at=("items",),
                on="key",
                subject=item.id,
            )


@rule("CHK011", "a box in the checklist is one of its items", severity="warning")
def no_stranger(subject: Subject[Checklist]) -> Iterator[Fault]:
    """A box that no item stands behind can be ticked without proof, and is never asked for.

    So can the second box of an item. What has to be done for this incident alone is a follow-up task.
    """
    items = items_of(subject.record, subject.policy)
    if not items:
        return
    named = {plain(text): name for name, text in items.items()}
    for box in strangers(subject.document, items):
        again = named.get(plain(box.text))
        if again is None:
            message = f"`{box.text}` is no item of this checklist"
            hint = "Make it a task, or a note without a box."
        else:
            message, hint = f"`{again}` is written twice", "Take this box out: the first one counts."
        yield Fault("CHK011", message, hint, place=box.place, subject=box.text)


RULES = (
    every_item.fixed_by(_restored),
    text_kept.fixed_by(_as_promised),
    tick_has_evidence,
    evidence_has_tick.fixed_by(_ticked),
    evidence_fits,
    known_item,
    one_of_both,
    closed_is_done,
    closed_time,
    playbook_items,
    no_stranger,
)
