"""The checklist's body: the items as a task list that any editor and forge can tick."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from governor_cli.contracts.subject import Subject
from governor_cli.core.document import Document
from governor_cli.core.markdown import TaskItem
from governor_cli.core.suggest import did_you_mean
from governor_cli.kinds.checklist.model import Checklist
from governor_cli.policy.model import Playbook


class Line(NamedTuple):
    """An item of the checklist beside the box that stands for it."""

    id: str
    text: str
    box: TaskItem | None
    edited: bool = False
    """Whether the box says something else than the item."""

    @property
    def ticked(self) -> bool:
        """Whether somebody ticked it."""
        return self.box is not None and self.box.ticked


def plain(text: str) -> str:
    """An item's text for comparing: spaces and a full stop at the end do not count."""
    return " ".join(text.split()).rstrip(".").casefold()


def task_list(items: Mapping[str, str]) -> str:
    """The unticked list of a new checklist."""
    return "".join(f"- [ ] {text}\n" for text in items.values())


def items_of(record: Checklist, policy: Playbook | None) -> dict[str, str]:
    """Item -> text: the checklist's own, else those of the playbook."""
    if record.items:
        return dict(record.items)
    return {item.id: item.text for item in policy.checklist} if policy else {}


def lines(document: Document, items: Mapping[str, str]) -> list[Line]:
    """Each item with its box: the one with its text, else the one whose text was edited."""
    boxes = {plain(box.text): box for box in reversed(list(document.markdown.tasks))}
    exact = {name: boxes.get(plain(text)) for name, text in items.items()}
    spare = {key: box for key, box in boxes.items() if box not in exact.values()}
    return list(_paired(items, exact, spare))


def lines_of(subject: Subject[Checklist]) -> list[Line]:
    """The same for a checklist under judgement."""
    return lines(subject.document, items_of(subject.record, subject.policy))


def _paired(
    items: Mapping[str, str], exact: Mapping[str, TaskItem | None], spare: dict[str, TaskItem]
) -> Iterator[Line]:
    for name, text in items.items():
        box = exact[name]
        meant = None if box else did_you_mean(plain(text)[:60], [key[:60] for key in spare])
        key = next((key for key in spare if key[:60] == meant), None) if meant else None
        yield Line(name, text, box or (spare.pop(key) if key else None), edited=key is not None)


def strangers(document: Document, items: Mapping[str, str]) -> list[TaskItem]:
    """Boxes that stand for no item, or for one that has a box already."""
    taken = [line.box for line in lines(document, items)]
    return [box for box in document.markdown.tasks if box not in taken]
