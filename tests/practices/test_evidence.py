"""Evidence for each kind of item: present, absent, too early, for another incident."""

import pytest

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.practices.evidence import Commit, Ground, found, offered, recorded, tasks_in, wanted

ID, OTHER = "INC-20261123-7F3K", "INC-20261123-9QRS"
REPORT, SNAPSHOT = "reports/INC-20261123-7F3K-slow.md", "artifacts/operations/metrics/2026-11-23.md"
HASH = "9f3c2e1d0c4b5a69788796a5b4c3d2e1f0011223"


def report(**facts):
    told = {
        "status": "resolved",
        "severity": "P1",
        "times": {"declared": "2026-11-23T10:02:00Z"},
        "missing": {"full": [], "short": []},
        **facts,
    }
    return Extract("incident", ID, told)


def snapshot(incident=ID, at="2026-11-23T10:10:00Z"):
    return Extract("metrics", "2026-11-23", {"captures": [{"at": at, "incident": incident}]})


@pytest.fixture
def ground(policy):
    def build(extracts=None, tasks=(), commits=()):
        known = {commit.id: commit for commit in commits}
        return Ground(
            ID,
            policy,
            Corpus(extracts or {}),
            tasks,
            known.get,
            lambda: [one for one in commits if ID in one.message],
        )

    return build


@pytest.fixture
def item(policy):
    return policy.item


def test_a_complete_report_is_evidence(ground, item):
    here = ground({REPORT: report()})
    assert found(item("report"), here).form == {"path": REPORT}
    assert offered(item("report"), REPORT, here).holds


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"status": "acknowledged"}, "the incident is acknowledged, not resolved"),
        ({"missing": {"full": ["the section `Impact` is empty"], "short": []}}, "`Impact` is empty"),
    ],
)
def test_a_report_that_is_not_complete_says_what_is_missing(ground, item, facts, problem):
    assert problem in found(item("report"), ground({REPORT: report(**facts)})).problem


def test_a_report_is_judged_at_the_level_of_its_severity(ground, item):
    facts = {"severity": "P2", "missing": {"full": ["a factor"], "short": []}}
    assert found(item("report"), ground({REPORT: report(**facts)})).holds


def test_another_incidents_report_is_no_evidence(ground, item):
    here = ground({"reports/other.md": Extract("incident", OTHER, {})})
    assert "is not the report of" in offered(item("report"), "reports/other.md", here).problem
    assert "the report is not there" in found(item("report"), here).problem
    assert "no report here" in offered(item("report"), "../elsewhere.md", here).problem


def test_a_snapshot_that_names_the_incident_after_its_start_is_evidence(ground, item):
    here = ground({REPORT: report(), SNAPSHOT: snapshot()})
    assert found(item("snapshot"), here).form == {"path": SNAPSHOT}


@pytest.mark.parametrize(
    ("captured", "problem"),
    [
        (snapshot(incident=OTHER), "no snapshot names"),
        (snapshot(at="2026-11-23T10:01:59Z"), "was captured before the incident"),
    ],
)
def test_a_snapshot_too_early_or_of_another_incident_is_none(ground, item, captured, problem):
    assert problem in found(item("snapshot"), ground({REPORT: report(), SNAPSHOT: captured})).problem


def test_an_announcement_is_a_permalink_and_nothing_finds_it_by_itself(ground, item):
    here = ground()
    assert offered(item("lessons"), "https://chat.example.com/p1", here).form == {
        "url": "https://chat.example.com/p1"
    }
    assert not offered(item("lessons"), "I told them", here).holds
    assert not found(item("lessons"), here).holds


def task(**more):
    return {
        "id": "T-1",
        "title": "Add a replica",
        "incident": ID,
        "owner": "@ana",
        "due": "2026-12-04",
        **more,
    }


