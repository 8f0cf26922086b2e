"""Evidence for each kind of item: present, absent, too early, for another incident."""

import pytest

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.contracts.history import Commit, History, Told
from governor_cli.kinds.tasks.extract import extract
from governor_cli.kinds.tasks.file import read_tasks
from governor_cli.practices.evidence.judged import Ground, asked, found, offered, recorded
from governor_cli.practices.evidence.remedies import remedy, shown

ID, OTHER = "INC-20261123-7F3K", "INC-20261123-9QRS"
REPORT, SNAPSHOT = "reports/INC-20261123-7F3K-slow.md", "artifacts/operations/metrics/2026-11-23.md"
HASH = "9f3c2e1d0c4b5a69788796a5b4c3d2e1f0011223"
LATER, EARLIER = 1_795_600_000, 1_795_400_000
"""Instants after and before 2026-11-23T10:02:00Z."""


def report(**facts):
    told = {
        "status": "resolved",
        "severity": "P1",
        "title": "Search answers slowly",
        "times": {"declared": "2026-11-23T10:02:00Z"},
        "missing": {"full": [], "short": []},
        **facts,
    }
    return Extract("incident", ID, told)


def snapshot(incident=ID, at="2026-11-23T10:10:00Z"):
    return Extract("metrics", "2026-11-23", {"captures": [{"at": at, "incident": incident}]})


def task(**more):
    return {"id": "T-1", "title": "a", "incident": ID, "owner": "@ana", "due": "2026-12-04", **more}


@pytest.fixture
def ground(policy):
    def build(extracts=None, tasks=(), commits=(), is_cut=False, elsewhere=(), **more):
        import json

        told = extract(read_tasks("tasks.json", json.dumps(list(tasks)).encode()))
        known = {one.id: one for one in (*commits, *elsewhere)}
        fitting = [one for one in commits if one.documents]
        history = History(lambda: Told(fitting, is_cut), known.get)
        return Ground(ID, policy, Corpus({**(extracts or {}), "tasks.json": told}, history=history), **more)

    return build


@pytest.fixture
def item(policy):
    return policy.item


# report


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


# metrics


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


# announcement


def test_an_announcement_is_a_permalink_and_nothing_finds_it_by_itself(ground, item):
    here = ground()
    link = "https://chat.example.com/p1"
    assert offered(item("lessons"), link, here).form == {"url": link}
    assert not found(item("lessons"), here).holds


@pytest.mark.parametrize("text", ["I told them", "https://", "https://a b", "ftp://chat.example.com/1"])
def test_an_announcement_that_is_no_address_is_none(ground, item, text):
    assert "a permalink begins with https://" in offered(item("lessons"), text, ground()).problem


def test_a_permalink_that_tells_its_time_must_not_be_older_than_the_incident(ground, item):
    here = ground({REPORT: report()})
    link = "https://example.slack.com/archives/C024BE91L/p{}000100"
    assert offered(item("lessons"), link.format(LATER), here).holds
    assert "older than the incident" in offered(item("lessons"), link.format(EARLIER), here).problem


def test_a_notice_names_its_incident(ground, item):
    assert recorded(item("lessons"), {"notice": f"{ID}/lessons"}, ground()).holds
    told = recorded(item("lessons"), {"notice": f"{OTHER}/lessons"}, ground())
    assert f"is not about {ID}" in told.problem


# tasks


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
        ([task(due="2026-11-22")], "T-1", "was due before the incident"),
    ],
)
def test_a_task_that_proves_nothing_says_why(ground, item, tasks, text, problem):
    assert problem in offered(item("follow-ups"), text, ground({REPORT: report()}, tasks)).problem


def test_one_task_without_an_owner_keeps_the_item_open(ground, item):
    assert "has no due" in found(item("follow-ups"), ground(tasks=[task(), task(id="T-2", due="")])).problem


def test_a_declined_task_is_not_found_but_stays_what_it_was(ground, item):
    here = ground(tasks=[task(state="cancelled", owner="")])
    assert "every task" in found(item("follow-ups"), here).problem
    assert recorded(item("follow-ups"), {"tasks": ["T-1"]}, here).holds


# documentation


def test_a_commit_to_the_docs_that_names_the_incident_is_evidence(ground, item):
    here = ground({REPORT: report()}, commits=[Commit(HASH, LATER, (ID,))])
    assert found(item("documentation"), here).form == {"commit": HASH}
    assert offered(item("documentation"), HASH, here).holds
    assert offered(item("documentation"), HASH[:9].upper(), here).form == {"commit": HASH}


@pytest.mark.parametrize(
    ("commit", "problem"),
    [
        (Commit(HASH, LATER, (OTHER,)), "does not name INC-20261123-7F3K"),
        (Commit(HASH, LATER, (ID,), documents=False), "changes nothing in `docs/operations/`"),
        (Commit(HASH, EARLIER, (ID,)), "was made before the incident"),
        (None, "is not part of this history"),
    ],
)
def test_another_commit_is_no_evidence(ground, item, commit, problem):
    here = ground({REPORT: report()}, commits=[commit] if commit else [])
    assert problem in offered(item("documentation"), HASH, here).problem
    assert not found(item("documentation"), here).holds


def test_a_review_that_is_open_stands_in_until_its_commit_is_there(ground, item):
    url = "https://git.example.com/ops/pulls/7"
    here = ground(branches=lambda: [("docs/a", ""), ("docs/b", url)])
    assert found(item("documentation"), here).form == {"url": url}


