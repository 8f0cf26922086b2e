"""An incident report's front matter: the ids, states, times and promises of one incident."""

from typing import Annotated

from governor_cli.core.fields import (
    BlobId,
    Duration,
    Flag,
    HandleOrRole,
    IncidentId,
    Instant,
    RelativePath,
    Slug,
    Text,
    Url,
    ZoneName,
    choice,
)
from governor_cli.core.record import Part, Record, field

STATUSES = ("draft", "declared", "acknowledged", "mitigated", "resolved", "closed", "cancelled")
MILESTONES = STATUSES[1:]
"""The times that are states too, from the first to the last."""
OPEN = frozenset({"draft", "declared", "acknowledged", "mitigated"})
"""The states in which somebody is still at work."""
DETECTORS = ("monitoring", "customer", "staff", "third-party", "audit")
OUTCOMES = ("fixed", "false-alarm", "duplicate", "handed-over")


class Times(Part):
    """When things happened, as far as anybody knows; nothing here is ever guessed."""

    impact_started: Instant | None = None
    detected: Instant | None = None
    received: Instant | None = None
    declared: Instant | None = None
    paged: Instant | None = None
    acknowledged: Instant | None = None
    triaged: Instant | None = None
    responded: Instant | None = None
    mitigated: Instant | None = None
    resolved: Instant | None = None
    closed: Instant | None = None
    cancelled: Instant | None = None


class Targets(Part):
    """The promises in force at declaration, copied so that the report can be read alone.

    A promise that the severity or channel does not make is left out.
    """

    page: Duration | None = None
    acknowledge: Duration | None = None
    triage: Duration | None = None
    respond: Duration | None = None
    update: Duration | None = None
    documentation: Duration | None = None
    hours: Text
    timezone: ZoneName


class Links(Part):
    """Where else this incident is written down."""

    page: Url | None = None
    ticket: Url | None = None
    chat: Url | None = None
    bridge: Url | None = None
    dashboard: Url | None = None


class Alert(Part):
    """A signal that drafted or feeds the report; ``firing`` holds what has not gone quiet yet."""

    source: Text
    key: Text
    firing: list[Text] = field(default_factory=list[str])


class Adopted(Part):
    """The Markdown file a report was made from, and its blob."""

    from_: RelativePath
    blob: BlobId


class Incident(Record):
    """One incident. A draft has no severity yet; an adopted report may lack severity and times."""

    id: IncidentId
    title: Text
    severity: Text | None = None
    status: Annotated[str, choice(*STATUSES)]
    services: list[Text] = field(default_factory=list[str])
    environment: Text | None = None
    source: Slug | None = None
    reporter: HandleOrRole | None = None
    detected_by: Annotated[str, choice(*DETECTORS)] | None = None
    roles: dict[Slug, HandleOrRole] = field(default_factory=dict[str, str])
    times: Times = field(default_factory=Times)
    policy: BlobId | None = None
    targets: Targets | None = None
    links: Links = field(default_factory=Links)
    change: Text | None = None
    outcome: Annotated[str, choice(*OUTCOMES)] | None = None
    duplicate_of: IncidentId | None = None
    exercise: Flag = False
    alerts: list[Alert] = field(default_factory=list[Alert])
    adopted: Adopted | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody is still at work on it."""
        return self.status in OPEN
