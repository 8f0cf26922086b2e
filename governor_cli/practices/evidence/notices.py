"""Notices as evidence of an announcement: what gov itself told a channel about the incident."""

from typing import TYPE_CHECKING

from governor_cli.core.errors import GovError
from governor_cli.core.ids import match_id
from governor_cli.policy.model import ChecklistItem
from governor_cli.practices.evidence.ground import Ground, Judgement, unproved

if TYPE_CHECKING:
    from governor_cli.contracts.notice import Notice

_PREFIX = "notice:"
_LESSONS = "lessons"


def is_notice(text: str) -> bool:
    """Whether evidence is offered by the id of a notice."""
    return text.startswith(_PREFIX)


def offered_notice(item: ChecklistItem, text: str, ground: Ground) -> Judgement:
    """``notice:ID``: one that this clone knows to have been delivered to the item's channel."""
    known = {one.key: one for one in ground.notices()}
    try:
        notice = known[match_id(text.removeprefix(_PREFIX), known, "notice")]
    except GovError as error:
        return unproved(f"{error.message} among those that this clone wrote about {ground.incident}")
    if notice.delivered is None:
        return unproved(f"the notice `{notice.key}` is not delivered yet")
    if not _was_heard(item, notice):
        return unproved(f"that notice went to `{notice.channel}`, not to `{item.channel}`")
    return Judgement({"notice": notice.key})


def found_notice(item: ChecklistItem, ground: Ground) -> Judgement:
    """The lessons, as they were told to the item's channel; of any other notice a person must say so."""
    told = (
        one for one in ground.notices() if one.what == _LESSONS and one.delivered and _was_heard(item, one)
    )
    first = next(told, None)
    return Judgement({"notice": first.key}) if first else unproved("no announcement is recorded")


def kept_notice(key: str, ground: Ground) -> Judgement:
    """A notice that a checklist names: any clone can tell that its id names the incident, and no more."""
    if ground.incident in key:
        return Judgement({"notice": key})
    return unproved(f"the notice `{key}` is not about {ground.incident}")


def _was_heard(item: ChecklistItem, notice: "Notice") -> bool:
    return item.channel in {None, notice.channel}
