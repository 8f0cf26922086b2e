"""`gov checklist` as a real process: refused for five reasons, satisfied one by one, then closed."""

import json
import shutil
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
REPORTS = "unified_workflow/test-project/incident-reports"
METRICS = "artifacts/operations/metrics"
ID = "INC-20261123-7F3K"
CHECKLIST = f"artifacts/operations/checklists/{ID}.md"
NOW = {"GOV_NOW": "2026-11-25T12:00:00Z"}
REPORT = """---
kind: incident
schema: 1
id: INC-20261123-7F3K
title: Search answers slowly
severity: P2
status: resolved
outcome: fixed
times:
  declared: 2026-11-23T10:02:00Z
  acknowledged: 2026-11-23T10:05:00Z
  resolved: 2026-11-23T11:00:00Z
policy: 9f3c2e1d0c4b5a69788796a5b4c3d2e1f0011223
targets: {acknowledge: 15m, respond: 4h, update: 1h, hours: "Mon-Fri 06:00-22:00", timezone: UTC}
---

## Summary

Search was slow.

## Impact

About 40 people waited.

## Timeline

| Time (UTC) | Who | What |
| --- | --- | --- |
| 2026-11-23 10:02:00Z | @ada | **declared** P2, slow |
| 2026-11-23 10:05:00Z | @ada | **acknowledged** |
| 2026-11-23 11:00:00Z | @ada | **resolved** |

## Resolution

The cache was warmed.
"""
SNAPSHOT = f"""---
kind: metrics
schema: 1
date: 2026-11-23
captures:
  - at: 2026-11-23T10:10:00Z
    trigger: incident
    incident: {ID}
    environment: production
    source: prometheus
    health:
      - {{name: p95, value: 900, unit: ms}}
---
"""
TASK = {"id": "T-1", "title": "Warm it", "incident": ID, "owner": "primary-operator", "due": "2026-12-04"}


