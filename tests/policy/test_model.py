"""The playbook as values."""

from datetime import timedelta
from pathlib import Path

import pytest

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.policy.model import Playbook

DATA = (Path(__file__).parents[1] / "cases" / "playbook.md").read_bytes()


def changed(old: str, new: str) -> list[tuple[str, str]]:
    text = DATA.decode()
    assert old in text
    _, faults = validate(Playbook, read("playbook.md", text.replace(old, new, 1).encode()).front)
    return [(fault.code, fault.message) for fault in faults]


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    record, faults = validate(Playbook, read("playbook.md", DATA).front)
    assert faults == []
    assert record is not None
    return record


def test_durations_become_times(playbook):
    assert playbook.acknowledge_within == timedelta(minutes=15)
    assert playbook.escalation["P2"][2].within == timedelta(days=1)
    assert playbook.severities[0].page_within == timedelta()


def test_a_severity_is_found_in_any_case_and_has_a_rank(playbook):
    level = playbook.severity("p1")
    assert level is not None
    assert level.id == "P1"
    assert [playbook.rank(name) for name in ("P0", "p1", "P2", "P9")] == [0, 1, 2, None]


def test_escalation_follows_the_severity_in_any_case(playbook):
    assert [step.tell for step in playbook.steps("p0")] == [["pagerduty-on-call"], ["release-manager"], []]
    assert playbook.steps("P9") == []


@pytest.mark.parametrize("lookup", ["channel", "role", "service", "item", "window", "severity"])
def test_what_is_not_there_is_none(playbook, lookup):
    assert getattr(playbook, lookup)("nothing") is None


def test_windows_are_text_by_name(playbook):
    assert playbook.window("16/5") == "Mon-Fri 06:00-22:00"
    assert list(playbook.windows) == ["24/7", "24/5", "16/5"]


def test_what_is_left_out_has_a_plain_default(playbook):
    severity = playbook.severities[0]
    assert (severity.report, severity.checklist, severity.respond_within) == ("full", "full", None)
    assert playbook.services == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "medium: slack",
            "medium: slak",
            ("KEY005", "`channels[0].medium` is not one of slack, teams, mail, pager"),
        ),
        ("duty: on-call", "duty: on call", ("KEY005", "`roles[0].duty` is not one of on-call, best-effort")),
        ("reach: [pagerduty", "reach: [fax", ("KEY005", None)),
        ("respond_within: 15m", "respond_within: 15 minutes", ("KEY004", None)),
        ("id: P0", "id: -x", ("KEY004", "`severities[0].id` is not the id of a severity")),
        ("timezone: UTC", "timezone: Europe/Berln", ("KEY004", None)),
        (
            "metrics: artifacts/",
            "metrics: ../artifacts/",
            ("KEY004", "`knowledge.metrics` leads out of its folder"),
        ),
        ("docs: docs/", "docs: /docs/", ("KEY004", None)),
        (
            "docs: docs/operations\n",
            "docs: .git/operations\n",
            ("KEY004", "`knowledge.docs` leads into .git"),
        ),
        ("evidence: metrics", "evidence: photo", ("KEY005", None)),
        ("until: resolved", "until: friday", ("KEY005", None)),
        ("pins: roster", "pins: cat", ("KEY005", None)),
        ("purpose: Critical", "porpoise: Critical", ("KEY001", None)),
        ("acknowledge_within: 15m\nescalation", "escalation", ("KEY002", "`acknowledge_within` is missing")),
        (
            "24/5: {every:",
            "24/5: {closed: [Berlin], every:",
            ("KEY004", "`hours.24/5.closed[0]` is not a holiday calendar"),
        ),
        ("services: []", "services: [{id: api, dashboard: nowhere}]", ("KEY004", None)),
        (
            "metrics: []",
            'metrics: [{name: e, query: q, target: "good"}]',
            ("KEY004", "`metrics[0].target` is not a target"),
        ),
        ("roles:\n", "rules: []\nroles:\n", ("KEY001", None)),
        ("updates: {", "updates: [] # {", ("KEY003", None)),
    ],
)
def test_a_wrong_value_is_refused_where_it_stands(old, new, said):
    code, message = said
    found = changed(old, new)
    assert [one[0] for one in found] == [code]
    assert message is None or found[0][1] == message


def test_targets_and_calendars_read_as_people_write_them():
    assert (
        changed(
            "metrics: []",
            'metrics: [{name: e, query: q, target: ">= 99.5"}, {name: f, query: q, target: "<1"}]',
        )
        == []
    )
    assert changed("24/5: {every:", "24/5: {closed: [DE-BE, US], every:") == []
