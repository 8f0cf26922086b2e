"""The promises in force for an incident: what its severity and its channel say today, to be copied."""

from governor_cli.kinds.incident.model import Targets
from governor_cli.policy.hours import counted_hours
from governor_cli.policy.model import Playbook


def targets_in_force(policy: Playbook, severity: str | None, source: str | None) -> Targets:
    """The targets of a severity (None: not set yet) for a signal that came in by this channel.

    Hours are written out, for a name such as 16/5 may mean something else tomorrow. Without a
    severity the channel's hours count; without a channel, or where hours cannot be read, every hour does.
    """
    level = policy.severity(severity) if severity else None
    channel = policy.channel(source) if source else None
    hours = level.hours if level else channel.hours if channel else "Mon-Sun 00:00-24:00"
    return Targets(
        page=level.page_within if level else None,
        acknowledge=(channel.acknowledge_within if channel else None) or policy.acknowledge_within,
        triage=channel.triage_within if channel else None,
        respond=level.respond_within if level else None,
        update=level.update_every if level else None,
        documentation=policy.knowledge.documentation_within,
        hours=str(counted_hours(hours, policy.windows)),
        timezone=policy.timezone,
    )
