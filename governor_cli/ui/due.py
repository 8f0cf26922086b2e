"""How what is late is asked for and answered."""

from typing import TYPE_CHECKING

from governor_cli.core.errors import UsageError
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from governor_cli.workflows.repository.recording import Recording


def show_due(at: str | None, format: str, *, incidents_only: bool = False) -> int:  # noqa: A002 - the option's name
    """What is late or soon late; 1 while something is late."""
    from governor_cli.ui import remembered_due
    from governor_cli.ui.answering_due import answer_due
    from governor_cli.workflows.acting import acting, zone_of
    from governor_cli.workflows.due import of_incidents, promises

    session = current()
    recording = recording_here()
    mine = zone_of(recording, acting(recording, None))
    when = _instant(at, recording, session.now(), mine)
    found = promises(recording, when)
    wanted = of_incidents(found.found) if incidents_only else found.found
    code = answer_due(wanted, found.troubles, when, mine, format)
    if remembered_due.begun() and not session.has_broken_settings:
        remembered_due.keep(found.found, found.troubles, mine)
    return code


def _instant(
    text: str | None, recording: "Recording", now: "datetime", mine: "ZoneInfo | None"
) -> "datetime":
    """The instant asked about: one to come says what will be late by then."""
    if text is None:
        return now
    from governor_cli.core.wall_clock import zone
    from governor_cli.core.when import read_when

    try:
        return read_when(text, now, zone(recording.policy.timezone), mine, planned=True)
    except UsageError as error:
        raise UsageError(f"--at {error.message}", hint=error.hint) from None
