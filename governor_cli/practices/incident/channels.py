"""Which channels hear of an incident: what the playbook says of updates, severities and lessons."""

from governor_cli.policy.model import Channel, Playbook, SeverityLevel


def channels_of(policy: Playbook, level: SeverityLevel | None) -> list[Channel]:
    """Where updates go, and the channels that are there for this severity."""
    severity = level.id if level else ""
    return [
        channel
        for channel in policy.channels
        if channel.id in policy.updates.to or severity in channel.severities
    ]


def channels_of_lessons(policy: Playbook) -> list[Channel]:
    """Where the checklist wants lessons to be heard, else where updates go."""
    asked = {item.channel for item in policy.checklist if item.evidence == "announcement" and item.channel}
    return [channel for channel in policy.channels if channel.id in (asked or policy.updates.to)]


def is_first(policy: Playbook, channel: Channel) -> bool:
    """Whether a channel is the first of its medium."""
    first = next((one for one in policy.channels if one.medium == channel.medium), channel)
    return first.id == channel.id
