"""Slack: what is posted stays within its limits whatever a report says, and nothing of it is obeyed."""

import json
import re

import pytest
from hypothesis import given
from listeners import Said, listening
from noticed import MESSAGE, MESSAGES, a_notice
from slack_sdk.models.blocks import Block

from governor_cli.contracts.notifier import Means
from governor_cli.core.errors import GovError
from governor_cli.notifiers.slack import NOTIFIER

_LONGEST = {"header": 150, "section": 3000}


def written(message):
    return json.loads(NOTIFIER.shown(a_notice(message=message), Means({}, "X")))


@given(MESSAGES)
def test_every_message_is_one_that_slack_takes(message):
    told = written(message)
    assert len(told["blocks"]) <= 50
    assert len(told["text"]) <= 4000
    for block in told["blocks"]:
        Block.parse(block).validate_json()  # Slack's own library
        texts = [block["text"]] if "text" in block else []
        assert all(0 < len(one["text"]) <= _LONGEST[block["type"]] for one in texts)
        assert all(0 < len(one["text"]) <= 2000 for one in block.get("fields", []))


@given(MESSAGES)
def test_nothing_that_people_wrote_is_a_command_or_half_an_entity(message):
    told = written(message)
    linked = [block["text"] for block in told["blocks"] if block.get("text", {}).get("type") == "mrkdwn"]
    every = [told["text"]]
    for block in told["blocks"]:
        every += [
            one["text"] for one in [*block.get("fields", []), *([block["text"]] if "text" in block else [])]
        ]
    for text in every:
        bare = re.sub(r"&(?:amp|lt|gt);", "", text)
        if text in [one["text"] for one in linked]:
            assert re.fullmatch(r"<https://[^<>|]+\|[^<>]*>", text, re.DOTALL)
        else:
            assert not set("&<>") & set(bare)


def test_the_same_is_told_in_one_line_beside_the_blocks():
    told = written(MESSAGE)
    assert told["text"] == (
        "[P1] update: Search answers slowly | failing over to the replica | "
        "state acknowledged, declared 10:02 UTC | commander @ana"
    )
    assert [block["type"] for block in told["blocks"]] == ["header", "section", "section", "section"]
    assert told["blocks"][-1]["text"]["text"] == "<https://meet.example.com/a?b=1&amp;c=2|bridge>"


def test_a_mention_of_everybody_calls_nobody():
    told = json.dumps(written(MESSAGE._replace(title="<!channel> down", text="<@U1> & <#C1>")))
    assert "<!channel>" not in told
    assert "&lt;!channel&gt; down" in told


def test_it_is_posted_as_json_to_the_address_of_the_variable():
    with listening(lambda _: Said(200, b"ok")) as server:
        means = Means({"HOOK": f"{server.url}/services/T0/s3cret"}, "HOOK")
        assert NOTIFIER.deliver(a_notice(), means) == ("delivered", "127.0.0.1 took it", 0.0)
        assert NOTIFIER.host(means) == "127.0.0.1"
        (asked,) = server.asked
    assert (asked.method, asked.path) == ("POST", "/services/T0/s3cret")
    assert json.loads(asked.body) == written(MESSAGE)


def test_without_its_variable_it_says_which_one_to_set():
    with pytest.raises(GovError, match="HOOK is not set"):
        NOTIFIER.deliver(a_notice(), Means({}, "HOOK"))
