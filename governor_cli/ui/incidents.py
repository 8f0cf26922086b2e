"""How incident commands ask, declare and show."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from governor_cli.core.errors import UsageError
from governor_cli.ui.recorded import How, answer_written, in_turn, instant_given, share_written
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.workflows.incident_new import Declaration
    from governor_cli.workflows.recording import Recording


def recording_here() -> "Recording":
    """The repository at work."""
    from governor_cli.workflows.recording import Recording

    return Recording(current().workspace())


def declare_incident(
    title: str,
    times: Mapping[str, str | None],
    *,
    how: How | None,
    dry_run: bool,
    format: str,  # noqa: A002 - it is the option's name
    **said: Any,
) -> int:
    """Write the report, answer, then share it."""
    from governor_cli.views.incident import declared_text, incident_data
    from governor_cli.workflows.acting import zone_of
    from governor_cli.workflows.incident_new import declare

    session = current()
    recording = recording_here()
    made = declare(recording, _declaration(recording, title, times, said), write=not dry_run)
    for note in made.notes:
        session.warn(note)
    if dry_run:
        session.raw(made.data.decode("utf-8", "surrogateescape"))
        return 0
    record = made.picture.record
    session.note(f"{record.id} declared")
    mine = zone_of(recording, made.actor)
    data = incident_data(made.picture)
    message = f"{record.id}: declare {record.severity}, {record.title}"

    def answer() -> None:
        told = declared_text(made.picture, mine)
        answer_written(recording, made.path, "incident", data, lambda: told, format)

    in_turn(answer, lambda: share_written(recording, made.path, message, record.id, how), how)
    return 0


def _declaration(
    recording: "Recording", title: str, times: Mapping[str, str | None], said: Mapping[str, Any]
) -> "Declaration":
    """What was typed, its times read in the playbook's zone or the caller's."""
    from governor_cli.workflows.acting import acting, zone_of
    from governor_cli.workflows.incident_new import Declaration, checked_title

    checked_title(title)
    now = current().now()
    given = [text for text in times.values() if text is not None]
    in_mine = any(text.strip().endswith("@me") for text in given)
    mine = zone_of(recording, acting(recording, said["by"])) if in_mine else None
    read = {option: instant_given(text, recording, now, mine, option) for option, text in times.items()}
    told: dict[str, Any] = {**said, "severity": _severity(recording, said["severity"])}
    return Declaration(
        title,
        at=read["--at"] or now,
        received=read["--received"],
        detected=read["--detected"],
        impact_started=read["--impact-started"],
        **told,
    )


def _severity(recording: "Recording", given: str | None) -> str:
    """The severity as typed; on a terminal it is asked for, elsewhere its absence is an error."""
    if given is not None:
        return given
    session = current()
    levels = recording.policy.severities
    if not session.is_interactive:
        known = ", ".join(level.id for level in levels)
        raise UsageError("no severity is given", hint=f"Add --severity with one of: {known}.")
    for level in levels:
        session.note(f"  {level.id}  {level.when}")
    return session.ask("severity?", option="--severity")


def show_one(given: str, at: str | None, format: str) -> int:  # noqa: A002 - the option's name
    """One incident as it stood at an instant."""
    from governor_cli.views.incident import incident_data, incident_text
    from governor_cli.workflows.acting import acting, zone_of
    from governor_cli.workflows.incident_show import show_incident

    session = current()
    recording = recording_here()
    mine = zone_of(recording, acting(recording, None))
    now = session.now()
    picture = show_incident(recording, given, instant_given(at, recording, now, mine, "--at") or now)
    session.answer("incident", incident_data(picture), lambda: incident_text(picture, mine), format)
    if recording.note:
        session.warn(recording.note)
    return 0
