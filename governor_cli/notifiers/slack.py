"""Slack: blocks, with the same in one line beside them, posted to an incoming webhook.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Iterator
from typing import Any, Final

from governor_cli.adapters.posting import posting
from governor_cli.adapters.variables import SLACK
from governor_cli.contracts.notice import Message
from governor_cli.core.cutting import cut

_HEADER, _SECTION, _FIELD, _FIELDS, _FALLBACK = 150, 3000, 2000, 10, 4000
"""Characters of a text after it was escaped; fields of a section."""
_LINKS, _NAME = 10, 100
_ESCAPED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_IN_ADDRESS: Final = {"|": "%7C", "<": "%3C", ">": "%3E", "&": "&amp;"}


def _escaped(text: str) -> str:
    """Text that is no link, mention or command of Slack's."""
    return "".join(map(_character, text))


def _character(character: str) -> str:
    return _ESCAPED.get(character, character)


def _weight(character: str) -> int:
    return len(_character(character))


def _fitting(text: str, most: int) -> str:
    """Escaped, and cut before that makes it too long; an entity is never cut in two."""
    return _escaped(cut(text, most, _weight))


def _message(message: Message) -> dict[str, Any]:
    return {"text": _fitting(message.line, _FALLBACK), "blocks": list(_blocks(message))}


def _blocks(message: Message) -> Iterator[dict[str, Any]]:
    yield {"type": "header", "text": _plain(message.title, _HEADER)}
    if message.text:
        yield {"type": "section", "text": _plain(message.text, _SECTION)}
    if message.facts:
        facts = message.facts[:_FIELDS]
        yield {"type": "section", "fields": [_fact(name, value) for name, value in facts]}
    links = (_link(name, url) for name, url in message.links[:_LINKS])
    for link in links:
        if len(link) <= _SECTION:  # half an address would lead nowhere
            yield {"type": "section", "text": {"type": "mrkdwn", "verbatim": True, "text": link}}


def _plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "emoji": False, "text": _fitting(text, most) or " "}


def _fact(name: str, value: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "verbatim": True, "text": _fitting(f"*{name}*\n{value}", _FIELD)}


def _link(name: str, url: str) -> str:
    address = "".join(_IN_ADDRESS.get(character, character) for character in url)
    return f"<{address}|{_fitting(name, _NAME)}>"


NOTIFIER = posting("slack", SLACK, _message)
