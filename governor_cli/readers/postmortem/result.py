"""What reading a postmortem gives: the facts that are certain, the report's body, and what stayed unread."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple


class Unread(NamedTuple):
    """Words that look like a fact and are none that is certain; ``line`` is the source's, from 1."""

    line: int
    text: str
    why: str


class Vocabulary(NamedTuple):
    """What the playbook and the roster know: a word of the source counts only if it stands here."""

    severities: Collection[str] = ()
    services: Collection[str] = ()
    """Empty: any name will do."""
    people: Collection[str] = ()
    """Handles without their @."""


@dataclass(slots=True)
class Postmortem:
    """One postmortem as a report: ``body`` holds every word of the source."""

    title: str
    body: str
    day: date | None
    """The earliest certain day."""
    times: dict[str, datetime] = field(default_factory=dict[str, datetime])
    """Milestones by gov's names, UTC, in order."""
    severity: str | None = None
    services: list[str] = field(default_factory=list[str])
    environment: str | None = None
    is_over: bool = True
    """False only where the source says in so many words that it is not resolved."""
    rows: int = 0
    """Timeline rows whose time is certain."""
    unread: list[Unread] = field(default_factory=list[Unread])
