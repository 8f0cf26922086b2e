"""What a timeline of a postmortem becomes: rows of the report, and where in the source they stood."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

from governor_cli.readers.postmortem.moments import Moment
from governor_cli.readers.postmortem.result import Unread

NOBODY: Final = "unknown"
"""Who stands in a row of which nobody says who it was."""


class Row(NamedTuple):
    """A row of the report's timeline; ``at`` is None where its time is as unsure as in the source."""

    line: int
    time: str
    what: str
    who: str = NOBODY
    at: datetime | None = None


@dataclass(slots=True)
class Timeline:
    """What moved: the rows, and the spans of lines they came from. Lines count from 0."""

    rows: list[Row] = field(default_factory=list[Row])
    spans: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    headers: list[str] = field(default_factory=list[str])
    unread: list[Unread] = field(default_factory=list[Unread])
    headings: int = 0
    """How many rows repeat a heading, which stays where it is with what is told below it."""


class Told(NamedTuple):
    """One row or item as written."""

    line: int
    moment: Moment | None
    time: str
    what: str
    who: str = NOBODY
