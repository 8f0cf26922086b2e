"""Teams: a card of version 1.4 within 28 KB whatever a report says, with people's words as they are."""

import json

from hypothesis import given
from listeners import Said, listening
from noticed import MESSAGE, MESSAGES, a_notice

from governor_cli.contracts.notifier import Means
from governor_cli.notifiers.teams import NOTIFIER

_MOST = 28 * 1024


def written(message):
    return json.loads(NOTIFIER.shown(a_notice(message=message), Means({}, "X")))


@given(MESSAGES)
def test_every_message_fits_and_has_people_s_words_in_text_runs_alone(message):
    told = written(message)
    assert len(json.dumps(told, ensure_ascii=False).encode()) <= _MOST
    ((attachment,), kind) = told["attachments"], told["type"]
    card = attachment["content"]
    assert (kind, card["type"], card["version"]) == ("message", "AdaptiveCard", "1.4")
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    for block in card["body"]:
        assert block["type"] == "RichTextBlock"
        assert {run["type"] for run in block["inlines"]} == {"TextRun"}
    for action in card.get("actions", []):
        assert action["type"] == "Action.OpenUrl"
        assert action["url"] in [url for _, url in message.links]


def test_markdown_of_a_title_stays_as_it_was_typed():
    (title, *_) = written(MESSAGE._replace(title="[click](http://x) **now**"))["attachments"][0]["content"][
        "body"
    ]
    assert title["inlines"][0]["text"] == "[click](http://x) **now**"


def test_each_line_stands_for_itself_and_links_are_buttons():
    told = written(MESSAGE._replace(text="one\n\ntwo"))
    card = told["attachments"][0]["content"]
    texts = ["".join(run["text"] for run in block["inlines"]) for block in card["body"]]
    assert texts[1:3] == ["one", "two"]
    assert texts[3] == "state: acknowledged, declared 10:02 UTC"
    assert card["actions"] == [
        {"type": "Action.OpenUrl", "title": "bridge", "url": "https://meet.example.com/a?b=1&c=2"}
    ]


def test_it_is_posted_to_the_address_of_the_variable():
    with listening(lambda _: Said(202)) as server:
        receipt = NOTIFIER.deliver(a_notice(), Means({"HOOK": f"{server.url}/workflows/s3cret"}, "HOOK"))
        assert receipt.state == "delivered"
        assert len(server.asked) == 1
