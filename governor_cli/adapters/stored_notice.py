"""A notice as the outbox keeps it: JSON, read back only where it is whole and has its shape."""

import json
from datetime import datetime
from typing import Any, cast, get_args

from governor_cli.contracts.notice import Action, Alarm, Message, Notice
from governor_cli.core.forms import line, slug
from governor_cli.core.instants import format_instant, parse_instant
from governor_cli.policy.model import MEDIA

_VERSION = 1
_INSTANTS = ("written", "tried", "later", "delivered")


def stored(notice: Notice) -> bytes:
    """The bytes of its file."""
    told: dict[str, Any] = {"version": _VERSION, **notice._asdict()}
    for name in _INSTANTS:
        told[name] = told[name] and format_instant(told[name])
    alarm = notice.message.alarm
    told["message"] = {**notice.message._asdict(), "alarm": alarm and alarm._asdict()}
    return json.dumps(told, indent=1).encode()


def restored(data: bytes, key: str) -> Notice | None:
    """What ``stored`` made of the notice of this key; None for anything else."""
    try:
        told = json.loads(data)
        return _notice(told) if told["version"] == _VERSION and told["key"] == key else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _notice(told: Any) -> Notice:
    """Raises what ``restored`` expects where something is missing, or is not what it should be."""
    if told["medium"] not in MEDIA:
        raise ValueError(told["medium"])
    names = ("key", "incident", "what", "name", "medium")
    return Notice(
        **{name: line(_text(told[name])) for name in names},
        channel=slug(_text(told["channel"])),
        answer=_text(told["answer"]),
        is_first=told["is_first"] is True,
        message=_message(told["message"]),
        number=_whole(told["number"]),
        tries=_whole(told["tries"]),
        is_refused=told["is_refused"] is True,
        written=parse_instant(told["written"]),
        tried=_instant(told["tried"]),
        later=_instant(told["later"]),
        delivered=_instant(told["delivered"]),
    )


def _message(told: Any) -> Message:
    alarm = told["alarm"]
    return Message(
        _text(told["title"]),
        _text(told["text"]),
        _pairs(told["facts"]),
        _pairs(told["links"]),
        None if alarm is None else _alarm(alarm),
    )


def _alarm(told: Any) -> Alarm:
    if told["action"] not in get_args(Action):
        raise ValueError(told["action"])
    return Alarm(cast("Action", told["action"]), _text(told["severity"]), _text(told["source"]))


def _pairs(told: Any) -> tuple[tuple[str, str], ...]:
    return tuple((_text(name), _text(value)) for name, value in told)


def _whole(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _text(value: Any) -> str:
    """What can be written anywhere: JSON may hold half a character."""
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()
    return value


def _instant(value: Any) -> datetime | None:
    return None if value is None else parse_instant(_text(value))
