"""How incident commands ask, declare and show."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from governor_cli.core.errors import UsageError
from governor_cli.core.ids import SUFFIX
from governor_cli.ui.recorded import How, answer_written, in_turn, instant_given, share_written
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.adapters.snapshot import Begun
    from governor_cli.adapters.workspace import Workspace
    from governor_cli.workflows.incident.new import Declaration, Declared
    from governor_cli.workflows.repository.recording import Recording


def recording_here() -> "Recording":
    """The repository at work, read once in a run."""
    return _recording(current().workspace_to_record())


def begin_here() -> None:
    """Let git list the work tree while what comes next is imported."""
    _begun(current().workspace_to_record())


@lru_cache(maxsize=1)
def _begun(workspace: "Workspace") -> "Begun":
    from governor_cli.adapters.snapshot import begin

    return begin(workspace.git)


@lru_cache(maxsize=1)
def _recording(workspace: "Workspace") -> "Recording":
    begun = _begun(workspace)
    _begun.cache_clear()  # git's answer can be read once
    from governor_cli.workflows.repository.recording import Recording

    return Recording(workspace, begun)


def declare_incident(
    title: str,
    times: Mapping[str, str | None],
    *,
    how: How | None,
    notify: bool,
    dry_run: bool,
    format: str,  # noqa: A002 - it is the option's name
    **said: Any,
) -> int:
    """Write the report, answer, then share it."""
    from governor_cli.views.incident import declared_text
    from governor_cli.views.incident_data import incident_data
    from governor_cli.workflows.acting import zone_of
    from governor_cli.workflows.incident.inference import use
    from governor_cli.workflows.incident.new import declare

    session = current()
    recording = recording_here()
    declaration = _declaration(recording, title, times, said)
    same = _show_same(recording, declaration)
    made = declare(recording, declaration, write=not dry_run)
    for note in made.notes:
        session.warn(note)
    if dry_run:
        session.raw(made.data.decode("utf-8", "surrogateescape"))
        _tell_channels(recording, made, notify=notify, dry_run=True)
        return 0
    record = made.picture.record
    session.note(f"{record.id} declared")
    if same:
        new, known = record.id[-SUFFIX:], same[-SUFFIX:]
        session.note(f"if it is the same: gov incident cancel {new} --as duplicate --of {known}")
    use(recording, record.id)
    mine = zone_of(recording, made.actor)
    data = {**incident_data(made.picture), "tasks": list[object]()}
    message = f"{record.id}: declare {record.severity}, {record.title}"

    def answer() -> None:
        told = declared_text(made.picture, mine)
        answer_written(recording, made.path, "incident", data, lambda: told, format)

    def share() -> None:
        share_written(recording, made.path, message, record.id, how)

    in_turn(answer, share, how, lambda: _tell_channels(recording, made, notify=notify))
    return 0


def _tell_channels(recording: "Recording", made: "Declared", *, notify: bool, dry_run: bool = False) -> None:
    if notify:
        from governor_cli.core.document import read
        from governor_cli.ui.telling import tell_recorded

        tell_recorded(recording, read(made.path, made.data), made.picture, "declared", dry_run=dry_run)


_SHOWN = 5
"""Open incidents on one service that are named; more than that are one cause, or nobody's."""


def _show_same(recording: "Recording", said: "Declaration") -> str | None:
    """Open incidents on the same service: somebody may have been quicker. The id of the latest."""
    from governor_cli.workflows.incident.inference import line, open_incidents

    wanted = set(said.services)
    same = [one for one in open_incidents(recording) if wanted & set(one.services)] if wanted else []
    for one in same[:_SHOWN]:
        current().note(f"open already: {line(one)}")
    if len(same) > _SHOWN:
        current().note(f"open already: {len(same) - _SHOWN} more, see `gov incident list --open`")
    return same[0].id if same else None


def _declaration(
    recording: "Recording", title: str, times: Mapping[str, str | None], said: Mapping[str, Any]
) -> "Declaration":
    """What was typed, its times read in the playbook's zone or the caller's."""
    from governor_cli.workflows.acting import acting, zone_of
    from governor_cli.workflows.incident.new import Declaration, checked_title

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
    from governor_cli.views.incident import incident_text
    from governor_cli.views.incident_data import incident_data
    from governor_cli.views.task import follow_ups_text, list_data
    from governor_cli.workflows.acting import acting, zone_of
    from governor_cli.workflows.incident.show import show_incident
    from governor_cli.workflows.task.list import follow_ups_of
    from governor_cli.workflows.task.state import Tasks

    session = current()
    recording = recording_here()
    mine = zone_of(recording, acting(recording, None))
    now = session.now()
    picture = show_incident(recording, given, instant_given(at, recording, now, mine, "--at") or now)
    followed = follow_ups_of(Tasks(recording), picture.record.id, picture.at)
    data = {**incident_data(picture), **list_data(followed)}
    text = lambda: incident_text(picture, mine) + follow_ups_text(followed)  # noqa: E731
    session.answer("incident", data, text, format)
    if recording.note:
        session.warn(recording.note)
    return 0
