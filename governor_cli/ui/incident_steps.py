"""How the steps of an incident are taken and answered: which incident, what was recorded, what is due."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from governor_cli.ui.incidents import recording_here
from governor_cli.ui.recorded import answer_written, asked_share, in_turn, instant_given, share_written
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from governor_cli.contracts.notice import What
    from governor_cli.workflows.incident.record import Fact, Recorded
    from governor_cli.workflows.repository.recording import Recording

R = TypeVar("R", bound="Recorded")
Taking = Callable[["Recording", str, "Fact", datetime], R]


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
    notify: "What | None" = None
    """What the channels are told afterwards."""


class Telling(NamedTuple):
    """How one step is answered, where it is not by the incident alone."""

    kind: str
    data: Callable[[], dict[str, Any]]
    human: Callable[[], str]
    warnings: tuple[str, ...] = ()


class Taken(NamedTuple, Generic[R]):
    """A step that was taken, with the repository that it was written on."""

    recording: "Recording"
    incident: str
    recorded: R
    mine: "ZoneInfo | None"
    """The zone of who acts."""


def take(
    asked: Asked, taking: Taking[R], telling: "Callable[[R, ZoneInfo | None], Telling] | None" = None
) -> int:
    """Take one step: say which incident, write the report, answer, share."""
    session = current()
    recording, incident, recorded, mine = taken(asked, taking)
    if asked.dry_run:
        session.raw(difference_of(recorded))
        _tell_channels(asked, recording, recorded)
        return 0
    told = telling(recorded, mine) if telling else _as_incident(recorded, mine)
    for warning in told.warnings:
        session.warn(warning)
    path = recorded.before.path
    how = asked_share(asked.commit, asked.push)

    def answer() -> None:
        data = told.data() if asked.format == "json" else {}
        answer_written(recording, path, told.kind, data, told.human, asked.format)

    def share() -> None:
        if recorded.is_changed or how:  # what could not be shared before is asked for again
            share_written(recording, path, f"{incident}: {asked.verb}", incident, how)

    in_turn(answer, share, how, lambda: _tell_channels(asked, recording, recorded))
    return 0


def _tell_channels(asked: Asked, recording: "Recording", recorded: "Recorded") -> None:
    if asked.notify is None:
        return
    from governor_cli.ui.telling import tell_recorded

    tell_recorded(recording, recorded.after, recorded.picture, asked.notify, dry_run=asked.dry_run)


def taken(asked: Asked, taking: Taking[R]) -> Taken[R]:
    """Say which incident, and write the report unless --dry-run; nothing is answered or shared yet."""
    from governor_cli.workflows.acting import acting, zone_of
    from governor_cli.workflows.incident.record import Fact

    session = current()
    recording = recording_here()
    incident = recording.incident(asked.incident)
    actor = acting(recording, asked.by)
    mine = zone_of(recording, actor)
    now = session.now()
    at = instant_given(asked.at, recording, now, mine, "--at") or now
    fact = Fact(asked.verb, actor.who, at, asked.text)
    recording, recorded = _written(
        recording, lambda on: taking(on, incident, fact, now), dry_run=asked.dry_run
    )
    session.note(f"{incident} {recorded.picture.record.title}")
    for note in filter(None, (recording.note, actor.note, recorded.warning)):
        session.warn(note)
    if recorded.note:
        session.note(recorded.note)
    return Taken(recording, incident, recorded, mine)


def _written(
    recording: "Recording", taking: "Callable[[Recording], R]", *, dry_run: bool
) -> "tuple[Recording, R]":
    """The fact, written, and the repository that it was written on."""
    from governor_cli.workflows.incident.record import write_recorded
    from governor_cli.workflows.repository.recording import recorded_on

    def attempt(on: "Recording") -> "tuple[Recording, R]":
        recorded = taking(on)
        if not dry_run:
            write_recorded(on, recorded)
        return on, recorded

    return recorded_on(recording, attempt)


def _as_incident(recorded: "Recorded", mine: "ZoneInfo | None") -> Telling:
    from governor_cli.views.incident import recorded_text
    from governor_cli.views.incident_data import incident_data

    picture = recorded.picture
    return Telling("incident", lambda: incident_data(picture), lambda: recorded_text(picture, mine))


def difference_of(recorded: "Recorded") -> str:
    """What would be written."""
    from governor_cli.workflows.check.fixing import Fixed, difference

    return difference(Fixed(recorded.before, recorded.after.data, ()), "")
