from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.practices.documentation.owed import (
    DocsBranch,
    allowed,
    body,
    branch_name,
    clock,
    named,
    opening_message,
    owed,
    started,
    title,
    topic_like,
    topic_problem,
)

INCIDENT = "INC-20261123-7F3K"
START = datetime(2026, 11, 23, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def report(status="resolved", **facts):
    times = {"declared": "2026-11-23T09:00:00Z", "resolved": "2026-11-23T12:00:00Z"}
    return Extract("incident", INCIDENT, {"status": status, "title": "slow", "times": times, **facts})


def branch(**facts):
    return DocsBranch(f"docs/{INCIDENT}-x", INCIDENT, "x", START, START + DAY, **facts)


def owing(policy, *reports, branches=(), documented=(), checklist=None):
    extracts = {f"{number}.md": one for number, one in enumerate(reports)}
    if checklist:
        extracts["checklist.md"] = Extract("checklist", INCIDENT, checklist)
    return list(owed(Corpus(extracts), policy, branches, documented))


@given(st.text())
def test_what_is_suggested_is_a_topic(text):
    assert topic_problem(topic_like(text)) == ""


@pytest.mark.parametrize("topic", ["restart-search", "a", "2026", "x" * 50])
def test_a_topic_is_small_letters_digits_and_hyphens(topic):
    assert topic_problem(topic) == ""
    assert named(branch_name(topic, INCIDENT)) == (INCIDENT, topic)
    assert named(branch_name(topic, None)) == (None, topic)


@pytest.mark.parametrize("topic", ["", " ", "A", "a--b", "-a", "a-", "a_b", "a.b", "x" * 51, "a\n", "é"])
def test_anything_else_is_none(topic):
    assert topic_problem(topic)


def test_the_incident_stands_wherever_a_squash_merge_may_look():
    assert title("restart-search", INCIDENT) == f"docs: restart search ({INCIDENT})"
    written = body("restart-search", INCIDENT, "2026-11-23T10:00:00Z", "24h")
    assert written.splitlines()[0].startswith(f"What {INCIDENT} taught about restart search")
    assert written.splitlines()[-2:] == [f"Gov-Incident: {INCIDENT}", "Gov-Learned-At: 2026-11-23T10:00:00Z"]
    assert opening_message("x", INCIDENT, "2026-11-23T10:00:00Z").count(INCIDENT) == 2
    assert "Gov-Incident" not in opening_message("x", None, "2026-11-23T10:00:00Z")


def test_the_clock_is_late_only_after_its_last_second():
    assert clock(START, START + DAY, None, START + DAY * 0.75 - timedelta(seconds=1)) == "running"
    assert clock(START, START + DAY, None, START + DAY * 0.75) == "at_risk"
    assert clock(START, START + DAY, None, START + DAY) == "at_risk"
    assert clock(START, START + DAY, None, START + DAY + timedelta(seconds=1)) == "breached"
    assert clock(START, START + DAY, START + DAY, START + DAY * 9) == "met"
    assert clock(START, START + DAY, START + DAY * 2, START + DAY * 9) == "breached"


def test_a_branch_comes_from_empty_to_merged():
    assert branch().state == "empty"
    assert branch(uncommitted=True).state == "changed"
    assert branch(changes=("docs/x.md",)).state == "changed"
    assert branch(changes=("docs/x.md",), pushed=True).state == "pushed"
    assert branch(pushed=True, pull_request="https://x").state == "proposed"
    assert branch(pull_request="https://x", merged=True).state == "merged"


def test_asking_by_mail_is_a_proposal_where_there_is_no_forge():
    asked = branch(pushed=True, proposed=START)
    assert (asked.state, asked.is_proposed, asked.clock(START + 3 * DAY)) == ("pushed", True, "met")
    assert not branch(pushed=True).is_proposed


def test_a_proposal_stops_the_clock_when_it_was_made():
    late = branch(pull_request="https://x", proposed=START + 2 * DAY)
    assert late.clock(START + 3 * DAY) == "breached"
    assert branch(pull_request="https://x", proposed=START).clock(START + 3 * DAY) == "met"
    assert branch(pushed=True).clock(START + 3 * DAY) == "breached"


def test_the_clock_starts_when_something_was_learned_else_when_it_was_over():
    assert started(report(learned="2026-11-23T10:00:00Z")) == START
    assert started(report()) == START + timedelta(hours=2)
    assert started(Extract("incident", INCIDENT, {"times": {}})) is None


def test_what_was_promised_at_declaration_counts(policy):
    assert allowed(report(), policy) == timedelta(hours=24)
    assert allowed(report(targets={"documentation": "2d"}), policy) == timedelta(days=2)
    assert allowed(None, policy) == timedelta(hours=24)


def test_a_resolved_incident_owes_documentation_branch_or_not(policy):
    (one,) = owing(policy, report(roles={"commander": "@ada"}))
    assert (one.incident, one.owner, one.due) == (INCIDENT, "ada", START + timedelta(hours=26))
    assert owing(policy, report(), branches=[branch(pushed=True)])[0].owner == "docs-lead"


@pytest.mark.parametrize(
    "answered",
    [
        {"branches": [branch(pull_request="https://x")]},
        {"branches": [branch(merged=True)]},
        {"documented": {INCIDENT}},
        {"checklist": {"evidence": {"documentation": {"url": "https://x"}}}},
        {"checklist": {"waived": ["documentation"]}},
    ],
)
def test_a_proposal_or_a_reason_answers_it(policy, answered):
    assert owing(policy, report(), **answered) == []


@pytest.mark.parametrize(
    "one",
    [
        report("cancelled"),
        report("closed"),
        report("draft"),
        report(exercise=True),
        report(adopted=True),
        report("declared", times={"declared": "2026-11-23T09:00:00Z"}),
    ],
)
def test_nothing_is_owed_by_what_taught_nothing_yet_or_was_none(policy, one):
    assert owing(policy, one) == []


def test_another_items_evidence_answers_nothing(policy):
    assert (
        len(owing(policy, report(), checklist={"evidence": {"report": {"path": "x"}}, "waived": ["lessons"]}))
        == 1
    )
