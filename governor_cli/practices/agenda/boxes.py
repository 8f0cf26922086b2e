"""The boxes of the minutes that become tasks: what is to be done, and the id that says it is one already."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from governor_cli.core.document import Document
from governor_cli.core.ids import INCIDENT_ID
from governor_cli.kinds.sync.actions import Action, actions

_MARK: Final = r"\(task ((?:[\w.-]+:)?(?:T-[0-9A-Z]+|\d+))\)\s*$"
_DATED: Final = r"(?i)[\s,;:(-]{0,8}(?:\b(?:by|until|till|due|before|on)\b:?\s+){0,2}%s\)?"


class Box(NamedTuple):
    """An unticked action of the minutes; ``task`` is the id of its task, "" while it has none."""

    action: Action
    title: str
    incident: str
    task: str

    @property
    def lacks(self) -> str:
        """What keeps it from being a task: ``no owner``, ``no owner and no date``; "" where nothing does."""
        owner = "" if self.action.owner else "no owner"
        day = "" if self.action.day else f"no day {self.action.due}" if self.action.due else "no date"
        return " and ".join(filter(None, (owner, day)))


def boxes(document: Document, roles: Sequence[str]) -> Iterator[Box]:
    """Every unticked action, in the order of the minutes."""
    for action in actions(document, roles):
        if not action.box.ticked and action.box.text.strip():
            mark = re.search(_MARK, action.box.text)
            incident = INCIDENT_ID.search(action.box.text)
            yield Box(action, title(action), incident[0] if incident else "", mark[1] if mark else "")


def mark(name: str) -> str:
    """What is written behind a box that has become a task."""
    return f"(task {name})"


def title(action: Action) -> str:
    """What is to be done: the text without its owner, its date and the mark."""
    text = re.sub(_MARK, "", action.box.text)
    if action.owner:
        text = re.sub(rf"@?{re.escape(action.owner.removeprefix('@'))}(?![\w-])", " ", text, count=1)
    if action.due:
        text = _without_day(text, action.due)
    shown = re.sub(r" \.$", "", " ".join(text.split())).strip(" ,;:–—-")
    return shown or " ".join(action.box.text.split())


def _without_day(text: str, day: str) -> str:
    """The last time that the day stands there goes, with the word that leads to it."""
    found = list(re.finditer(_DATED % re.escape(day), text))
    if not found:
        return text
    return f"{text[: found[-1].start()]} {text[found[-1].end() :]}"
