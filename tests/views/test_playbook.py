"""The policy for people and for scripts."""

import json
from pathlib import Path

import pytest

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.policy.model import Playbook
from governor_cli.views.ink import plain
from governor_cli.views.playbook import playbook_data, playbook_text

TEXT = (Path(__file__).parents[1] / "cases" / "playbook.md").read_text()
BLOB = "9f3c2e1d0c4b5a69788796a5b4c3d2e1f0011223"


def playbook(text: str = TEXT) -> Playbook:
    record, faults = validate(Playbook, read("playbook.md", text.encode()).front)
    assert faults == []
    assert record is not None
    return record


def shown(text: str = TEXT) -> str:
    return plain(playbook_text(playbook(text), "docs/playbook.md", BLOB, "the work tree"))


def section(title: str, text: str = TEXT) -> list[str]:
    parts = {part.splitlines()[0]: part.splitlines()[1:] for part in shown(text).split("\n\n")}
    return [" ".join(line.split()) for line in parts[title]]


def test_the_first_lines_say_which_policy_this_is():
    assert shown().splitlines()[:2] == [
        "Support Playbook, Governor Platform",
        "docs/playbook.md in the work tree, blob 9f3c2e1d0c4b",
    ]


def test_severities_stand_first_with_their_targets():
    assert section("Severities")[1] == (
        "P1 something works badly for several users page at once, respond in 15m, update every 30m 24/7"
    )


def test_escalation_reads_as_a_sentence_and_marks_what_is_assumed():
    assert section("Escalation")[0] == (
        "P0 tell PagerDuty on-call; then tell Release Manager after 15m?; "
        "inform CTO, Head of Product within 30m?"
    )


def test_hours_say_in_which_zone_and_without_which_holidays():
    closed = TEXT.replace(
        '24/5: {every: "Mon-Fri 00:00-24:00"}', '24/5: {every: "Mon-Fri 00:00-24:00", closed: [DE-BE]}'
    )
    assert section("Hours", closed)[1] == "24/5 Mon-Fri 00:00-24:00 UTC without holidays of DE-BE"


def test_what_is_assumed_is_counted_at_the_end():
    assert shown().splitlines()[-1] == "? 19 values are only assumed; `gov playbook check` lists them"


def test_a_runbook_that_is_missing_is_named():
    assert section("Where things are kept")[-1] == "runbook: incident-response not written yet"


@pytest.mark.parametrize(
    "key", ["title: Support Playbook", "when: production is down or critical data is lost"]
)
def test_control_characters_are_shown(key):
    name = key.split(":")[0]
    text = TEXT.replace(key, f'{name}: "red \\x1b[31m"')
    if name == "title":
        assert "red \\x1b[31m" in shown(text)
    assert "\x1b" not in shown(text)


def test_scripts_get_durations_as_text_and_no_mark_inside():
    data = playbook_data(playbook(), "docs/playbook.md", BLOB, ("revision", "v1"))
    assert data["severities"][0]["page_within"] == "0m"
    assert data["snapshot"] == {"kind": "revision", "rev": "v1"}
    assert "escalation.P0[1].after" in data["assumed"]
    assert "assumed" not in json.dumps(data["channels"])
    assert data["escalation"]["P2"][1] == {"tell": ["docs-lead"], "inform": [], "after": "4h", "within": None}
