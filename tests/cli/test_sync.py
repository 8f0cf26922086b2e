"""`gov sync` as a real process: an agenda, written again, and closed into tasks."""

import json
import os
import subprocess

import pytest
from followed import NOW, followed_up
from repositories import gov_program

AGENDA = "artifacts/operations/syncs/2026-W48.md"
LATE = {
    "id": "T-7777",
    "title": "Alert on the pool",
    "owner": "@ada",
    "due": "2026-11-20",
    "state": "pending",
}


@pytest.fixture
def ops(tmp_path):
    repo = followed_up(tmp_path / "ops")
    repo.write("tasks.json", json.dumps([LATE]))
    repo.commit("a late task")
    return repo


def answer(done, code=0):
    assert done.code == code, done.stderr + done.stdout
    envelope = json.loads(done.stdout)
    assert (envelope["schema_version"], envelope["kind"]) == (1, "sync")
    return envelope["data"]


def test_a_week_from_its_agenda_to_its_tasks(ops):
    made = ops.gov("sync", "new", **NOW)
    assert (made.code, made.stderr) == (0, "")
    assert made.stdout.splitlines()[0] == AGENDA
    first = ops.read(AGENDA)
    ops.write(AGENDA, first + "\n- [ ] @ada, write the runbook by 2026-12-04\n")

    asked = answer(ops.gov("sync", "show", "-f", "json", **NOW))
    assert [(one["id"], one["why"]) for one in asked["undecided"]] == [("T-7777", "it was due on 2026-11-20")]
    assert asked["actions"] == [
        {
            "line": len(first.splitlines()) + 2,
            "title": "write the runbook",
            "owner": "ada",
            "due": "2026-12-04",
            "task": None,
        }
    ]
    assert "would become tasks" in ops.gov("sync", "show", **NOW).stdout

    undecided = ops.gov("sync", "close", **NOW)
    assert undecided.code == 1
    assert undecided.stdout.splitlines()[0] == AGENDA
    assert "not decided\nT-7777  @ada  Alert on the pool  it was due on 2026-11-20\n" in undecided.stdout
    assert "hint: Write `done`" in undecided.stderr

    ops.write(AGENDA, ops.read(AGENDA).replace("5 d late |  |", "5 d late | 2026-12-11 |"))
    assert ops.gov("sync", "new", **NOW).code == 0
    closed = answer(ops.gov("sync", "close", "-f", "json", **NOW))
    assert (closed["status"], closed["date"], closed["undecided"], closed["tasks"]) == (
        "closed",
        "2026-11-25",
        [],
        [],
    )
    assert closed["decided"] == [{"id": "T-7777", "decision": "due on 2026-12-11"}]
    assert [one["due"] for one in json.loads(ops.read("tasks.json"))] == ["2026-12-11", "2026-12-04"]
    again = ops.gov("sync", "close", **NOW)
    assert (again.code, again.stderr) == (0, "the sync of 2026-W48 is closed already\n")


def test_a_dry_run_writes_nothing(ops):
    told = ops.gov("sync", "new", "--dry-run", **NOW)
    assert (told.code, told.stderr) == (0, f"would write {AGENDA}\n")
    assert told.stdout.startswith("---\nkind: sync\n")
    assert ops.git("status", "--porcelain") == ""
    ops.gov("sync", "new", "--commit", **NOW)
    refused = ops.gov("sync", "close", "--dry-run", **NOW)
    assert (refused.code, refused.stdout) == (1, "")
    assert ops.git("status", "--porcelain") == ""


def test_a_commit_takes_what_was_written_and_nothing_else(ops):
    ops.write("notes.txt", "mine")
    ops.git("add", "notes.txt")
    ops.gov("sync", "new", "--commit", **NOW)
    assert ops.git("show", "--name-only", "--format=%s").splitlines() == [
        "Write the agenda of 2026-W48",
        "",
        AGENDA,
    ]
    ops.write(AGENDA, ops.read(AGENDA).replace("5 d late |  |", "5 d late | declined: gone |"))
    assert ops.gov("sync", "close", "--commit", **NOW).code == 0
    told = ops.git("show", "--name-only", "--format=%s").splitlines()
    assert told == ["Close the sync of 2026-W48", "", AGENDA, "tasks.json"]
    assert ops.git("status", "--porcelain") == "A  notes.txt"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("new", "2026-W54"), 2),
        (("new", "2026-W40"), 3),
        (("new", "--at", "soon"), 2),
        (("show",), 3),
        (("close",), 3),
        (("close", "--date", "today"), 2),
        (("close", "--by", "@x y"), 3),
    ],
)
def test_what_is_refused_says_so_and_leaves_stdout_empty(ops, words, code):
    refused = ops.gov("sync", *words, **NOW)
    assert (refused.code, refused.stdout) == (code, "")
    assert refused.stderr.startswith("error: ")
    assert ops.git("status", "--porcelain") == ""


def test_from_a_folder_below_the_path_is_seen_from_there(ops):
    made = ops.gov("sync", "new", cwd=ops.top / "docs", **NOW)
    assert made.stdout.splitlines()[0] == f"../{AGENDA}"


def test_several_at_once_write_one_agenda_and_make_one_task(ops):
    def together(*words):
        command = [gov_program(), "sync", *words]
        variables = {**os.environ, **NOW}
        started = [
            subprocess.Popen(
                command, cwd=ops.top, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            for _ in range(3)
        ]
        return [(process.communicate()[1].decode(), process.returncode) for process in started]

    assert [code for _, code in together("new")] == [0, 0, 0]
    ops.write("tasks.json", "[]")
    ops.write(AGENDA, ops.read(AGENDA) + "\n- [ ] @ada write the runbook by 2026-12-04\n")
    assert [code for _, code in together("close")] == [0, 0, 0]
    assert len(json.loads(ops.read("tasks.json"))) == 1
    assert ops.read(AGENDA).count("(task T-") == 1
