"""Actions in the minutes of a sync: boxes with an owner and a date."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from governor_cli.core.document import Document
from governor_cli.core.markdown import TaskItem
from governor_cli.core.patterns import compiled

SECTION = "Actions"
_DAY: Final = r"(?<![\w-])(\d{4}-\d\d-\d\d)(?![\w-])"
_BY: Final = rf"(?i)\b(?:by|until|till|due|before)\b:?(?:\s+on)?\s+{_DAY}"
_HANDLE: Final = r"(?<![\w.@-])@[A-Za-z0-9](?:[\w.-]*\w)?"


class Action(NamedTuple):
    """One box. ``owner`` is a handle with its @ or a role, ``due`` the date as written; "" if absent.

    A role may have an @ as well where it stands; of several dates the one after "by" counts.
    """

    box: TaskItem
    owner: str
    due: str

    @property
    def day(self) -> date | None:
        """The day it is due; None where there is none, or none that exists."""
        try:
            return date.fromisoformat(self.due)
        except ValueError:
            return None


def actions(document: Document, roles: Sequence[str]) -> Iterator[Action]:
    """Every box that is an action: all of the section `Actions`, elsewhere those with an owner and a date."""
    section = document.markdown.section(SECTION)
    for box in document.markdown.tasks:
        found = _read(box, roles)
        inside = section is not None and section.line <= box.line <= section.end_line
        if inside or (found.owner and found.due):
            yield found


def _read(box: TaskItem, roles: Sequence[str]) -> Action:
    handle = compiled(_HANDLE).search(box.text)
    owner = handle[0] if handle else next((role for role in roles if _names(box.text, role)), "")
    owner = owner[1:] if owner[1:] in roles else owner
    due = compiled(_BY).search(box.text) or compiled(_DAY).search(box.text)
    return Action(box, owner, due[1] if due else "")


def _names(text: str, role: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(role)}(?![\w-])", text) is not None
