"""What the probes found when they were last asked, for whoever shows it without asking them again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

State = Literal["ok", "failed", "not_configured"]
"""``not_configured`` is where a question does not apply here; that is no failure."""


class Result(NamedTuple):
    """What one probe found, and how long it took."""

    name: str
    state: State
    detail: str
    seconds: float
    hint: str = ""


class Examination(NamedTuple):
    """What all probes found, and when."""

    at: datetime
    probes: Sequence[Result]

    @property
    def failed(self) -> list[Result]:
        """What does not work."""
        return [one for one in self.probes if one.state == "failed"]
