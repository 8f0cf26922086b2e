"""How the work on an incident is answered: whom to call, what a successor must know, what happened."""

from typing import TYPE_CHECKING, Any

from governor_cli.core.errors import UsageError
from governor_cli.ui.incident_steps import Asked, Telling, take
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from governor_cli.workflows.incident.page import Paged
    from governor_cli.workflows.incident.record import Fact, Recorded
    from governor_cli.workflows.repository.recording import Recording


def page_now(asked: Asked, to: str | None, ref: str | None) -> int:
    """Record whom the escalation tells now, and say how to reach them."""
    from governor_cli.workflows.incident.page import page, page_beside

    if ref is not None and to is None:
        raise UsageError("--ref goes with --to", hint="Name the role that must take it on with --to ROLE.")

    def paging(recording: "Recording", incident: str, fact: "Fact", now: "datetime") -> "Paged":
        if to is None:
            return page(recording, incident, fact, now)
        return page_beside(recording, incident, fact, to, ref, now)

    return take(asked, paging, _paged)


def _paged(paged: "Paged", mine: "ZoneInfo | None") -> Telling:
    from governor_cli.views.paging import nobody_warning, page_data, page_text

    nobody = nobody_warning(paged)
    warnings = (nobody,) if nobody else ()
    return Telling("page", lambda: page_data(paged), lambda: page_text(paged, mine), warnings)


def hand_over(asked: Asked, to: str) -> int:
    """Record who commands now; the answer is what they must know."""
    from governor_cli.workflows.incident.work import hand_off

    return take(
        asked, lambda recording, incident, fact, now: hand_off(recording, incident, fact, to, now), _handed
    )


def _handed(recorded: "Recorded", mine: "ZoneInfo | None") -> Telling:
    from governor_cli.views.briefing import briefing_data, briefing_text
    from governor_cli.views.incident_data import incident_data
    from governor_cli.workflows.incident.work import briefing_of

    found = briefing_of(recorded)

    def data() -> "dict[str, Any]":
        return incident_data(recorded.picture) | {"situation": briefing_data(found)}

    return Telling("incident", data, lambda: briefing_text(found, mine))


def show_timeline(given: str, format: str) -> int:  # noqa: A002 - the option's name
    """What happened, row by row."""
    from governor_cli.views.timeline import timeline_data, timeline_text
    from governor_cli.workflows.acting import acting, zone_of

    session = current()
    recording = recording_here()
    mine = zone_of(recording, acting(recording, None))
    document, record = recording.report(recording.incident(given))
    session.answer(
        "timeline", timeline_data(record, document), lambda: timeline_text(record, document, mine), format
    )
    return 0
