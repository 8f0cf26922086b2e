"""How a report is completed: the editor at the first empty section, then what is still missing."""

from typing import TYPE_CHECKING, Any

from governor_cli.core.errors import GovError
from governor_cli.ui.incident_steps import Asked, difference_of, taken
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.recorded import (
    How,
    answer_written,
    asked_share,
    instant_given,
    seen_from_here,
    share_written,
)
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.workflows.incident.report import Completeness
    from governor_cli.workflows.repository.recording import Recording


def complete_report(asked: Asked) -> int:
    """Write the note down, open the editor where somebody can use one, then say what is missing.

    The exit code is 1 while something is. A note is shared before the editor opens: that may take an hour.
    """
    how = asked_share(asked.commit, asked.push)
    recording, found = _noted(asked, how) if asked.text else _begun(asked)
    if asked.dry_run:
        return 0
    recording, found = _opened(asked, recording, found, how)
    missing = [
        {"path": seen_from_here(recording, gap.path), "line": gap.line, "message": gap.message}
        for gap in found.gaps
    ]
    _answer(asked, recording, found, missing)
    return int(bool(missing))


def _answer(
    asked: Asked, recording: "Recording", found: "Completeness", missing: list[dict[str, Any]]
) -> None:
    path = found.document.path
    data: dict[str, Any] = {
        "incident": found.record.id,
        "path": recording.workspace.prefix + path,
        "demands": found.level,
        "missing": missing,
    }
    if asked.text:
        answer_written(recording, path, "incident_report", data, lambda: _told(found, missing), asked.format)
    else:
        current().answer("incident_report", data, lambda: _told(found, missing), asked.format)


def _begun(asked: Asked) -> "tuple[Recording, Completeness]":
    """The report as it is; --at and --by are judged as ever, though there is nothing to write."""
    from governor_cli.workflows.acting import acting, zone_of
    from governor_cli.workflows.incident.report import completeness

    session = current()
    recording = recording_here()
    found = completeness(recording, recording.incident(asked.incident))
    session.note(f"{found.record.id} {found.record.title}")
    if asked.at is not None or asked.by is not None:
        mine = zone_of(recording, acting(recording, asked.by))
        instant_given(asked.at, recording, session.now(), mine, "--at")
        session.note("without --note nothing goes into the timeline, so --at and --by say nothing")
    return recording, found


def _noted(asked: Asked, how: How | None) -> "tuple[Recording, Completeness]":
    """The report with a note in its timeline, written and shared."""
    from governor_cli.workflows.incident.report import completeness
    from governor_cli.workflows.incident.steps import log
    from governor_cli.workflows.repository.recording import Recording

    recording, incident, recorded, _ = taken(asked._replace(verb="log"), log)
    if asked.dry_run:
        current().raw(difference_of(recorded))
        return recording, completeness(recording, incident)
    share_written(recording, recorded.before.path, f"{incident}: log", incident, how)
    fresh = Recording(recording.workspace)
    return fresh, completeness(fresh, incident)


def _opened(
    asked: Asked, recording: "Recording", found: "Completeness", how: How | None
) -> "tuple[Recording, Completeness]":
    """The report after the editor, where somebody can use one."""
    from governor_cli.adapters.editor import can_edit

    session = current()
    if not can_edit(recording.workspace.git, terminal=session.is_interactive and session.is_terminal):
        return recording, found
    try:
        return _edited(recording, found, how)
    except GovError as error:
        if asked.text:
            error.hint = "The note is in the timeline: run the command again without it."
        raise


def _edited(
    recording: "Recording", found: "Completeness", how: How | None
) -> "tuple[Recording, Completeness]":
    """The report after the editor; shared as any other fact where it changed."""
    from governor_cli.adapters.editor import edit
    from governor_cli.workflows.incident.report import completeness
    from governor_cli.workflows.repository.recording import Recording

    edit(recording.workspace.git, str(recording.workspace.root / found.document.path), found.first)
    fresh = Recording(recording.workspace)
    after = completeness(fresh, found.record.id)
    if after.document.data != found.document.data:
        path, incident = after.document.path, after.record.id
        share_written(fresh, path, f"{incident}: report", incident, how)
    return fresh, after


def _told(found: "Completeness", missing: list[dict[str, Any]]) -> str:
    if not missing:
        asked = "nothing is asked of it" if found.level == "none" else "the report is complete"
        return f"{found.record.id}: {asked}"
    return "\n".join(f"{gap['path']}:{gap['line']} {gap['message']}" for gap in missing)
