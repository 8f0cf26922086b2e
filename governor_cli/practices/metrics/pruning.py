"""What a team could let go of: captures between the weekly ones that nothing refers to any more."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Final, NamedTuple

from governor_cli.kinds.metrics.model import Capture

WEEKS_KEPT: Final = 12


class Place(NamedTuple):
    """A capture and where it stands."""

    path: str
    number: int
    capture: Capture


class Pruning(NamedTuple):
    """Captures that could go, those that stay, and files of which nothing would stay."""

    gone: tuple[Place, ...]
    kept: int
    files: tuple[str, ...]


def pruned(places: Iterable[Place], before: datetime, zone: tzinfo) -> Pruning:
    """Scheduled captures of before an instant, but the first of each ISO week, environment and source.

    What was taken for an incident or a deployment stays for ever: it is somebody's evidence.
    """
    ordered = sorted(places, key=lambda place: place.capture.at)
    weeks: set[tuple[tuple[int, int], str, str]] = set()
    gone: list[Place] = []
    for place in ordered:
        capture = place.capture
        if capture.trigger != "scheduled" or capture.incident:
            continue
        week = capture.at.astimezone(zone).isocalendar()
        key = ((week.year, week.week), capture.environment, capture.source)
        if key in weeks and capture.at < before:
            gone.append(place)
        weeks.add(key)
    going = {(place.path, place.number) for place in gone}
    staying = {place.path for place in ordered if (place.path, place.number) not in going}
    left = {place.path for place in gone} - staying
    return Pruning(tuple(gone), len(ordered) - len(gone), tuple(sorted(left)))
