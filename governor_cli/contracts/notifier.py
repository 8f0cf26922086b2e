"""What a notifier offers: one medium, how a notice looks there, and how it gets there."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from governor_cli.contracts.notice import Notice


class Receipt(NamedTuple):
    """What became of one attempt, in a few words that hold no secret."""

    state: Literal["delivered", "later", "refused"]
    said: str
    wait: float = 0.0
    """Seconds that the other side asks to wait."""


class Means(NamedTuple):
    """What lets one in: the variables of this process, and which of them holds the address or key."""

    environment: Mapping[str, str]
    variable: str
    sender: str = ""
    """The mail address of whoever sends; "" where nothing tells one."""

    @property
    def secret(self) -> str:
        """What the variable holds; "" where it is not set."""
        return self.environment.get(self.variable, "").strip()


class Notifier(NamedTuple):
    """One medium; ``notifiers/<medium>.py`` exports it as NOTIFIER."""

    medium: str
    part: str
    """How `[variables]` in gov.toml and `gov doctor` call it."""
    variable: str
    """The usual name of the variable with its address or key."""
    shown: Callable[[Notice, Means], str]
    """Exactly what would be sent, without the secret."""
    host: Callable[[Means], str]
    """Where it leads. GovError where the variable is not set, or of no use."""
    deliver: Callable[[Notice, Means], Receipt]
    """Send it. GovError where it could not be tried, OutsideError where nobody answered."""
    is_shared: bool = False
    """Whether one variable serves every channel of the medium, as a mail server does."""
