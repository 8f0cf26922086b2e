"""Teams: an Adaptive Card, posted to the webhook of a workflow.

People's words stand in text runs, which know no Markdown, so nothing needs to be escaped.
https://adaptivecards.io/explorer/RichTextBlock.html
"""

import json
from collections.abc import Iterator
from typing import Any

from governor_cli.adapters.posting import posting
from governor_cli.adapters.variables import TEAMS
from governor_cli.adapters.webhook import adaptive_card
from governor_cli.contracts.notice import Message
from governor_cli.core.cutting import cut

_TITLE, _TEXT, _FACT, _SUMMARY = 600, 8_000, 500, 300
"""Bytes of texts as JSON writes them; Teams takes a message of 28 KB, and all of them stay below that."""
_LINES, _FACTS, _LINKS, _LINK = 40, 10, 4, 1_000


def _weight(character: str) -> int:
    return len(json.dumps(character, ensure_ascii=False).encode("utf-8", "replace")) - 2


def _message(message: Message) -> dict[str, Any]:
    return adaptive_card(list(_body(message)), list(_actions(message)), cut(message.line, _SUMMARY, _weight))


def _body(message: Message) -> Iterator[dict[str, Any]]:
    yield _runs(_run(message.title, _TITLE, weight="Bolder", size="Large"))
    lines = [line for line in cut(message.text, _TEXT, _weight).split("\n") if line.strip()]
    if len(lines) > _LINES:
        lines[_LINES - 1 :] = ["…"]
    for line in lines:
        yield _runs(_run(line, _TEXT))
    for name, value in message.facts[:_FACTS]:
        yield {**_runs(_run(f"{name}: ", _FACT, weight="Bolder"), _run(value, _FACT)), "spacing": "Small"}


def _runs(*runs: dict[str, Any]) -> dict[str, Any]:
    return {"type": "RichTextBlock", "inlines": list(runs)}


def _run(text: str, most: int, **style: str) -> dict[str, Any]:
    return {"type": "TextRun", "text": cut(text, most, _weight), **style}


def _actions(message: Message) -> Iterator[dict[str, Any]]:
    fitting = [(name, url) for name, url in message.links if sum(map(_weight, url)) <= _LINK]
    for name, url in fitting[:_LINKS]:
        yield {"type": "Action.OpenUrl", "title": cut(name, _FACT, _weight), "url": url}


NOTIFIER = posting("teams", TEAMS, _message)
