"""The words of a notice, from any report: each on its line, with nothing that steers a terminal."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from noticed import INCIDENT, a_notice

from governor_cli.contracts.notice import Alarm
from governor_cli.contracts.notifier import Means
from governor_cli.core.document import read
from governor_cli.core.record import replaced
from governor_cli.core.validation import validate
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries, in_order
from governor_cli.policy.model import Playbook
from governor_cli.practices.incident.occasions import Occasion, latest, occasion
from governor_cli.practices.incident.picture import picture
from governor_cli.views.notice import message_of
from governor_cli.workflows import catalogue

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
FRONT = {
    "kind": "incident",
    "schema": "1",
    "id": "INC-20261123-7F3K",
    "title": "Search answers slowly",
    "severity": "P1",
    "status": "acknowledged",
    "services": ["search"],
    "roles": {"commander": "@ana"},
    "times": {"declared": "2026-11-23T10:02:00Z", "acknowledged": "2026-11-23T10:05:00Z"},
    "links": {"bridge": "https://meet.example.com/a", "ticket": "https://ada:s3cret@tickets.example.com/1"},
}


PLAYBOOK = Path(__file__).parents[1] / "cases" / "playbook.md"
POLICY, _ = validate(Playbook, read("playbook.md", PLAYBOOK.read_bytes()).front)
TIMELINE = """## Timeline

| Time (UTC) | Who | What |
| --- | --- | --- |
| 2026-11-23 10:02:00Z | @ana | **declared** P1 |
| 2026-11-23 10:03:00Z | @ana | looking |
| 2026-11-23 10:04:00Z | @ana | **update** one |
| 2026-11-23 10:05:00Z | @ana | **paged** step 1 |
"""


def seen(rows=(), **front):
    """The picture of a report at half past ten."""
    record, _ = validate(Incident, {**FRONT, **front})
    return picture("reports/a.md", record, list(rows), POLICY, None, NOW)


def rows(text=TIMELINE):
    return in_order(entries(read("a.md", text.encode())))


def test_it_tells_how_it_stands_who_leads_and_when_it_hears_more():
    told = message_of(
        seen(), Occasion("update", "failing over"), [("report", "https://git.example.com/a.md")]
    )
    assert told.title == "[P1] update: Search answers slowly"
    assert told.text == "failing over"
    facts = dict(told.facts)
    assert facts["state"] == "acknowledged, declared 10:02 UTC"
    assert facts["commander"] == "@ana"
    assert facts["report"] == "reports/a.md"
    assert told.links == (
        ("report", "https://git.example.com/a.md"),
        ("bridge", "https://meet.example.com/a"),
    )
    assert told.alarm is None


@pytest.mark.parametrize(
    ("severity", "called"), [("P0", "critical"), ("P1", "error"), ("P2", "warning"), ("SEV9", "error")]
)
def test_a_pager_hears_the_severity_by_its_rank(severity, called):
    told = message_of(seen(severity=severity), Occasion("declared"))
    assert told.alarm == Alarm("trigger", called, "search")


def test_an_exercise_says_that_it_is_one():
    assert message_of(seen(exercise="true"), Occasion("page")).title.startswith("[exercise] [P1] page: ")


@pytest.mark.parametrize("what", ["acknowledged", "mitigated", "resolved", "cancelled", "page"])
def test_every_occasion_says_something(what):
    assert message_of(seen(), Occasion(what)).text


@pytest.mark.parametrize(
    ("outcome", "of", "row", "text"),
    [
        ("false-alarm", None, "false-alarm", "It was a false alarm."),
        ("false-alarm", None, "false-alarm: a probe", "It was a false alarm.\na probe"),
        ("duplicate", INCIDENT, f"duplicate of {INCIDENT}", f"It is the same as {INCIDENT}."),
    ],
)
def test_the_outcome_of_a_cancellation_is_told_once(outcome, of, row, text):
    found = seen()
    found.record = replaced(found.record, outcome=outcome, duplicate_of=of)
    assert message_of(found, Occasion("cancelled", row)).text == text


LINES = st.text(max_size=200)


@given(title=LINES.filter(str.strip), said=LINES, service=LINES.filter(str.strip))
def test_any_report_becomes_words_that_every_chat_takes(title, said, service):
    found = seen()
    found.record = replaced(found.record, title=title, services=[service])
    told = message_of(found, Occasion("update", said))
    lines = [told.title, *(text for pair in told.facts for text in pair)]
    assert not any(re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u202e]", line) for line in lines)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", told.text)
    for medium in ("slack", "teams", "pager", "mail"):
        notice = a_notice(message=told, medium=medium, name="ops@example.com")
        assert catalogue.notifier(medium).shown(notice, Means({}, "X", "ada@example.com"))


def test_the_latest_is_what_the_timeline_has_last():
    assert latest(rows()) == "update"
    again = rows(f"{TIMELINE}| 2026-11-23 10:09:00Z | @ana | **reopened** it is back |\n")
    assert latest(again) == "declared"
    assert latest([]) == "declared"


def test_an_occasion_is_what_the_report_knows_and_what_somebody_adds():
    record = seen().record
    assert occasion("update", record, rows(), "") == (
        "update",
        "one",
        datetime(2026, 11, 23, 10, 4, tzinfo=UTC),
    )
    assert occasion("update", record, rows(), "more").said == "one\nmore"
    assert occasion("acknowledged", record, rows(), "").at == record.times.acknowledged
    assert occasion("resolved", record, rows(), "") is None
    assert occasion("text", record, rows(), "") is None
