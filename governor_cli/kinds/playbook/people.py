"""Channels, roles and escalation as the body of a playbook shows them."""

from collections.abc import Iterable

from governor_cli.kinds.playbook.phrases import (
    channel_name,
    joined,
    role_name,
    role_names,
    said,
    span,
    table,
    window,
    words,
)
from governor_cli.policy.model import Channel, Playbook, Role, Step


def channels(playbook: Playbook) -> str:
    """A row a channel: what it is for, when it is staffed, what it promises."""
    header = ("Channel", "Purpose", "Hours", "Staffed by", "Promise", "Notes")
    return table(header, (_channel(playbook, channel) for channel in playbook.channels))


def _channel(playbook: Playbook, channel: Channel) -> Iterable[str]:
    return (
        channel_name(playbook, channel.id),
        words(channel.purpose),
        said(channel, "hours", window(playbook, channel.hours)),
        said(channel, "staffed_by", role_names(playbook, channel.staffed_by)),
        "; ".join(_channel_promises(playbook, channel)),
        words(channel.notes),
    )


def _channel_promises(playbook: Playbook, channel: Channel) -> Iterable[str]:
    if channel.acknowledge_within is not None:
        yield said(channel, "acknowledge_within", f"acknowledged in {span(channel.acknowledge_within)}")
    if channel.triage_within is not None:
        yield said(channel, "triage_within", f"triaged in {span(channel.triage_within)}")
    if channel.severities:
        yield said(channel, "severities", f"for {joined(words(name) for name in channel.severities)}")
    if channel.escalates_to is not None:
        yield said(channel, "escalates_to", f"escalates to {channel_name(playbook, channel.escalates_to)}")


def roles(playbook: Playbook) -> str:
    """A line a role: its duty and duties, how it is reached, from whom it is apart."""
    return "\n".join(_role(playbook, role) for role in playbook.roles)


def _role(playbook: Playbook, role: Role) -> str:
    return f"- {'. '.join(fact.removesuffix('.') for fact in _role_facts(playbook, role))}."


def _role_facts(playbook: Playbook, role: Role) -> Iterable[str]:
    title = f"**{words(role.name)}**"
    if role.duty is not None:
        title += said(role, "duty", f", {role.duty.replace('-', ' ')}")
    if role.same_as is not None:
        title += said(role, "same_as", f", another name for {role_name(playbook, role.same_as)}")
    duties = said(role, "duties", joined(words(duty) for duty in role.duties))
    yield f"{title}: {duties}" if duties else title
    if role.reach:
        yield said(role, "reach", f"Reached by {joined(role.reach)}")
    if role.not_with:
        yield said(role, "not_with", f"Never the same person as {role_names(playbook, role.not_with)}")


def escalation(playbook: Playbook) -> str:
    """A row a severity: who is told first, who then, who is kept posted."""
    rows = (
        (f"**{words(severity)}**", *_chain(playbook, steps))
        for severity, steps in playbook.escalation.items()
    )
    return table(("Severity", "First", "Then", "Kept posted"), rows)


def _chain(playbook: Playbook, steps: list[Step]) -> tuple[str, str, str]:
    told = [_told(playbook, step) for step in steps if step.tell]
    informed = [_informed(playbook, step) for step in steps if step.inform]
    return (told[0] if told else "", "; ".join(told[1:]), "; ".join(informed))


def _told(playbook: Playbook, step: Step) -> str:
    names = said(step, "tell", role_names(playbook, step.tell))
    return names if step.after is None else f"{names}, {said(step, 'after', f'after {span(step.after)}')}"


def _informed(playbook: Playbook, step: Step) -> str:
    names = said(step, "inform", role_names(playbook, step.inform))
    return names if step.within is None else f"{names}, {said(step, 'within', f'within {span(step.within)}')}"
