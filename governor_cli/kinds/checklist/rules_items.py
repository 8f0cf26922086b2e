"""The items of a checklist, each on a line of its own with its box, and no other boxes."""

from collections.abc import Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault
from governor_cli.kinds.checklist.body import items_of, lines_of, plain, strangers
from governor_cli.kinds.checklist.mending import missing_added, texts_restored
from governor_cli.kinds.checklist.model import Checklist


@rule("CHK001", "every item stands in the checklist")
def every_item(subject: Subject[Checklist]) -> Iterator[Fault]:
    """An item that was deleted is never asked for again.

    One that this incident does not need is waived, with a reason and a name.
    """
    for line in lines_of(subject):
        if line.box is None:
            yield Fault(
                "CHK001",
                f"the item `{line.id}` is missing",
                f"Add the line `- [ ] {line.text}`, or waive it: gov checklist waive.",
                subject=line.id,
            )


def _restored(subject: Subject[Checklist]) -> bytes | None:
    return missing_added(subject.document, lines_of(subject))


@rule("CHK002", "an item keeps its text")
def text_kept(subject: Subject[Checklist]) -> Iterator[Fault]:
    """The text says what was promised; an edited one promises something else.

    Change the playbook for the incidents to come, or waive the item for this one.
    """
    for line in lines_of(subject):
        if line.edited and line.box is not None:
            yield Fault(
                "CHK002",
                f"the text of `{line.id}` was edited",
                f"Write it as `{line.text}`.",
                place=line.box.place,
                subject=line.id,
            )


def _as_promised(subject: Subject[Checklist]) -> bytes | None:
    return texts_restored(subject.document, lines_of(subject))


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
    playbook_items,
    no_stranger,
)
