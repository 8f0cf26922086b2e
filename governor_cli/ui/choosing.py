"""How `gov use` answers: the incident that commands without an id mean here."""

from governor_cli.core.errors import GovError, UsageError
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.session import current


def choose_incident(given: str | None, none: bool, format: str) -> int:  # noqa: A002 - the option's name
    """Keep the choice in this clone."""
    from governor_cli.workflows.incident.glance import one
    from governor_cli.workflows.incident.inference import line, use

    session = current()
    if given is not None and none:
        raise UsageError("an incident and --none exclude each other", hint="Give one of them.")
    recording = recording_here()
    incident = recording.incident(given) if given is not None else None
    if not use(recording, incident):
        raise GovError("the choice cannot be kept in .git/gov", hint="Set GOV_INCIDENT instead.")
    if incident is None:
        session.answer("use", {"incident": None}, "no incident is in use here", format)
        return 0
    seen = one(
        recording.repository.snapshot, recording.workspace.prefix, incident, recording.reports[incident]
    )
    session.answer("use", {"incident": incident}, line(seen), format)
    if not seen.is_open:
        session.warn(
            f"it is {seen.status or 'not readable'}: commands without -i mean it only while it is open"
        )
    return 0


def show_choice(format: str) -> int:  # noqa: A002 - the option's name
    """What a command without an id would mean now; GovError with the list where that is unclear."""
    from governor_cli.workflows.incident.glance import one
    from governor_cli.workflows.incident.inference import line, meant

    session = current()
    recording = recording_here()
    incident = meant(recording, None)
    seen = one(
        recording.repository.snapshot, recording.workspace.prefix, incident, recording.reports[incident]
    )
    session.answer("use", {"incident": incident}, line(seen), format)
    return 0
