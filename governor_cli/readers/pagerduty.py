"""A webhook message of PagerDuty (v3): one event of one incident there, and who did it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from governor_cli.core.forms import url
from governor_cli.core.instants import parse_instant
from governor_cli.core.trees import is_mapping
from governor_cli.readers.json_message import MessageError, list_in, message, object_in, text_in

_WHAT: Final = "the PagerDuty message"
_MOST_ASSIGNEES: Final = 1_000
_HINT: Final = "Give the body of a v3 webhook as it came in."
KNOWN: Final = ("triggered", "acknowledged", "reassigned", "escalated", "delegated", "resolved", "reopened")
"""The events that say something for a report; the others are notes among people at PagerDuty."""


class Somebody(NamedTuple):
    """A user there: the roster may know them by one of these."""

    id: str
    words: tuple[str, ...]
    """What might be an e-mail address."""


class Event(NamedTuple):
    """``what`` is one of KNOWN, or "" for an event that says nothing for a report."""

    what: str
    type: str
    at: datetime
    key: str
    """PagerDuty's id of the incident."""
    title: str
    created: datetime
    agent: Somebody | None
    """Who did it; None where it was no person."""
    assignees: tuple[Somebody, ...]
    service: str
    priority: str
    link: str | None


def read_event(data: bytes) -> Event:
    """Read one message; MessageError where it is none, or an older version's."""
    tree = message(data, _WHAT)
    if "messages" in tree and "event" not in tree:
        raise MessageError(f"{_WHAT} is of webhooks v2", hint="Use a v3 webhook subscription.")
    event = object_in(tree, "event")
    kind = text_in(event, "event_type")
    if not kind:
        raise MessageError(f"{_WHAT} has no `event.event_type`", hint=_HINT)
    data_ = object_in(event, "data")
    at = _instant(event, "occurred_at")
    if at is None:
        raise MessageError(f"{_WHAT} has no `event.occurred_at`", hint=_HINT)
    noun, _, what = kind.partition(".")
    tells = noun == "incident" and what in KNOWN
    key = text_in(data_, "id")
    if tells and not key:
        raise MessageError(f"{_WHAT} has no `event.data.id`", hint=_HINT)
    assignees = list_in(data_, "assignees", _MOST_ASSIGNEES) if tells else []
    agent = object_in(event, "agent")
    return Event(
        what if tells else "",
        kind,
        at,
        key,
        (text_in(data_, "title") if tells else "") or f"PagerDuty incident {key}",
        (_instant(data_, "created_at") if tells else None) or at,
        _somebody(agent) if text_in(agent, "type").startswith("user") else None,
        tuple(_somebody(one) for one in assignees),
        text_in(object_in(data_, "service"), "summary") if tells else "",
        text_in(object_in(data_, "priority"), "summary") if tells else "",
        _address(data_) if tells else None,
    )


def _somebody(user: Any) -> Somebody:
    if not is_mapping(user):
        raise MessageError("a user of the message is no object")
    words = tuple(word for word in (text_in(user, "email"), text_in(user, "summary")) if word)
    return Somebody(text_in(user, "id"), words)


def _instant(holder: Mapping[str, Any], key: str) -> datetime | None:
    """Whole seconds in UTC; None where it is missing."""
    text = text_in(holder, key)
    if not text:
        return None
    try:
        return parse_instant(text).astimezone(UTC).replace(microsecond=0)
    except ValueError as error:
        raise MessageError(f"`{key}` {error}") from None


def _address(data: Mapping[str, Any]) -> str | None:
    try:
        return url(text_in(data, "html_url"))
    except ValueError:
        return None
