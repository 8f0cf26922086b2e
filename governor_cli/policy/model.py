"""The playbook as values: what a team promises, who keeps the promise, and where things are stored.

Every mapping may carry ``assumed``: the names of its keys that nobody has confirmed yet.
"""

from functools import cached_property
from typing import Annotated

from governor_cli.core.fields import (
    Duration,
    HandleOrRole,
    Hours,
    RelativePath,
    Slug,
    Text,
    Url,
    ZoneName,
    choice,
)
from governor_cli.core.record import Part, Record, field
from governor_cli.policy.values import Calendar, SeverityId, Target

MEDIA = ("slack", "teams", "mail", "pager")
DUTIES = ("on-call", "best-effort")
REACH = ("pagerduty", "phone", "slack", "teams", "email")
PAGER_SEVERITIES = ("critical", "error", "warning", "info")
REPORTS = ("full", "short", "none")
CHECKLISTS = ("full", "none")
EVIDENCE = ("report", "metrics", "announcement", "tasks", "docs", "note")
UNTIL = ("mitigated", "resolved", "closed")
INCIDENT_ROLES = ("commander", "communications", "deputy", "operations", "planning", "scribe", "liaison")
"""The roles people take for one incident; every other role is on the playbook's own list."""

Texts = list[Text]
Slugs = list[Slug]


class Assumable(Part):
    """A mapping that can say which of its keys were filled in without being confirmed."""

    assumed: Texts = field(default_factory=list[str])


class Window(Assumable):
    """Named hours of a week; ``closed`` lists holiday calendars (``DE-BE``) that take days out."""

    every: Hours
    closed: list[Calendar] = field(default_factory=list[str])


class Channel(Assumable):
    """A way to reach the team, when it is staffed, by whom, and how fast it answers."""

    id: Slug
    name: Text
    medium: Annotated[str, choice(*MEDIA)]
    hours: Text
    staffed_by: Slugs = field(default_factory=list[str])
    acknowledge_within: Duration | None = None
    triage_within: Duration | None = None
    escalates_to: Slug | None = None
    severities: Texts = field(default_factory=list[str])
    purpose: Text = ""
    notes: Text = ""
    pins: Annotated[str, choice("roster")] | None = None


class Role(Assumable):
    """A role on the team; ``duty: on-call`` must be covered for the hours promised.

    ``same_as`` makes it another name for a role; ``reach`` means every one of them.
    """

    id: Slug
    name: Text
    duty: Annotated[str, choice(*DUTIES)] | None = None
    duties: Texts = field(default_factory=list[str])
    reach: list[Annotated[str, choice(*REACH)]] = field(default_factory=list[str])
    not_with: Slugs = field(default_factory=list[str])
    same_as: Slug | None = None


class Service(Assumable):
    """What an incident may name; ``owner`` is a handle or a role."""

    id: Slug
    owner: HandleOrRole | None = None
    runbook: RelativePath | None = None
    dashboard: Url | None = None


class Metric(Assumable):
    """What a snapshot captures; ``target`` reads ``< 1`` or ``>= 99.5``."""

    name: Text
    query: Text
    unit: Text = ""
    target: Target | None = None
    service: Slug | None = None


class SeverityLevel(Assumable):
    """One severity: when it applies and what is promised for it."""

    id: SeverityId
    when: Text
    page_within: Duration | None = None
    respond_within: Duration | None = None
    update_every: Duration | None = None
    hours: Text
    pager_severity: Annotated[str, choice(*PAGER_SEVERITIES)] | None = None
    report: Annotated[str, choice(*REPORTS)] = "full"
    checklist: Annotated[str, choice(*CHECKLISTS)] = "full"


class Updates(Assumable):
    """Who posts status updates, to which channels, until which milestone."""

    by: Slugs
    to: Slugs
    until: Annotated[str, choice(*UNTIL)] = "resolved"


class Step(Assumable):
    """One step of an escalation: ``tell`` pages or calls, ``inform`` keeps people posted.

    ``after`` is how long the step before it may stay unanswered.
    """

    tell: Slugs = field(default_factory=list[str])
    inform: Slugs = field(default_factory=list[str])
    after: Duration | None = None
    within: Duration | None = None


class Knowledge(Assumable):
    """Where artifacts live, relative to the root of the gov repository."""

    incident_reports: RelativePath
    metrics: RelativePath
    roster: RelativePath
    checklists: RelativePath
    syncs: RelativePath
    docs: RelativePath
    tasks: RelativePath
    documentation_within: Duration


class ChecklistItem(Assumable):
    """What must be proved after an incident, and by which evidence."""

    id: Slug
    text: Text
    evidence: Annotated[str, choice(*EVIDENCE)]
    channel: Slug | None = None


class AfterResolve(Assumable):
    """How long the follow-up may take, counted from ``resolved``; tasks by severity."""

    report: Duration
    checklist: Duration
    tasks: dict[str, Duration]


class Sync(Assumable):
    """How often the team meets, and who attends."""

    every: Duration
    attendees: Slugs


class Playbook(Record, Assumable):
    """The support playbook: the policy every other document is judged by."""

    title: Text
    platform: Text = ""
    timezone: ZoneName
    hours: dict[str, Window]
    channels: list[Channel]
    roles: list[Role]
    services: list[Service] = field(default_factory=list[Service])
    metrics: list[Metric] = field(default_factory=list[Metric])
    severities: list[SeverityLevel]
    updates: Updates
    acknowledge_within: Duration
    escalation: dict[str, list[Step]]
    knowledge: Knowledge
    runbooks: dict[str, RelativePath | None] = field(default_factory=dict[str, str | None])
    checklist: list[ChecklistItem]
    after_resolve: AfterResolve
    sync: Sync

    def severity(self, severity_id: str) -> SeverityLevel | None:
        """The severity of this id, in any case."""
        return self._levels.get(severity_id.casefold())

    @cached_property
    def _levels(self) -> dict[str, SeverityLevel]:
        """Of two with one id the first; rules ask for that of every report."""
        return {level.id.casefold(): level for level in reversed(self.severities)}

    def rank(self, severity_id: str) -> int | None:
        """0 for the most severe."""
        level = self.severity(severity_id)
        return None if level is None else self.severities.index(level)

    def channel(self, channel_id: str) -> Channel | None:
        """The channel of this id."""
        return next((channel for channel in self.channels if channel.id == channel_id), None)

    def role(self, role_id: str) -> Role | None:
        """The role of this id, as written: ``same_as`` is not followed."""
        return next((role for role in self.roles if role.id == role_id), None)

    def service(self, service_id: str) -> Service | None:
        """The service of this id."""
        return next((service for service in self.services if service.id == service_id), None)

    def item(self, item_id: str) -> ChecklistItem | None:
        """The checklist item of this id."""
        return next((item for item in self.checklist if item.id == item_id), None)

    def window(self, name: str) -> str | None:
        """The hours a window's name stands for, as text."""
        window = self.hours.get(name)
        return None if window is None else window.every

    @property
    def windows(self) -> dict[str, str]:
        """Every window's name with its hours as text: what the hours grammar resolves names by."""
        return {name: window.every for name, window in self.hours.items()}

    def steps(self, severity_id: str) -> list[Step]:
        """The escalation of a severity; empty when it has none."""
        level = self.severity(severity_id)
        return self.escalation.get(level.id, []) if level else []
