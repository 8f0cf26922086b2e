"""A follow-up: what is to be done, by whom, until when, and which incident it answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.core.instants import parse_day

STATES: Final = ("pending", "in_progress", "blocked", "completed", "cancelled")
OVER: Final = frozenset({"completed", "cancelled"})
KINDS: Final = ("prevent", "mitigate", "detect", "process")
"""What a follow-up does about the next such incident."""
OWN_KEYS: Final = (
    "incident",
    "factor",
    "owner",
    "due",
    "kind",
    "priority",
    "source",
    "evidence",
    "history",
)
"""gov's own keys: they may stand in an entry of any shape."""


class Task(NamedTuple):
    """One follow-up. Text is "" where the key is absent; ``state`` is "" where its word is not known."""

    id: str
    title: str
    state: str
    word: str
    """The state as it is written."""
    group: str
    """The lane or list it stands in; "" in a file with one list."""
    at: Loc
    blocked_by: tuple[str, ...] = ()
    incident: str = ""
    factor: str = ""
    owner: str = ""
    due: str = ""
    kind: str = ""
    priority: str = ""
    area: str = ""
    source: str = ""
    evidence: str = ""
    history: tuple[Mapping[str, Any], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it; a state nobody knows counts as open."""
        return self.state not in OVER

    @property
    def day(self) -> date | None:
        """The day it is due; None where there is none, or none that exists."""
        try:
            return parse_day(self.due)
        except ValueError:
            return None

    @property
    def reason(self) -> str:
        """Why it was declined, as its history tells."""
        told = (entry.get("reason") for entry in reversed(self.history))
        return next((reason for reason in told if isinstance(reason, str)), "")