def test_tasks_with_owner_and_due_date_or_a_ticket_are_evidence(ground, item):
    here = ground(tasks=[task(), task(id="T-2"), task(id="T-3", incident=OTHER)])
    assert found(item("follow-ups"), here).form == {"tasks": ["T-1", "T-2"]}
    assert offered(item("follow-ups"), "T-1, T-2", here).form == {"tasks": ["T-1", "T-2"]}
    assert offered(item("follow-ups"), "https://desk.example.com/4711", here).holds


@pytest.mark.parametrize(
    ("tasks", "text", "problem"),
    [
        ([], "T-1", "there is no task `T-1`"),
        ([task(owner="")], "T-1", "has no owner"),
        ([task(owner=None, due=None)], "T-1", "has no owner and no due"),
        ([task(incident=OTHER)], "T-1", "does not name INC-20261123-7F3K"),
        ([task()], ",", "no task is named"),
    ],
)
def test_a_task_that_proves_nothing_says_why(ground, item, tasks, text, problem):
    assert problem in offered(item("follow-ups"), text, ground(tasks=tasks)).problem


def test_one_task_without_an_owner_keeps_the_item_open(ground, item):
    assert "has no due" in found(item("follow-ups"), ground(tasks=[task(), task(id="T-2", due="")])).problem


def test_a_commit_to_the_docs_that_names_the_incident_is_evidence(ground, item):
    here = ground(commits=[Commit(HASH, f"Learn from it\n\nGov-Incident: {ID}\n", ("docs/operations/a.md",))])
    assert found(item("documentation"), here).form == {"commit": HASH}
    assert offered(item("documentation"), HASH, here).holds


@pytest.mark.parametrize(
    ("commit", "problem"),
    [
        (Commit(HASH, f"about {OTHER}", ("docs/operations/a.md",)), "does not name INC-20261123-7F3K"),
        (
            Commit(HASH, f"about {ID}", ("docs/other/a.md", "src/a.py")),
            "changes nothing in `docs/operations/`",
        ),
        (None, "is not part of this history"),
    ],
)
def test_another_commit_is_no_evidence(ground, item, commit, problem):
    here = ground(commits=[commit] if commit else [])
    assert problem in offered(item("documentation"), HASH, here).problem
    assert not found(item("documentation"), here).holds


def test_documentation_may_not_be_needed_but_only_with_a_reason(ground, item):
    here = ground()
    assert offered(item("documentation"), "not needed: nothing was new", here).form == {
        "not_needed": "nothing was new"
    }
    assert "has no reason" in offered(item("documentation"), "not needed", here).problem
    assert "no commit, no address and no reason" in offered(item("documentation"), "later", here).problem


def test_evidence_that_was_recorded_is_judged_again(ground, item):
    here = ground({REPORT: report(status="acknowledged")})
    assert not recorded(item("report"), {"path": REPORT}, here).holds
    assert recorded(item("lessons"), {"url": "https://chat.example.com/p1"}, here).holds
    assert not recorded(item("report"), {"url": "https://chat.example.com/p1"}, here).holds
    assert not recorded(item("report"), {}, here).holds


def test_each_item_says_what_would_satisfy_it(ground, policy):
    for one in policy.checklist:
        told = wanted(one, ground())
        assert ID in told
        assert told.endswith(".")


@pytest.mark.parametrize("text", ["", "   ", "\x00", "--upload-pack=x", "../../etc/passwd", "x" * 10_000])
def test_no_text_is_too_odd_to_be_refused(ground, policy, text):
    for one in policy.checklist:
        assert not offered(one, text, ground()).holds


def test_tasks_are_found_in_every_shape_of_the_file():
    one = {"id": "1", "title": "a"}
    for shape in ([one], {"lane": [one]}, {"tasks": [one]}, {"master": {"tasks": [one]}}):
        assert list(tasks_in(shape)) == [one]
    for other in (None, 3, "x", [1], {"version": "2.0.0", "tasks": [{"label": "build"}]}):
        assert list(tasks_in(other)) == []
