"""A deployment: what went out where and when, and how it ended, as far as anybody wrote it down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal, NamedTuple

Outcome = Literal["success", "failed", "rolled-back"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("success", "failed", "rolled-back")
WORDS: Final[Mapping[str, Outcome]] = {
    "success": "success",
    "succeeded": "success",
    "successful": "success",
    "ok": "success",
    "failed": "failed",
    "failure": "failed",
    "error": "failed",
    "rolled-back": "rolled-back",
    "rolledback": "rolled-back",
    "rollback": "rolled-back",
    "reverted": "rolled-back",
}
"""What people and tools call an outcome, in small letters with hyphens."""
PRODUCTION: Final = "production"
"""The environment that is meant where none is named."""
Dated = Literal["name", "tagger", "commit", "file"]
"""What says when: the tag's own name, whoever tagged, the tagged commit (a lower bound), a file."""
Source = Literal["annotated", "lightweight", "file"]


def folded(word: str) -> str:
    """A word as it stands among those: ``Rolled Back`` is ``rolled-back``."""
    return word.strip().casefold().replace("_", "-").replace(" ", "-")


class Deployment(NamedTuple):
    """One deployment. None means that nobody said so, which is neither yes nor no."""

    name: str
    """The tag, or the id in a file."""
    at: datetime
    environment: str
    commit: str | None
    """In full; None where it is not in this repository."""
    services: tuple[str, ...] = ()
    outcome: Outcome | None = None
    planned: bool | None = None
    fixes: tuple[str, ...] = ()
    """Incidents that it was made to end."""
    approved_by: str = ""
    """As it is written: ``@ada``, a role, in a file any name."""
    corrects: str = ""
    """The record that this one takes the place of."""
    earlier: tuple[str, ...] = ()
    """The names of all the records that it takes the place of."""
    dated: Dated = "name"
    source: Source = "annotated"
    changes: tuple[datetime, ...] | None = None
    """When each of its changes was written, where a file says so; else Git's history tells."""

    @property
    def failed(self) -> bool:
        """Whether it is written down that it did not hold."""
        return self.outcome in {"failed", "rolled-back"}
