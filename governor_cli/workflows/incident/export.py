"""Give an incident's report to readers who have no gov: plain Markdown, or an issue of a cState page."""

from typing import Literal, NamedTuple

from governor_cli.views.cstate import cstate_issue
from governor_cli.views.reports.plain_report import plain_report
from governor_cli.workflows.repository.recording import Recording

Form = Literal["markdown", "cstate"]


class Exported(NamedTuple):
    """The text in one of the forms."""

    incident: str
    form: Form
    text: str


def export_incident(recording: Recording, given: str, form: Form) -> Exported:
    """The report of the incident meant; GovError where there is none, several, or it cannot be read."""
    document, record = recording.report(recording.incident(given))
    if form == "markdown":
        return Exported(record.id, form, plain_report(document, record))
    rank = recording.policy.rank(record.severity) if record.severity else None
    return Exported(record.id, form, cstate_issue(document, record, rank))
