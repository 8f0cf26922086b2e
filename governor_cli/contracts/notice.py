"""A notice: what one channel is told about an incident, in words that belong to no medium yet."""

from datetime import datetime
from typing import Literal, NamedTuple

What = Literal[
    "declared", "acknowledged", "update", "mitigated", "resolved", "cancelled", "page", "lessons", "text"
]
"""What there is to tell of an incident."""
Action = Literal["trigger", "acknowledge", "resolve"]
State = Literal["delivered", "waiting", "refused"]


class Alarm(NamedTuple):
    """What a pager is to do, beside the words."""

    action: Action
    severity: str
    """critical, error, warning or info."""
    source: str
    """What is affected, in a few words."""


class Message(NamedTuple):
    """The words. Every text is visible characters alone, and one line but for ``text``."""

    title: str
    text: str = ""
    """Paragraphs of plain text."""
    facts: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """What is there, and its address: http or https, without blanks."""
    alarm: Alarm | None = None

    @property
    def line(self) -> str:
        """All of it in one line, for where nothing else is shown."""
        said = " ".join(self.text.split())
        facts = (f"{name} {value}" for name, value in self.facts)
        return " | ".join(part for part in (self.title, said, *facts) if part)


class Notice(NamedTuple):
    """One message on its way into one channel, and how far it got.

    It goes where it was addressed when it was written, whatever the playbook says later.
    """

    key: str
    """Stable: the same thing told to the same channel has the same key."""
    incident: str
    what: str
    channel: str
    """The channel's id in the playbook."""
    name: str
    """The channel's name: of a mail channel its address."""
    medium: str
    is_first: bool
    """Whether the channel is the first of its medium, to which the variable of the medium leads."""
    message: Message
    written: datetime
    number: int = 0
    """Its place among those of its channel; a clock that is set back changes nothing."""
    tries: int = 0
    tried: datetime | None = None
    answer: str = ""
    """What the other side said last; holds no secret."""
    is_refused: bool = False
    later: datetime | None = None
    """Before then the other side does not want to be asked."""
    delivered: datetime | None = None

    @property
    def state(self) -> State:
        """How far it got; a refused one waits too, for somebody who mends what was refused."""
        if self.delivered:
            return "delivered"
        return "refused" if self.is_refused else "waiting"

    @property
    def where(self) -> str:
        """The channel, as a sentence names it."""
        return f"{self.name} ({self.medium})"
