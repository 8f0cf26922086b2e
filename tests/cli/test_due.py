"""`gov due` as a real process: what is late, and what it remembers."""

import json
import shutil
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ROSTER = "artifacts/support/on-call-roster.md"
ON_CALL = """---
kind: roster
schema: 1
timezone: UTC
reviewed: 2026-09-15
people:
  ada: {name: Ada K., timezone: Europe/Berlin, email: ada@example.com, phone: "+4930901820", slack: "@ada",
    pagerduty: PADA001}
  sean: {name: Sean O., phone: "+12125550123", slack: "@sean"}
static:
  - {role: primary-operator, people: [ada]}
  - {role: secondary-operator, people: [sean]}
limits: {review_every: 100d}
---
"""


@pytest.fixture
def ops(repo):
    shutil.copytree(TESTS / "repository", repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases/playbook.md").read_bytes())
    repo.write(ROSTER, ON_CALL)
    repo.commit("start")
    return Ops(repo)


class Ops:
    def __init__(self, repo):
        self.repo = repo

    def declare(self, title="Search is slow"):
        args = ("incident", "new", title, "--severity", "P1", "--by", "sean", "-f", "json")
        return json.loads(self.repo.gov(*args, GOV_NOW="2026-11-23T10:00:00Z").stdout)["data"]

    def due(self, *args, at="2026-11-23T10:00:00Z", noun=("due",)):
        done = self.repo.gov(*noun, *args, "-f", "json", GOV_NOW=at)
        assert done.code in {0, 1}, done.stderr
        items = json.loads(done.stdout)["data"]["items"]
        return done.code, [(item["what"], item["state"], item["owner"]) for item in items]


def test_a_quiet_repository_has_nothing_due(ops):
    assert ops.due() == (0, [])
    told = ops.repo.gov("due", GOV_NOW="2026-11-23T10:00:00Z")
    assert (told.code, told.stdout) == (0, "nothing is late or soon late\n")


def test_what_is_late_is_a_fact_with_an_exit_code(ops):
    one = ops.declare()
    assert ops.due()[0] == 0
    code, items = ops.due(at="2026-11-23T10:16:00Z")
    assert code == 1
    assert items == [
        ("page", "breached", "primary-operator"),
        ("acknowledge", "breached", "primary-operator"),
        ("respond", "breached", "primary-operator"),
        ("update", "running", "primary-operator"),
    ]
    told = ops.repo.gov("due", GOV_NOW="2026-11-23T10:16:00Z")
    assert told.stdout.splitlines()[1].split()[:3] == ["late", "11m", "ago"]
    assert "2026-11-23 10:05 UTC (11:05 Europe/Berlin)" in told.stdout
    assert one["id"] in told.stdout


def test_the_second_answer_comes_from_memory_and_moves_with_the_clock(ops):
    ops.declare()
    ops.repo.commit("declared")
    first = ops.repo.gov("due", GOV_NOW="2026-11-23T10:16:00Z")
    again = ops.repo.gov("due", GOV_NOW="2026-11-23T10:16:00Z")
    assert again == first
    assert ops.due(at="2026-11-23T10:01:00Z")[0] == 0
    assert ops.due(at="2026-11-23T10:31:00Z")[1][-1] == ("update", "breached", "primary-operator")
    memos = list((ops.repo.top / ".git/gov/cache/memos").iterdir())
    for memo in memos:
        memo.write_bytes(b"\x00 broken")
    assert ops.repo.gov("due", GOV_NOW="2026-11-23T10:16:00Z") == first


def test_what_was_wrong_with_the_settings_is_said_every_time(ops):
    ops.repo.write("gov.toml", "this is no TOML")
    first = ops.repo.gov("due")
    assert "the committed settings are used" in first.stderr
    assert ops.repo.gov("due") == first


def test_a_fact_recorded_meanwhile_is_never_overlooked(ops):
    one = ops.declare()
    ops.repo.commit("declared")
    assert ops.due(at="2026-11-23T10:16:00Z")[0] == 1
    for verb in (["ack"], ["mitigate"], ["update", "failing over"]):
        ops.repo.gov(
            "incident", verb[0], one["id"], *verb[1:], "--at", "10:14", GOV_NOW="2026-11-23T10:16:00Z"
        )
    assert ops.due(at="2026-11-23T10:16:00Z") == (0, [("update", "running", "primary-operator")])
    tasks = [{"id": "T1", "title": "Add an alert", "state": "pending", "owner": "@ada", "due": "2026-11-20"}]
    ops.repo.write("tasks.json", json.dumps(tasks))
    assert ops.due(at="2026-11-23T10:16:00Z")[0] == 1
    ops.repo.write("tasks.json", json.dumps(tasks).replace("pending", "completed"))
    assert ops.due(at="2026-11-23T10:16:00Z")[0] == 0


def test_the_whole_repository_is_looked_at(ops):
    one = ops.declare()
    now = {"GOV_NOW": "2026-11-23T10:04:00Z"}
    ops.repo.gov("incident", "ack", one["id"], **now)
    ops.repo.gov("incident", "resolve", one["id"], **now)
    tasks = [{"id": "T1", "title": "Add an alert", "state": "pending", "owner": "@ada", "due": "2026-11-25"}]
    ops.repo.write("tasks.json", json.dumps(tasks))
    assert ops.due(at="2026-12-01T10:00:00Z") == (
        1,
        [
            ("documentation", "breached", "docs-lead"),
            ("task", "breached", "ada"),
            ("report", "breached", "primary-operator"),
            ("checklist", "breached", "primary-operator"),
            ("review", "at_risk", "primary-operator"),
        ],
    )
    code, items = ops.due(at="2026-12-01T10:00:00Z", noun=("incident", "due"))
    assert (code, [what for what, _, _ in items]) == (1, ["documentation", "report", "checklist"])


def test_a_time_to_come_says_what_will_be_late_by_then(ops):
    ops.declare()
    code, items = ops.due("--at", "10:20")
    assert (code, items[0][:2]) == (1, ("page", "breached"))
    assert ops.repo.gov("due", "--at", "soon", GOV_NOW="2026-11-23T10:00:00Z").code == 2


def test_a_report_that_cannot_be_read_is_named_and_hides_nothing(ops):
    ops.declare()
    other = ops.declare("Other")
    text = (ops.repo.top / other["path"]).read_text()
    ops.repo.write(other["path"], text.replace("title: Other\n", "<<<<<<< ours\ntitle: Other\n"))
    done = ops.repo.gov("due", GOV_NOW="2026-11-23T10:16:00Z")
    assert done.code == 1
    assert f"{other['path']} cannot be read" in done.stderr
    assert "Search is slow" in done.stdout
