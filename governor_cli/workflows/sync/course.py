"""How deliveries and measurements went, for the agenda: nothing is asked of any server."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from governor_cli.practices.agenda.trends import WEEKS, Course, Figure
from governor_cli.workflows.metrics.days import Days
from governor_cli.workflows.repository.recording import Recording

if TYPE_CHECKING:
    from governor_cli.practices.metrics.series import Series

_BACK: Final = timedelta(weeks=12)
_SPAN: Final = timedelta(weeks=WEEKS)
_WIDTH: Final = 24
_ANY_TAG: Final = ("for-each-ref", "--count=1", "refs/tags")


def delivered(recording: Recording, now: datetime, notes: list[str]) -> Iterator[Figure]:
    """The DORA metrics of the last weeks, and of those before; none where neither has any."""
    workspace = recording.workspace
    if not workspace.settings.deployments.file and not workspace.git.ask(*_ANY_TAG):
        return  # without looking any closer
    from governor_cli.views.dora import figure, words
    from governor_cli.workflows.deploy.ground import Ground
    from governor_cli.workflows.metrics.dora import Measuring, Wanted

    measuring = Measuring(Ground(workspace.git, recording), now)
    if not measuring.known.deployments:
        return
    start = now - _SPAN
    these, those = (
        measuring.measured(Wanted(since, until, by=()))
        for since, until in ((start, None), (start - _SPAN, start))
    )
    pairs = list(zip(these.dora.overall.metrics, those.dora.overall.metrics, strict=True))
    if any(one.n for pair in pairs for one in pair):
        notes += [f"{note[0].upper()}{note[1:]}." for note in these.notes]
        for one, before in pairs:
            yield Figure(words(one.definition.name), figure(one), one.n, figure(before), before.n)


def measured(recording: Recording, now: datetime, notes: list[str]) -> Iterator[Course]:
    """Every series of the last twelve weeks."""
    found = Days(recording).between(now - _BACK, now)
    notes += [f"{path} cannot be read: run `gov check`." for path in found.unreadable]
    if not found.captures:
        return iter(())
    from governor_cli.practices.metrics.series import series

    return map(_course, series(kept.capture for kept in found.captures))


def _course(one: "Series") -> Course:
    from governor_cli.views.spark import sparkline

    last = one.last
    unit = f" {one.unit}" if one.unit and last.number is not None else ""
    verdict = {True: "ok", False: "missed", None: ""}[last.ok]
    drawn = sparkline(one.numbers, _WIDTH)
    return Course(one.environment, one.name, drawn, f"{last.value}{unit}", one.target, verdict)
