"""Captures as series over time, and what could be pruned of them."""

from datetime import datetime
from typing import NamedTuple

from governor_cli.core.errors import UsageError
from governor_cli.core.suggest import hint_for
from governor_cli.practices.metrics.definitions import metrics_of
from governor_cli.practices.metrics.pruning import Place, Pruning, pruned
from governor_cli.practices.metrics.series import Series, series
from governor_cli.workflows.metrics.adopt import NOTE, notes_in
from governor_cli.workflows.metrics.days import Days, Kept
from governor_cli.workflows.repository.recording import Recording


class Wanted(NamedTuple):
    """Which captures to show; None is everything."""

    since: datetime | None = None
    until: datetime | None = None
    environment: str | None = None
    service: str | None = None
    names: tuple[str, ...] = ()


class Shown(NamedTuple):
    """Series with the captures they come from."""

    series: tuple[Series, ...]
    captures: tuple[Kept, ...]
    unreadable: tuple[str, ...]
    notes: tuple[str, ...]
    """Notes beside the captures that nobody has adopted yet."""


def show(recording: Recording, wanted: Wanted) -> Shown:
    """The series that were asked for. UsageError for a name that nothing was measured by."""
    found = Days(recording).between(wanted.since, wanted.until)
    captures = tuple(
        kept
        for kept in found.captures
        if wanted.environment is None or kept.capture.environment == wanted.environment
    )
    names = _names(recording, wanted, captures)
    told = series((kept.capture for kept in captures), names)
    adopted = {kept.capture.source for kept in found.captures}
    notes = tuple(
        path for path in notes_in(recording, wanted.since, wanted.until) if f"{NOTE} {path}" not in adopted
    )
    return Shown(tuple(told), captures, found.unreadable, notes)


def _names(recording: Recording, wanted: Wanted, captures: tuple[Kept, ...]) -> list[str] | None:
    if wanted.names:
        known = {health.name for kept in captures for health in kept.capture.health}
        for name in wanted.names:
            if name not in known and captures:
                raise UsageError(f"nothing is measured as `{name}`", hint=hint_for(name, sorted(known)))
        return list(wanted.names)
    if wanted.service is None:
        return None
    return [metric.name for metric in metrics_of(recording.policy, wanted.service)]


def prune(recording: Recording, before: datetime) -> tuple[Pruning, tuple[str, ...]]:
    """What could go of before an instant, and the files that could not be read."""
    days = Days(recording)
    found = days.between(None, None)
    places = [Place(kept.path, kept.number, kept.capture) for kept in found.captures]
    return pruned(places, before, days.zone), found.unreadable