@pytest.fixture
def ops(repo, monkeypatch):
    """A resolved incident whose report still lacks its impact; commits are made the day after."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-24T12:00:00Z")
    shutil.copytree(TESTS / "repository", repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases" / "playbook.md").read_bytes())
    repo.write(f"{REPORTS}/{ID}-slow.md", REPORT.replace("About 40 people waited.", "<!-- Who? -->"))
    repo.commit("start")
    return repo


def answer(done, code=0):
    assert done.code == code, done.stderr + done.stdout
    return json.loads(done.stdout)["data"]


def done_items(data):
    return [item["id"] for item in data["items"] if item["done"]]


def test_a_checklist_is_refused_for_five_reasons_and_closes_when_each_is_satisfied(ops):
    made = ops.gov("checklist", "new", "7f3k", **NOW)
    assert made.stdout.splitlines()[0] == CHECKLIST
    refused = answer(ops.gov("checklist", "close", ID, "-f", "json", **NOW), 1)
    assert (refused["status"], done_items(refused)) == ("open", [])
    assert all(item["wanted"] and item["reason"] for item in refused["items"])

    ops.write(f"{REPORTS}/{ID}-slow.md", REPORT)
    ops.write(f"{METRICS}/2026-11-23.md", SNAPSHOT)
    assert done_items(answer(ops.gov("checklist", "close", ID, "-f", "json", **NOW), 1)) == [
        "report",
        "snapshot",
    ]
    assert "status: open" in ops.read(CHECKLIST)

    ops.write("tasks.json", json.dumps([TASK]))
    ops.write("docs/operations/troubleshooting.md", "# Troubleshooting\n\nWarm the cache.\n")
    ops.commit(f"Say how to warm the cache\n\nGov-Incident: {ID}")
    waiting = answer(ops.gov("checklist", "close", ID, "-f", "json", **NOW), 1)
    assert [item["id"] for item in waiting["items"] if not item["done"]] == ["lessons"]

    told = ops.gov("checklist", "done", ID, "lessons", "--evidence", "https://chat.example.com/p1", **NOW)
    assert told.code == 0
    closed = answer(ops.gov("checklist", "close", ID, "-f", "json", **NOW))
    assert (closed["status"], len(done_items(closed))) == ("closed", 5)
    text = ops.read(CHECKLIST)
    assert "closed: 2026-11-25T12:00:00Z" in text
    assert text.count("- [x]") == 5
    assert ops.gov("check").code == 0
    again = ops.gov("checklist", "close", ID, **NOW)
    assert again.code == 0
    assert "closed already" in again.stderr
    assert ops.read(CHECKLIST) == text


def test_an_item_without_evidence_is_refused_naming_what_would_satisfy_it(ops):
    ops.gov("checklist", "new", ID, **NOW)
    before = ops.read(CHECKLIST)
    for item, hint in (
        ("report", f"`gov incident report {ID}`"),
        ("snapshot", f"`gov metrics capture --incident {ID} --value NAME=NUMBER`"),
        ("lessons", f"Post in #governor-ops: run `gov checklist done {ID} lessons --evidence PERMALINK`"),
        ("follow-ups", f"`gov task add TITLE --incident {ID} --owner primary-operator`"),
        ("documentation", f"`gov docs open search-answers-slowly --incident {ID}`"),
    ):
        refused = ops.gov("checklist", "done", ID, item, **NOW)
        assert (refused.code, refused.stdout) == (1, "")
        assert hint in refused.stderr
    assert ops.read(CHECKLIST) == before


def test_unknown_items_empty_reasons_and_odd_evidence_are_refused(ops):
    ops.gov("checklist", "new", ID, **NOW)
    for args, code, message in (
        (["done", ID, "lesson"], 2, "Did you mean `lessons`?"),
        (["done", ID, "lessons", "--evidence", "in the channel"], 1, "a permalink begins with https://"),
        (["done", ID, "report", "--evidence", "../../etc/passwd"], 2, "is outside the repository"),
        (["done", ID, "report", "--evidence", "/etc/passwd"], 2, "is outside the repository"),
        (["done", ID, "report", "--evidence", "docs/operations/troubleshooting.md"], 1, "is no report here"),
        (["waive", ID, "lessons", "--reason", "\x1b[31mred"], 2, "has a control character"),
        (["done", ID, "documentation", "--evidence", "not needed: \x07"], 2, "has a control character"),
        (["done", ID, "lessons", "--evidence", "https://"], 2, "Write the whole address"),
        (["done", ID, "lessons", "--evidence", "https://a:b@c.example.com/1"], 2, "holds a login"),
        (
            ["done", ID, "documentation", "--evidence", "ftp://git.example.com/1"],
            2,
            "Write the whole address",
        ),
        (["done", ID, "documentation", "--evidence", "--output=x"], 1, "no commit, no address"),
        (["done", ID, "lessons", "--evidence", " "], 1, "the evidence is empty"),
        (["waive", ID, "snapshot", "--reason", "  "], 2, "the reason is empty"),
        (["waive", ID, "snapshot"], 2, "--reason"),
        (["show", "ZZZZ"], 3, "there is no incident `ZZZZ`"),
    ):
        refused = ops.gov("checklist", *args, **NOW)
        assert (refused.code, refused.stdout) == (code, ""), args
        assert message in refused.stderr


def test_a_waived_item_counts_as_done_and_evidence_later_takes_its_place(ops):
    ops.gov("checklist", "new", ID, **NOW)
    waived = answer(
        ops.gov("checklist", "waive", ID, "lessons", "--reason", "a test", "--by", "ada", "-f", "json", **NOW)
    )
    item = next(item for item in waived["items"] if item["id"] == "lessons")
    assert (item["done"], item["waived"], item["reason"]) == (True, "ada", "a test")
    assert ops.gov("check").code == 0
    proved = answer(
        ops.gov(
            "checklist", "done", ID, "lessons", "--evidence", "https://c.example.com/1", "-f", "json", **NOW
        )
    )
    item = next(item for item in proved["items"] if item["id"] == "lessons")
    assert (item["done"], item["waived"], item["evidence"]) == (
        True,
        None,
        {"url": "https://c.example.com/1"},
    )
    assert "waived" not in ops.read(CHECKLIST)


def test_a_second_new_changes_nothing_and_says_so(ops):
    ops.gov("checklist", "new", ID, **NOW)
    ops.gov("checklist", "waive", ID, "lessons", "--reason", "a test", **NOW)
    before = ops.read(CHECKLIST)
    again = ops.gov("checklist", "new", ID, GOV_NOW="2026-11-26T12:00:00Z")
    assert again.code == 0
    assert again.stdout.splitlines()[0] == CHECKLIST
    assert "already" in again.stderr
    assert ops.read(CHECKLIST) == before


def test_a_dry_run_shows_the_change_and_writes_nothing(ops):
    shown = ops.gov("checklist", "new", ID, "--dry-run", **NOW)
    assert "- [ ] Documentation says what we know now" in shown.stdout
    assert not (ops.top / CHECKLIST).exists()
    ops.gov("checklist", "new", ID, **NOW)
    before = ops.read(CHECKLIST)
    ops.write(f"{REPORTS}/{ID}-slow.md", REPORT)
    shown = ops.gov("checklist", "close", ID, "--dry-run", **NOW)
    assert shown.code == 1
    assert "+- [x] The incident report is complete and in the repository" in shown.stdout
    assert ops.read(CHECKLIST) == before


def test_items_of_a_later_playbook_do_not_rewrite_an_old_checklist(ops):
    ops.gov("checklist", "new", ID, **NOW)
    path = "docs/operations/support-playbook.md"
    ops.write(path, ops.read(path).replace("A telemetry snapshot is archived", "Telemetry is kept"))
    data = answer(ops.gov("checklist", "show", ID, "-f", "json", **NOW))
    assert "A telemetry snapshot is archived" in [item["text"] for item in data["items"]]
    assert "CHK" not in ops.gov("check", "--ignore", "DRF").stdout


def test_a_commit_of_an_unmerged_branch_is_no_evidence(ops):
    ops.gov("checklist", "new", ID, **NOW)
    ops.git("switch", "-q", "-c", "docs/learn")
    ops.write("docs/operations/troubleshooting.md", "# Troubleshooting\n\nWarm it.\n")
    commit = ops.commit(f"Learn from {ID}", "docs")
    ops.git("switch", "-q", "main")
    refused = ops.gov("checklist", "done", ID, "documentation", "--evidence", commit, **NOW)
    assert refused.code == 1
    assert "not part of this history" in refused.stderr
    ops.git("merge", "-q", "--no-ff", "docs/learn", "-m", "merge")
    assert ops.gov("checklist", "done", ID, "documentation", **NOW).code == 0
    assert commit in ops.read(CHECKLIST)


def test_a_checklist_that_was_broken_by_hand_is_refused_with_its_place(ops):
    ops.gov("checklist", "new", ID, **NOW)
    ops.write(CHECKLIST, ops.read(CHECKLIST).replace("status: open", "status: opne"))
    refused = ops.gov("checklist", "close", ID, **NOW)
    assert (refused.code, refused.stdout) == (3, "")
    assert f"{CHECKLIST}:5:9" in refused.stderr


def test_a_deleted_line_is_named_with_the_way_back(ops):
    ops.gov("checklist", "new", ID, **NOW)
    ops.write(
        CHECKLIST, ops.read(CHECKLIST).replace("- [ ] The operations channel has heard the lessons\n", "")
    )
    refused = ops.gov("checklist", "done", ID, "lessons", "--evidence", "https://c.example.com/1", **NOW)
    assert refused.code == 3
    assert "gov check --fix" in refused.stderr


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("acknowledged", f"{ID} is acknowledged, not resolved yet"),
        ("cancelled", f"{ID} is cancelled and owes no checklist"),
    ],
)
def test_a_checklist_that_is_made_early_or_for_nothing_says_so(ops, status, said):
    text = ops.read(f"{REPORTS}/{ID}-slow.md").replace("  resolved: 2026-11-23T11:00:00Z\n", "")
    ops.write(f"{REPORTS}/{ID}-slow.md", text.replace("status: resolved", f"status: {status}"))
    made = ops.gov("checklist", "new", ID, **NOW)
    assert (made.code, said in made.stderr) == (0, True)
