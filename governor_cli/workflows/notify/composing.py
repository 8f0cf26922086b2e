"""From an incident and an occasion to notices: which channels, which words, and a key that stays the same."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from governor_cli.contracts.notice import Notice, What
from governor_cli.core.digest import quick
from governor_cli.core.document import Document
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.ids import ALPHABET, SUFFIX
from governor_cli.core.instants import format_instant
from governor_cli.kinds.incident.model import Incident
from governor_cli.policy.model import Channel, Playbook
from governor_cli.practices.incident.channels import channels_of, channels_of_lessons, is_first
from governor_cli.practices.incident.occasions import ACTIONS, Occasion, latest, occasion
from governor_cli.practices.incident.picture import Picture
from governor_cli.views.notice import message_of
from governor_cli.workflows.notify.links import report_at_forge
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.said import checked_text

_LESSONS = "Lessons Learned"
_HINTS = {
    "declared": "Set its severity with `gov incident triage`.",
    "acknowledged": "Run `gov incident ack` first.",
    "update": "Write one with `gov incident update`.",
    "mitigated": "Run `gov incident mitigate` first.",
    "resolved": "Run `gov incident resolve` first.",
    "cancelled": "Run `gov incident cancel` first.",
    "page": "Reopen it with `gov incident reopen` where it is back.",
    "lessons": "Write them with `gov incident report`.",
    "text": "Say it with --text.",
}
"""What to do where an incident has not come to that."""


class Wish(NamedTuple):
    """What somebody wants to be told: ``what`` None means the latest, no ``to`` the playbook's channels."""

    what: What | None = None
    text: str | None = None
    to: Sequence[str] = ()
    again: str = ""
    """Anything that no notice had yet, where one is to be sent twice."""


def compose(
    recording: Recording, document: Document, picture: Picture, wish: Wish, now: datetime
) -> list[Notice]:
    """The notices for a wish, one a channel.

    GovError where the incident has not come to that, or no channel hears of it; UsageError for a channel
    that is not there, or that hears nothing of the kind.
    """
    text = "" if wish.text is None else checked_text(wish.text, "the text")
    what = wish.what or ("text" if text else latest(picture.rows))
    named = _named(recording, wish.to, what) if wish.to else None
    told = _occasion(document, picture, what, text)
    channels = _not_called_for_nothing(named or _by_playbook(picture, what), picture.record, what)
    message = message_of(picture, told, report_at_forge(recording.workspace, picture.path))
    return [
        Notice(
            key=_key(picture.record.id, channel.id, told, wish.again),
            incident=picture.record.id,
            what=what,
            channel=channel.id,
            name=channel.name,
            medium=channel.medium,
            is_first=is_first(picture.policy, channel),
            message=message,
            written=now,
        )
        for channel in channels
    ]


def _occasion(document: Document, picture: Picture, what: What, text: str) -> Occasion:
    record = picture.record
    if record.status == "draft" and what != "text":
        raise GovError(f"{record.id} is a draft, and was not declared", hint=_HINTS["declared"])
    if what == "lessons":
        section = document.markdown.section(_LESSONS)
        if section is None or section.is_empty:
            raise GovError(f"{record.id} has no lessons yet", hint=_HINTS[what])
        text = "\n\n".join(part for part in (text, section.content.strip()) if part)
    found = occasion(what, record, picture.rows, text)
    if found is None:
        raise GovError(f"{record.id} is {record.status}: there is no `{what}` to tell", hint=_HINTS[what])
    return found


def _not_called_for_nothing(channels: list[Channel], record: Incident, what: What) -> list[Channel]:
    """A chat may be told the whole story of what is over; a pager would call somebody.

    GovError where nobody else is to be told.
    """
    if record.is_open or ACTIONS.get(what, "resolve") == "resolve":
        return channels
    left = [one for one in channels if one.medium != "pager"]
    if not left:
        raise GovError(
            f"{record.id} is {record.status}: no pager is told `{what}` of it", hint=_HINTS["page"]
        )
    return left


def _named(recording: Recording, given: Sequence[str], what: What) -> list[Channel]:
    channels = [recording.channel(name) for name in dict.fromkeys(given)]
    deaf = next((one for one in channels if not _hears(one, what)), None)
    if deaf is not None:
        hint = f"A pager hears of {', '.join(ACTIONS)}."
        raise UsageError(f"{deaf.name} ({deaf.medium}) hears nothing of `{what}`", hint=hint)
    return channels


def _by_playbook(picture: Picture, what: What) -> list[Channel]:
    policy, record = picture.policy, picture.record
    level = policy.severity(record.severity or "")
    known = channels_of_lessons(policy) if what == "lessons" else channels_of(policy, level)
    channels = [one for one in known if _hears(one, what) and (what != "page" or one.medium == "pager")]
    if not channels:
        message = f"no channel of the playbook hears of `{what}` for {record.severity or 'no severity'}"
        raise GovError(message, hint=f"Name one with --to: {_enumerated(policy, what)}.")
    return channels


def _hears(channel: Channel, what: What) -> bool:
    return channel.medium != "pager" or what in ACTIONS


def _enumerated(policy: Playbook, what: What) -> str:
    return ", ".join(one.id for one in policy.channels if _hears(one, what)) or "there is none"


def _key(incident: str, channel: str, told: Occasion, again: str) -> str:
    """``INC-20261123-7F3K-update-governor-ops-9XKQ-4T7B``, for what is told to a channel once."""
    at = told.at and format_instant(told.at)
    digest = quick(json.dumps([incident, told.what, channel, at, told.said, again]).encode())
    return f"{incident}-{told.what}-{channel}-{'-'.join(_groups(int(digest, 16)))}"


def _groups(number: int) -> Iterator[str]:
    """Two groups of four characters, so that the last four name a notice as they name an incident."""
    for _ in range(2):
        group = ""
        for _ in range(SUFFIX):
            number, digit = divmod(number, len(ALPHABET))
            group += ALPHABET[digit]
        yield group
