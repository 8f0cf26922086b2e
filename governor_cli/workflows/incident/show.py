"""Show one incident as it stands now."""

from datetime import datetime
from typing import TYPE_CHECKING

from governor_cli.core.document import Document, read
from governor_cli.core.errors import GovError
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries, in_order
from governor_cli.practices.incident.picture import Picture, picture
from governor_cli.workflows.repository.reading import record_of, refused
from governor_cli.workflows.repository.recording import Recording

if TYPE_CHECKING:
    from governor_cli.kinds.checklist.model import Checklist


def show_incident(recording: Recording, given: str, at: datetime) -> Picture:
    """The incident meant; GovError for an unknown or ambiguous id, or a report that cannot be read."""
    document, record = recording.report(recording.incident(given))
    return picture_of(recording, document, record, at)


def look_again(recording: Recording, incident: str, at: datetime) -> Picture:
    """The incident by its id in full, from the file as it is now; GovError where it cannot be read."""
    path = recording.reports[incident]
    try:
        document = read(path, (recording.workspace.root / path).read_bytes())
    except OSError as error:
        raise GovError(f"{path} cannot be read: {(error.strerror or 'error').lower()}") from None
    record = record_of(document)
    if not isinstance(record, Incident):
        raise refused(document)
    return picture_of(recording, document, record, at)


def picture_of(recording: Recording, document: Document, record: Incident, at: datetime) -> Picture:
    """An incident's picture from its report and its checklist."""
    checklist, documented = _followed_up(recording, record.id)
    return picture(
        recording.workspace.prefix + document.path,
        record,
        in_order(entries(document)),
        recording.policy,
        recording.roster,
        at,
        documented,
        checklist,
    )


def _followed_up(recording: Recording, incident: str) -> tuple[str, datetime | None]:
    """How the checklist stands ("" where there is none), and when it was told of documentation."""
    path = recording.checklist_path(incident)
    if not recording.repository.exists(path):
        return "", None
    from governor_cli.kinds.checklist.model import Checklist

    try:
        record = recording.repository.record(path)
    except GovError:
        record = None
    if not isinstance(record, Checklist):
        return "open", None  # one that cannot be read is still to be closed
    return record.status, _documented(recording, record)


def _documented(recording: Recording, record: "Checklist") -> datetime | None:
    """When the checklist took evidence for documentation, or waived it."""
    items = [item.id for item in recording.policy.checklist if item.evidence == "docs"]
    kept = [
        entry for name in items for entry in (record.evidence.get(name), record.waived.get(name)) if entry
    ]
    return min((entry.at for entry in kept if entry.at is not None), default=None)
