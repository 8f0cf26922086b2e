"""How the steps of an incident are taken and answered: which incident, what was recorded, what is due."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from governor_cli.ui.incidents import recording_here
from governor_cli.ui.recorded import answer_written, asked_share, in_turn, instant_given, share_written
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from governor_cli.workflows.incident_record import Fact, Recorded
    from governor_cli.workflows.recording import Recording

Taking = Callable[["Recording", str, "Fact", datetime], "Recorded"]


class Asked(NamedTuple):
    """What every step takes from the command line."""

    incident: str
    verb: str
    text: str
    at: str | None
    by: str | None
    dry_run: bool
    commit: bool
    push: bool
    format: str


def take(asked: Asked, taking: Taking) -> int:
    """Take one step: say which incident, write the report, answer, share."""
    from governor_cli.views.incident import incident_data
    from governor_cli.workflows.acting import acting, zone_of
    from governor_cli.workflows.incident_record import Fact, write_recorded

    session = current()
    recording = recording_here()
    incident = recording.incident(asked.incident)
    actor = acting(recording, asked.by)
    for note in (recording.note, actor.note):
        if note:
            session.warn(note)
    mine = zone_of(recording, actor)
    now = session.now()
    at = instant_given(asked.at, recording, now, mine, "--at") or now
    recorded = taking(recording, incident, Fact(asked.verb, actor.who, at, asked.text), now)
    session.note(f"{incident} {recorded.picture.record.title}")
    if recorded.note:
        session.note(recorded.note)
    if asked.dry_run:
        session.raw(_difference(recorded))
        return 0
    write_recorded(recording, recorded)
    data = incident_data(recorded.picture)
    path = recorded.before.path
    how = asked_share(asked.commit, asked.push)

    def answer() -> None:
        answer_written(recording, path, "incident", data, lambda: _told(recorded, mine), asked.format)

    def share() -> None:
        if recorded.is_changed:
            share_written(recording, path, f"{incident}: {asked.verb}", incident, how)

    in_turn(answer, share, how)
    return 0


def _told(recorded: "Recorded", mine: "ZoneInfo | None") -> str:
    from governor_cli.views.incident import recorded_text

    return recorded_text(recorded.picture, mine)


def _difference(recorded: "Recorded") -> str:
    from governor_cli.workflows.fixing import Fixed, difference

    return difference(Fixed(recorded.before, recorded.after.data, ()), "")
