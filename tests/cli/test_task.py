"""`gov task` as a real process: recorded, listed, refused without evidence, ended."""

import json
import os
import subprocess

import pytest
from followed import INCIDENT, NOW, REPORT, followed_up
from repositories import gov_program

LATE = {**NOW, "GOV_NOW": "2026-12-10T08:00:00Z"}


@pytest.fixture
def ops(tmp_path):
    return followed_up(tmp_path / "ops")


def answer(done, code=0):
    assert done.code == code, done.stderr + done.stdout
    return json.loads(done.stdout)["data"]


def add(ops, *args, **environment):
    return answer(ops.gov("task", "add", *args, "-f", "json", **(environment or NOW)))


def test_a_follow_up_from_its_first_word_to_its_proof(ops):
    made = ops.gov(
        "task",
        "add",
        "Alert on the pool",
        "--incident",
        "7f3k",
        "--owner",
        "ada",
        "--kind",
        "prevent",
        "--factor",
        "1",
        **NOW,
    )
    assert made.code == 0
    assert made.stdout.splitlines()[0] == "tasks.json"
    assert "due on 2026-12-08: P1 allows 15d after it was resolved" in made.stderr
    (task,) = answer(ops.gov("task", "list", "--incident", "7F3K", "-f", "json", **NOW))["tasks"]
    assert (task["owner"], task["due"], task["kind"], task["factor"], task["state"]) == (
        "ada",
        "2026-12-08",
        "prevent",
        "F1",
        "pending",
    )
    assert f"| {task['id']} | Alert on the pool | prevent | F1 | @ada | 2026-12-08 | pending |" in ops.read(
        REPORT
    )

    before = ops.read("tasks.json")
    refused = ops.gov("task", "done", task["id"], **NOW)
    assert (refused.code, refused.stdout) == (1, "")
    assert f"Closes-Task: {task['id']}" in refused.stderr
    assert ops.read("tasks.json") == before

    commit = ops.commit(f"Alert on the pool\n\nCloses-Task: {task['id']}")
    done = answer(ops.gov("task", "done", task["id"][-4:].lower(), "-f", "json", **NOW))
    assert (done["state"], done["evidence"], done["path"]) == ("completed", commit, "tasks.json")
    assert "| completed |" in ops.read(REPORT)
    again = ops.gov("task", "done", task["id"], **NOW)
    assert again.code == 0
    assert "done already" in again.stderr
    assert ops.gov("check", "--strict").code == 0


def test_a_task_of_any_incident_stays_overdue_until_somebody_ends_it(ops):
    late = add(ops, "Alert on the pool", "-i", INCIDENT)
    add(ops, "Enlarge it", "--due", "2027-01-04")
    assert answer(ops.gov("task", "list", "--overdue", "-f", "json", **NOW))["tasks"] == []
    (told,) = answer(ops.gov("task", "list", "--overdue", "-f", "json", **LATE))["tasks"]
    assert (told["id"], told["overdue"], told["late"]) == (late["id"], True, 2)
    assert "2026-12-08, 2 days late" in ops.gov("task", "list", **LATE).stdout
    ops.gov("task", "decline", late["id"], "--reason", "the pool is gone", **LATE)
    assert answer(ops.gov("task", "list", "--overdue", "-f", "json", **LATE))["tasks"] == []
    assert answer(ops.gov("task", "show", late["id"], "-f", "json"))["reason"] == "the pool is gone"


def test_a_list_for_a_meeting_is_markdown(ops):
    first = add(ops, "Alert | on the pool", "-i", INCIDENT, "--owner", "release-manager")
    second = add(ops, "Enlarge it", "--due", "1w", "--blocked-by", first["id"])
    ops.gov("task", "done", first["id"], "--evidence", "https://git.example.com/ops/pulls/7", **NOW)
    told = ops.gov("task", "list", "-f", "markdown", **NOW)
    assert told.stdout == (
        "## Follow-ups on 2026-11-25\n\n### Open (1)\n\n"
        "| Task | What | Owner | Due | Incident |\n| --- | --- | --- | --- | --- |\n"
        f"| {second['id']} | Enlarge it (waits for {first['id']}) | nobody | 2026-12-02 |  |\n\n"
        "### Done (1)\n\n"
        "| Task | What | Owner | Why | Incident |\n| --- | --- | --- | --- | --- |\n"
        f"| {first['id']} | Alert \\| on the pool | release-manager | https://git.example.com/ops/pulls/7 "
        f"| {INCIDENT} |\n"
    )


