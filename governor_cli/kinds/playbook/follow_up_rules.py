"""What is due and when: promised times, the follow-up of an incident, its checklist and its news."""

from collections.abc import Iterator
from datetime import timedelta

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc
from governor_cli.policy.mentions import mentioned_channels
from governor_cli.policy.model import Playbook


@rule("PLB030", "a time promised is longer than nothing")
def longer_than_nothing(subject: Subject[Playbook]) -> Iterator[Fault]:
    """A target of 0m is missed before anybody could meet it.

    Only a page may be due at once: a machine sends it.
    """
    for at, span in _spans(subject.record):
        if span is not None and not span:
            yield Fault("PLB030", f"`{at[-1]}` leaves no time at all", "Write a time such as 15m.", at=at)


def _spans(playbook: Playbook) -> Iterator[tuple[Loc, timedelta | None]]:
    yield ("acknowledge_within",), playbook.acknowledge_within
    for index, channel in enumerate(playbook.channels):
        yield ("channels", index, "acknowledge_within"), channel.acknowledge_within
        yield ("channels", index, "triage_within"), channel.triage_within
    for index, level in enumerate(playbook.severities):
        yield ("severities", index, "respond_within"), level.respond_within
        yield ("severities", index, "update_every"), level.update_every
    for severity, steps in playbook.escalation.items():
        for index, step in enumerate(steps):
            yield ("escalation", severity, index, "within"), step.within
    yield ("knowledge", "documentation_within"), playbook.knowledge.documentation_within
    after = playbook.after_resolve
    yield ("after_resolve", "report"), after.report
    yield ("after_resolve", "checklist"), after.checklist
    for severity, span in after.tasks.items():
        yield ("after_resolve", "tasks", severity), span
    yield ("sync", "every"), playbook.sync.every


@rule("PLB031", "what needs something else is not due before it", severity="warning")
def due_in_order(subject: Subject[Playbook]) -> Iterator[Fault]:
    """The checklist asks for the report, and nothing is triaged before it is seen.

    When the second is due first, one of the two dates is not meant.
    """
    playbook = subject.record
    for index, channel in enumerate(playbook.channels):
        seen = channel.acknowledge_within or playbook.acknowledge_within
        if channel.triage_within is not None and channel.triage_within < seen:
            yield Fault(
                "PLB031",
                f"`{channel.id}` triages before it acknowledges",
                "Make `triage_within` at least as long as `acknowledge_within`.",
                at=("channels", index, "triage_within"),
            )
    if playbook.after_resolve.checklist < playbook.after_resolve.report:
        yield Fault(
            "PLB031",
            "the checklist is due before the report that it asks for",
            "Make `checklist` at least as long as `report`.",
            at=("after_resolve", "checklist"),
        )


@rule("PLB032", "every severity has a deadline for its follow-up tasks", severity="warning")
def deadline_for_tasks(subject: Subject[Playbook]) -> Iterator[Fault]:
    """A task without a date is a wish.

    gov offers this date when somebody adds a follow-up task to an incident.
    """
    playbook = subject.record
    for level in playbook.severities:
        if level.id not in playbook.after_resolve.tasks:
            yield Fault(
                "PLB032",
                f"tasks of `{level.id}` have no deadline",
                f"Add `{level.id}` with a time such as 30d.",
                at=("after_resolve", "tasks"),
            )


@rule("PLB033", "an announcement says in which channel")
def announcement_has_channel(subject: Subject[Playbook]) -> Iterator[Fault]:
    """A notice proves something only where the team reads.

    Items with other evidence need no channel, and one there has no effect.
    """
    for index, item in enumerate(subject.record.checklist):
        if item.evidence == "announcement" and item.channel is None:
            yield Fault(
                "PLB033",
                f"`{item.id}` names no channel for its announcement",
                "Add `channel` with the id of a channel.",
                at=("checklist", index),
            )
        if item.evidence != "announcement" and item.channel is not None:
            yield Fault(
                "PLB033",
                f"`{item.id}` asks for {item.evidence}, so its channel has no effect",
                "Remove `channel`, or ask for an announcement.",
                at=("checklist", index, "channel"),
                on="key",
                severity="warning",
            )


@rule("PLB036", "what people should read is posted where people read", severity="warning")
def posted_to_readers(subject: Subject[Playbook]) -> Iterator[Fault]:
    """A pager wakes one person; an update or a lesson is for everybody."""
    playbook = subject.record
    for name, at, _ in mentioned_channels(playbook):
        channel = playbook.channel(name) if at[0] in {"updates", "checklist"} else None
        if channel is not None and channel.medium == "pager":
            yield Fault("PLB036", f"`{name}` is a pager", "Name a channel that people read.", at=at)


RULES = (longer_than_nothing, due_in_order, deadline_for_tasks, announcement_has_channel, posted_to_readers)