def test_in_a_shallow_clone_what_was_recorded_stands_and_is_said_not_to_be_judged(ground, item):
    here = ground(is_cut=True)
    kept = recorded(item("documentation"), {"commit": HASH}, here)
    assert kept.holds
    assert "cannot be judged in a shallow clone" in kept.note
    assert not offered(item("documentation"), HASH, here).holds
    assert "shallow" in found(item("documentation"), here).problem
    assert "git fetch --unshallow" in remedy(item("documentation"), kept, here).sentence


def test_documentation_may_not_be_needed_but_only_with_a_reason(ground, item):
    here = ground()
    told = offered(item("documentation"), "not needed: nothing was new", here)
    assert told.form == {"not_needed": "nothing was new"}
    assert "has no reason" in offered(item("documentation"), "not needed", here).problem
    assert "no commit, no address and no reason" in offered(item("documentation"), "later", here).problem


# recorded


def test_evidence_that_was_recorded_is_judged_again(ground, item):
    here = ground({REPORT: report(status="acknowledged")})
    assert not recorded(item("report"), {"path": REPORT}, here).holds
    assert recorded(item("lessons"), {"url": "https://chat.example.com/p1"}, here).holds
    assert not recorded(item("report"), {"url": "https://chat.example.com/p1"}, here).holds
    assert not recorded(item("report"), {}, here).holds


def test_what_a_closed_checklist_took_is_not_measured_by_what_the_playbook_asks_today(ground):
    here = ground({REPORT: report()})
    assert asked("lessons", "Told", {"tasks": ["T-1"]}, here, closed=True).evidence == "tasks"
    assert asked("lessons", "Told", {"tasks": ["T-1"]}, here, closed=False).evidence == "announcement"
    assert asked("gone", "Told", {"path": REPORT}, here, closed=True).evidence == "report"
    assert asked("gone", "Told", {}, here, closed=False).evidence == "note"
    assert asked("report", "Old words", {}, here, closed=False).text == "Old words"


@pytest.mark.parametrize("text", ["", "   ", "\x00", "--upload-pack=x", "../../etc/passwd", "x" * 10_000])
def test_no_text_is_too_odd_to_be_refused(ground, policy, text):
    for one in policy.checklist:
        assert not offered(one, text, ground()).holds


# what would do


def test_each_item_says_what_would_satisfy_it_and_by_which_command(ground, policy):
    here = ground({REPORT: report()})
    commands = {
        "report": "gov checklist done INC-20261123-7F3K report",
        "snapshot": "gov metrics capture --incident INC-20261123-7F3K --value NAME=NUMBER",
        "lessons": "gov checklist done INC-20261123-7F3K lessons --evidence PERMALINK",
        "follow-ups": "gov task add TITLE --incident INC-20261123-7F3K --owner primary-operator",
        "documentation": "gov docs open search-answers-slowly --incident INC-20261123-7F3K",
    }
    for one in policy.checklist:
        told = remedy(one, found(one, here), here)
        assert f"`{commands[one.id]}`" in told.sentence
        assert told.sentence.endswith(".")
        assert told.command


def test_what_would_do_follows_from_what_is_there(ground, item):
    started = ground({REPORT: report(status="mitigated")})
    told = remedy(item("report"), found(item("report"), started), started)
    assert shown(told.command) == f"gov incident resolve {ID}"
    empty = ground({REPORT: report(missing={"full": ["the section `Summary` is empty"], "short": []})})
    told = remedy(item("report"), found(item("report"), empty), empty)
    assert shown(told.command) == f"gov incident report {ID}"
    gone = ground({REPORT: report(status="cancelled")})
    told = remedy(item("report"), found(item("report"), gone), gone)
    assert shown(told.command) == f"gov checklist waive {ID} report --reason REASON"
    measuring = ground(measures=True)
    told = remedy(item("snapshot"), found(item("snapshot"), measuring), measuring)
    assert shown(told.command) == f"gov metrics capture --incident {ID}"
    begun = ground(branches=lambda: [("docs/a", "")])
    told = remedy(item("documentation"), found(item("documentation"), begun), begun)
    assert shown(told.command) == "gov docs submit docs/a"
    for lacking, command in (
        ({"owner": ""}, "gov task change T-1 --owner primary-operator"),
        ({"due": ""}, "gov task change T-1 --due 14d"),
        ({"owner": "", "due": ""}, "gov task change T-1 --owner primary-operator --due 14d"),
        ({"due": "2020-01-01"}, "gov task change T-1 --due 14d"),
    ):
        halfway = ground({REPORT: report()}, tasks=[task(**lacking)])
        told = remedy(item("follow-ups"), found(item("follow-ups"), halfway), halfway)
        assert (shown(told.command), f"`{command}`" in told.sentence) == (command, True)
    stray = ground(tasks=[task(incident="")])
    told = remedy(item("follow-ups"), offered(item("follow-ups"), "T-1", stray), stray)
    assert shown(told.command) == f"gov task change T-1 --incident {ID}"
    led = ground({REPORT: report(roles={"commander": "@ada"}, severity=None)})
    told = remedy(item("follow-ups"), found(item("follow-ups"), led), led)
    assert shown(told.command) == f"gov task add TITLE --incident {ID} --owner @ada --due 14d"
