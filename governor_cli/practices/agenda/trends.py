"""The trends of an agenda: deliveries against the weeks before, and the course of what is measured."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from governor_cli.practices.agenda.text import paragraphs, table

BLOCK: Final = "trends"
SECTION: Final = "Trends"
WEEKS: Final = 4


class Figure(NamedTuple):
    """One DORA metric in these weeks and in those before, in words; ``n`` is of how many it is known."""

    name: str
    value: str
    n: int
    before: str
    n_before: int


class Course(NamedTuple):
    """One measurement over time: drawn in a line of signs, its last value, target and verdict."""

    environment: str
    name: str
    drawn: str
    last: str
    target: str
    verdict: str


def text(
    figures: Sequence[Figure] | None, courses: Sequence[Course], weeks: int, notes: Sequence[str]
) -> str:
    """Two tables, or what there is of them; without ``figures`` a note says why."""
    delivered = "" if figures is None else _delivered(figures, weeks)
    measured = table(("Environment", "Measured", "Course", "Last", "Target", ""), courses)
    return paragraphs(delivered, measured or "Nothing is measured.", *notes)


def _delivered(figures: Sequence[Figure], weeks: int) -> str:
    rows = table(
        ("Deliveries", f"last {weeks} weeks", "n", f"{weeks} weeks before", "n"),
        [(one.name, one.value, str(one.n), one.before, str(one.n_before)) for one in figures],
    )
    return rows or "No deployment is recorded."
