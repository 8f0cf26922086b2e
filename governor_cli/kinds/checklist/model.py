"""A checklist's front matter: the evidence, or the waiver, of each item of one incident."""

from typing import Annotated

from governor_cli.core.fields import (
    HandleOrRole,
    IncidentId,
    Instant,
    Paragraph,
    RelativePath,
    Slug,
    Text,
    Url,
    choice,
)
from governor_cli.core.record import Part, Record, field

STATUSES = ("open", "closed")
FORMS = ("path", "url", "commit", "notice", "tasks", "not_needed", "note")
"""The keys that prove something; each evidence has exactly one of them."""
TAKES = {
    "report": ("path",),
    "metrics": ("path",),
    "announcement": ("url", "notice"),
    "tasks": ("tasks", "url"),
    "docs": ("commit", "url", "not_needed"),
    "note": ("note", "url", "path", "commit"),
}
"""Kind of evidence -> the forms it takes."""


class Evidence(Part):
    """What proves an item, and who recorded that when."""

    path: RelativePath | None = None
    url: Url | None = None
    commit: Text | None = None
    notice: Text | None = None
    tasks: list[Text] | None = None
    not_needed: Paragraph | None = None
    note: Paragraph | None = None
    by: HandleOrRole | None = None
    at: Instant | None = None

    @property
    def forms(self) -> list[str]:
        """Which of the forms are given."""
        return [name for name in FORMS if getattr(self, name) is not None]


class Waiver(Part):
    """Why an item is not needed for this incident, and who decided that."""

    by: HandleOrRole
    reason: Paragraph
    at: Instant | None = None


class Checklist(Record):
    """The checklist of one incident.

    ``items`` are the playbook's items when it was made: a playbook that changes later does not
    rewrite it. A checklist without ``items`` is judged by the playbook of today.
    """

    incident: IncidentId
    status: Annotated[str, choice(*STATUSES)]
    opened: Instant
    closed: Instant | None = None
    items: dict[Slug, Text] = field(default_factory=dict[str, str])
    evidence: dict[Slug, Evidence] = field(default_factory=dict[str, Evidence])
    waived: dict[Slug, Waiver] = field(default_factory=dict[str, Waiver])
