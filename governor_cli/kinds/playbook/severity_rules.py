"""Severities: what is promised for each, in which order, and which of them page."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.instants import format_duration
from governor_cli.policy.model import Playbook
from governor_cli.policy.windows import hours_within


@rule("PLB020", "a playbook has severities, channels, roles and a checklist")
def not_empty(subject: Subject[Playbook]) -> Iterator[Fault]:
    """Without them there is nothing to declare, nowhere to write, and nobody to tell."""
    playbook = subject.record
    for key in ("severities", "channels", "roles", "checklist"):
        if not getattr(playbook, key):
            yield Fault(
                "PLB020", f"the playbook has no {key}", f"Add at least one entry to `{key}`.", at=(key,)
            )


@rule("PLB026", "pagers and severities that page agree", severity="warning")
def pagers_agree(subject: Subject[Playbook]) -> Iterator[Fault]:
    """A pager channel lists the severities it is for.

    One that pages and is on no pager's list goes off nowhere; one that does not page should
    wake nobody.
    """
    playbook = subject.record
    lists = [
        (i, channel.severities) for i, channel in enumerate(playbook.channels) if channel.medium == "pager"
    ]
    paging = {level.id for level in playbook.severities if level.page_within is not None}
    known = {level.id for level in playbook.severities}
    for index, names in lists:
        for position, name in enumerate(names):
            if name in known - paging:
                at = ("channels", index, "severities", position)
                yield Fault(
                    "PLB026", f"`{name}` does not page", "Remove it, or give it `page_within`.", at=at
                )
    everything = not lists or any(not names for _, names in lists)
    for index, level in enumerate(playbook.severities):
        if level.id in paging and not everything and not any(level.id in names for _, names in lists):
            yield Fault(
                "PLB026",
                f"`{level.id}` pages, but no pager channel is for it",
                "Add it to the `severities` of a pager channel.",
                at=("severities", index, "page_within"),
            )


@rule("PLB027", "a less severe incident is never promised more", severity="warning")
def promises_in_order(subject: Subject[Playbook]) -> Iterator[Fault]:
    """Severities stand most severe first.

    A target that is tighter than the one of a more severe level is usually a slip of the pen,
    or a list in the wrong order.
    """
    playbook = subject.record
    for key in ("page_within", "respond_within", "update_every"):
        targets = (
            (level.id, getattr(level, key), ("severities", index, key))
            for index, level in enumerate(playbook.severities)
        )
        yield from _in_order(key, targets)
    tasks = playbook.after_resolve.tasks
    dues = [
        (level.id, tasks.get(level.id), ("after_resolve", "tasks", level.id)) for level in playbook.severities
    ]
    yield from _in_order("tasks", dues)


def _in_order(key: str, targets: Iterable[tuple[str, timedelta | None, Loc]]) -> Iterator[Fault]:
    known = [(name, span, at) for name, span, at in targets if span is not None]
    for (above, higher, _), (below, lower, at) in pairwise(known):
        if lower < higher:
            yield Fault(
                "PLB027",
                f"`{key}` of `{below}` ({format_duration(lower)}) is tighter than that of `{above}`"
                f" ({format_duration(higher)})",
                "Put the severities most severe first, or change the target.",
                at=at,
            )


@rule("PLB028", "a pager is staffed while its severities are promised", severity="warning")
def pager_hours(subject: Subject[Playbook]) -> Iterator[Fault]:
    """A severity promised around the clock must not page a channel that is staffed by day.

    The hours of a severity that pages lie within those of each pager that is for it.
    """
    playbook = subject.record
    for index, channel in enumerate(playbook.channels):
        if channel.medium != "pager":
            continue
        for level in playbook.severities:
            asked = not channel.severities or level.id in channel.severities
            pages = asked and level.page_within is not None
            if pages and not hours_within(playbook, level.hours, channel.hours):
                yield Fault(
                    "PLB028",
                    f"`{level.id}` pages during {level.hours}, `{channel.id}` is staffed {channel.hours}",
                    "Staff the pager for these hours, or promise fewer.",
                    at=("channels", index, "hours"),
                    subject=f"{channel.id} {level.id}",
                )


@rule("PLB029", "a severity says how soon somebody acts", severity="warning")
def somebody_acts(subject: Subject[Playbook]) -> Iterator[Fault]:
    """Without a time to page or to respond a severity is only a label."""
    for index, level in enumerate(subject.record.severities):
        if level.page_within is None and level.respond_within is None:
            yield Fault(
                "PLB029",
                f"`{level.id}` promises no reaction",
                "Add `respond_within` or `page_within`.",
                at=("severities", index),
            )


RULES = (not_empty, pagers_agree, promises_in_order, pager_hours, somebody_acts)
