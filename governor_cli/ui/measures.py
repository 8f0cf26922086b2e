"""How incident measures are asked for and answered."""

from typing import TYPE_CHECKING

from governor_cli.core.errors import UsageError
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.session import current
from governor_cli.ui.stretch import stretch_given

if TYPE_CHECKING:
    from governor_cli.practices.incident.measures import Dimension


def show_measures(
    period: tuple[str | None, str | None],
    severity: str | None,
    service: str | None,
    environment: str | None,
    by: list[str] | None,
    format: str,  # noqa: A002 - the option's name
) -> int:
    """The measures of the incidents declared in a period."""
    from governor_cli.core.wall_clock import zone
    from governor_cli.views.measures import measures_csv, measures_data, measures_markdown, measures_text
    from governor_cli.workflows.metrics.incidents import Wanted, measure_incidents
    from governor_cli.workflows.said import checked_name

    session = current()
    recording = recording_here()
    now = session.now()
    since, until = stretch_given(*period, now, zone(recording.policy.timezone))
    where = checked_name(environment, "--environment")
    wanted = Wanted(since, until, severity, service, where, _dimensions(by))
    found = measure_incidents(recording, wanted, now)
    if format in {"markdown", "csv"}:
        session.raw((measures_csv if format == "csv" else measures_markdown)(found))
    else:
        session.answer("measures", measures_data(found), lambda: measures_text(found), format)
    if lost := found.left_out["unreadable"]:
        session.warn(f"{lost} report{'' if lost == 1 else 's'} cannot be read: run `gov check`")
    return 0


def _dimensions(given: list[str] | None) -> "list[Dimension]":
    from governor_cli.core.suggest import hint_for
    from governor_cli.practices.incident.measures import DIMENSIONS

    wrong = next((one for one in given or () if one not in DIMENSIONS), None)
    if wrong is not None:
        raise UsageError(f"--by `{wrong}` is no way to group incidents", hint=hint_for(wrong, DIMENSIONS))
    return [one for one in DIMENSIONS if not given or one in given]
