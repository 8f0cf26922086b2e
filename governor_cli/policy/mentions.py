"""Where a playbook mentions what it defines elsewhere: each name with its path in the front matter."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.policy.model import INCIDENT_ROLES, Playbook


class Mention(NamedTuple):
    """A name and where it stands; ``on_key`` where the name is itself a key."""

    name: str
    at: Loc
    on_key: bool = False


def mentioned_roles(playbook: Playbook) -> Iterator[Mention]:
    """Every role that is named; the roles people take in an incident are no roles of the playbook."""
    for index, channel in enumerate(playbook.channels):
        yield from _listed(channel.staffed_by, ("channels", index, "staffed_by"))
    for index, role in enumerate(playbook.roles):
        yield from _listed(role.not_with, ("roles", index, "not_with"))
        if role.same_as is not None:
            yield Mention(role.same_as, ("roles", index, "same_as"))
    for index, service in enumerate(playbook.services):
        if service.owner is not None and not service.owner.startswith("@"):
            yield Mention(service.owner, ("services", index, "owner"))
    for mention in _listed(playbook.updates.by, ("updates", "by")):
        if mention.name not in INCIDENT_ROLES:
            yield mention
    for severity, steps in playbook.escalation.items():
        for index, step in enumerate(steps):
            yield from _listed(step.tell, ("escalation", severity, index, "tell"))
            yield from _listed(step.inform, ("escalation", severity, index, "inform"))
    yield from _listed(playbook.sync.attendees, ("sync", "attendees"))


def mentioned_channels(playbook: Playbook) -> Iterator[Mention]:
    """Every channel that is named."""
    for index, channel in enumerate(playbook.channels):
        if channel.escalates_to is not None:
            yield Mention(channel.escalates_to, ("channels", index, "escalates_to"))
    yield from _listed(playbook.updates.to, ("updates", "to"))
    for index, item in enumerate(playbook.checklist):
        if item.channel is not None:
            yield Mention(item.channel, ("checklist", index, "channel"))


def mentioned_windows(playbook: Playbook) -> Iterator[Mention]:
    """Every named window of hours that is used."""
    for index, channel in enumerate(playbook.channels):
        yield Mention(channel.hours, ("channels", index, "hours"))
    for index, level in enumerate(playbook.severities):
        yield Mention(level.hours, ("severities", index, "hours"))


def mentioned_severities(playbook: Playbook) -> Iterator[Mention]:
    """Every severity that is named."""
    for index, channel in enumerate(playbook.channels):
        yield from _listed(channel.severities, ("channels", index, "severities"))
    for severity in playbook.escalation:
        yield Mention(severity, ("escalation", severity), on_key=True)
    for severity in playbook.after_resolve.tasks:
        yield Mention(severity, ("after_resolve", "tasks", severity), on_key=True)


def mentioned_services(playbook: Playbook) -> Iterator[Mention]:
    """Every service that a metric is about."""
    for index, metric in enumerate(playbook.metrics):
        if metric.service is not None:
            yield Mention(metric.service, ("metrics", index, "service"))


def _listed(names: Iterable[str], at: Loc) -> Iterator[Mention]:
    for index, name in enumerate(names):
        yield Mention(name, (*at, index))