def test_an_incident_shows_its_tasks(ops):
    task = add(ops, "Alert on the pool", "-i", INCIDENT, "--owner", "ada")
    add(ops, "Something else")
    shown = answer(ops.gov("incident", "show", "7f3k", "-f", "json", **NOW))
    assert [one["id"] for one in shown["tasks"]] == [task["id"]]
    assert "follow-ups\n" + task["id"] in ops.gov("incident", "show", "7f3k", **NOW).stdout


def test_a_dry_run_writes_nothing_and_shows_both_files(ops):
    told = ops.gov("task", "add", "Alert on the pool", "-i", INCIDENT, "--dry-run", **NOW)
    assert told.code == 0
    assert "+++ b/tasks.json" in told.stdout
    assert f"+++ b/{REPORT}" in told.stdout
    assert ops.git("status", "--porcelain") == ""


def test_a_commit_takes_the_tasks_and_the_report_and_nothing_else(ops):
    ops.write("notes.txt", "mine")
    ops.git("add", "notes.txt")
    add(ops, "Alert on the pool", "-i", INCIDENT, "--commit")
    assert ops.git("show", "--name-only", "--format=%s").splitlines()[2:] == ["tasks.json", REPORT]
    assert ops.git("status", "--porcelain") == "A  notes.txt"


def test_render_writes_the_block_once_and_check_compares_it(ops):
    task = add(ops, "Alert on the pool", "-i", INCIDENT)
    ops.write(
        "tasks.json",
        ops.read("tasks.json").replace('"pending",\n    "incident"', '"in_progress",\n    "incident"'),
    )
    assert "TSK025" in ops.gov("check").stdout
    assert ops.gov("task", "render", "7f3k", **NOW).stdout == f"{REPORT}\n"
    assert f"| {task['id']} | Alert on the pool |  |  |  | 2026-12-08 | in progress |" in ops.read(REPORT)
    assert "TSK025" not in ops.gov("check").stdout
    text = ops.read(REPORT)
    assert "already" in ops.gov("task", "render", "7f3k", **NOW).stderr
    assert ops.read(REPORT) == text


def test_bad_words_are_refused_and_nothing_is_written(ops):
    task = add(ops, "Alert on the pool")
    before = ops.read("tasks.json")
    for args, code, message in (
        (["add", " "], 2, "the title is empty"),
        (["add", "x" * 301], 2, "301 characters"),
        (["add", "a\x1b[31m"], 2, "control character"),
        (["add", "x", "--due", "soon"], 2, "is not a day"),
        (["add", "x", "--due", "2026-02-30"], 2, "does not exist"),
        (["add", "x", "--owner", "@bob!"], 2, "--owner"),
        (["add", "x", "--kind", "bug"], 2, "prevent"),
        (["add", "x", "--factor", "F1"], 2, "belongs to an incident"),
        (["add", "x", "-i", INCIDENT, "--factor", "F4"], 2, "has no factor F4"),
        (["add", "x", "-i", INCIDENT, "--factor", "pool"], 2, "no contributing factor"),
        (["add", "x", "-i", "ZZZZ"], 3, "there is no incident"),
        (["add", "x", "--blocked-by", "T-ZZZZ"], 3, "there is no task"),
        (["done", task["id"], "--evidence", " "], 2, "the evidence is empty"),
        (["done", task["id"], "--evidence", "https://"], 2, "is not a web address"),
        (["done", task["id"], "--evidence", "ftp://example.com/x"], 2, "is not a web address"),
        (["done", task["id"], "--evidence", "../../etc/passwd"], 2, "outside the repository"),
        (["done", task["id"], "--evidence", "/etc/passwd"], 2, "outside the repository"),
        (["done", task["id"], "--evidence", "deadbeef"], 1, "not part of this history"),
        (["done", task["id"], "--evidence", "it works"], 1, "no commit, no address and no file"),
        (["done", "T-ZZZZ", "--evidence", "https://x.example.com"], 3, "there is no task"),
        (["decline", task["id"], "--reason", " "], 2, "the reason is empty"),
        (["decline", task["id"]], 2, "--reason"),
        (["list", "--owner", "zed"], 2, "nobody in the roster"),
        (["list", "--state", "someday"], 2, "someday"),
        (["show", "1"], 3, "there is no task `1`"),
    ):
        refused = ops.gov("task", *args, **NOW)
        assert (refused.code, refused.stdout) == (code, ""), args
        assert message in refused.stderr, args
    assert ops.read("tasks.json") == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"version": "2.0.0", "tasks": []}', "VS Code"),
        ('[\n  {"id": "a"},\n]\n', "tasks.json:2:14: a comma has nothing after it"),
        ('[{"id": "a"', "tasks.json:1:11: the file ends too early"),
        ("", "tasks.json:1:1: the file is empty"),
        ("{}", "holds no list of tasks"),
    ],
)
def test_a_file_that_is_none_of_gov_or_broken_is_refused_with_its_place(ops, text, message):
    ops.write("tasks.json", text)
    for args in (["list"], ["show", "a"], ["add", "x"], ["done", "a", "--evidence", "https://x.example.com"]):
        refused = ops.gov("task", *args, **NOW)
        assert (refused.code, refused.stdout) == (3, "")
        assert message in refused.stderr
    assert ops.read("tasks.json") == text
    assert ops.gov("check").code == 1
    assert ops.gov("incident", "show", "7f3k", **NOW).code == 0


