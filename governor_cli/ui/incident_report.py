"""How a report is completed: the editor at the first empty section, then what is still missing."""

from typing import TYPE_CHECKING, Any

from governor_cli.ui.incidents import recording_here
from governor_cli.ui.recorded import How, seen_from_here, share_written
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.workflows.incident.report import Completeness
    from governor_cli.workflows.repository.recording import Recording


def complete_report(given: str, how: How | None, format: str) -> int:  # noqa: A002 - the option's name
    """Open the editor where somebody can use one, then say what is missing; 1 while something is."""
    from governor_cli.adapters.editor import can_edit
    from governor_cli.workflows.incident.report import completeness

    session = current()
    recording = recording_here()
    incident = recording.incident(given)
    found = completeness(recording, incident)
    session.note(f"{incident} {found.record.title}")
    terminal = session.is_interactive and session.is_terminal
    if can_edit(recording.workspace.git, terminal=terminal):
        recording, found = _edited(recording, found, how)
    missing = [
        {"path": seen_from_here(recording, gap.path), "line": gap.line, "message": gap.message}
        for gap in found.gaps
    ]
    data: dict[str, Any] = {
        "incident": incident,
        "path": recording.workspace.prefix + found.document.path,
        "demands": found.level,
        "missing": missing,
    }
    session.answer("incident_report", data, lambda: _told(found, missing), format)
    return int(bool(missing))


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