def test_check_obeys_the_snapshot_that_is_asked_for(ops):
    ops.write("tasks.json", '[{"id": "a", "title": "x", "due": "soon"}]\n')
    ops.git("add", "tasks.json")
    ops.write("tasks.json", "[]\n")
    assert ops.gov("check", "--select", "TSK").code == 0
    staged = ops.gov("check", "--staged", "--select", "TSK")
    assert staged.code == 1
    assert "tasks.json:1:35 TSK015" in staged.stdout
    ops.git("commit", "-q", "-m", "tasks")
    assert ops.gov("check", "--rev", "HEAD", "--select", "TSK").code == 1
    assert ops.gov("check", "--rev", "HEAD~1", "--select", "TSK").code == 0


def test_two_branches_that_use_one_id_collide_when_they_are_merged(ops):
    ops.write(
        "tasks.json",
        '[\n{"id": "a", "title": "x"}\n,\n{"id": "m", "title": "m"}\n,\n{"id": "z", "title": "z"}\n]\n',
    )
    ops.commit("tasks")
    ops.git("switch", "-q", "-c", "other")
    ops.write(
        "tasks.json",
        ops.read("tasks.json").replace('{"id": "a"', '{"id": "T-1", "title": "one"}\n,\n{"id": "a"'),
    )
    ops.commit("other")
    ops.git("switch", "-q", "main")
    ops.write(
        "tasks.json", ops.read("tasks.json").replace('"z"}\n]', '"z"}\n,\n{"id": "T-1", "title": "other"}\n]')
    )
    ops.commit("main")
    assert ops.gov("check", "--select", "TSK").code == 0
    merged = ops.gov("check", "--merge", "other", "--select", "TSK")
    assert merged.code == 1
    assert "TSK011 the id `T-1` is taken" in merged.stdout


def test_the_hook_refuses_a_commit_that_breaks_the_tasks(ops):
    assert ops.gov("hook", "install").code == 0
    ops.write("tasks.json", '[{"id": "a", "title": "x"},]\n')
    ops.git("add", "tasks.json")
    refused = ops.try_git("commit", "-m", "tasks")
    assert refused.code == 1
    assert "TSK001" in refused.stdout + refused.stderr


def test_a_gov_repository_in_a_subfolder_keeps_its_own_tasks(tmp_path):
    inner = followed_up(tmp_path / "src")
    outer = type(inner).new(tmp_path / "outer")
    (tmp_path / "src" / ".git").rename(tmp_path / "old.git")
    (tmp_path / "src").rename(outer.top / "ops")
    outer.commit("start")
    folder = outer.top / "ops"
    made = outer.gov("task", "add", "Alert on the pool", "-i", "7f3k", "--commit", cwd=folder, **NOW)
    assert made.code == 0, made.stderr
    assert made.stdout.splitlines()[0] == "tasks.json"
    task = answer(outer.gov("task", "list", "-f", "json", cwd=folder, **NOW))["tasks"][0]
    proof = ["--evidence", "docs/operations/troubleshooting.md", "-f", "json"]
    done = answer(outer.gov("task", "done", task["id"], *proof, cwd=folder, **NOW))
    assert done["evidence"] == "docs/operations/troubleshooting.md"


def test_many_who_add_at_once_are_all_heard(ops):
    """The file of tasks and the report of the incident are written by all of them."""
    ops.write("tasks.json", "[]\n")
    command = [gov_program(), "task", "add", "--incident", INCIDENT]
    environment = {**os.environ, **NOW}
    running = [
        subprocess.Popen(
            [*command, f"Task {number}"], cwd=ops.top, env=environment, stdout=subprocess.DEVNULL
        )
        for number in range(6)
    ]
    assert [process.wait() for process in running] == [0] * 6
    tasks = json.loads(ops.read("tasks.json"))
    report = ops.read(REPORT)
    for number in range(6):
        assert [task["title"] for task in tasks].count(f"Task {number}") == 1
        assert f"| Task {number} |" in report
