"""Each kind of evidence through its life in a real repository: there, not there, unmerged, taken away."""

import json
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from repositories import Repo

TESTS = Path(__file__).parents[1]
ID, OTHER = "INC-20261123-7F3K", "INC-20261123-9QRS"
REPORTS = "unified_workflow/test-project/incident-reports"
REPORT, OTHERS = f"{REPORTS}/{ID}-search.md", f"{REPORTS}/{OTHER}-search.md"
SNAPSHOT = "artifacts/operations/metrics/2026-11-23.md"
CHECKLIST = f"artifacts/operations/checklists/{ID}.md"
DOCUMENT = "docs/operations/troubleshooting.md"
NOW = {"GOV_NOW": "2026-11-25T12:00:00Z", "GOV_USER": "primary-operator"}
AFTER, BEFORE = "2026-11-24T12:00:00Z", "2026-11-23T09:00:00Z"
GOOD = (TESTS / "cases/CHK020/good" / REPORT).read_text()
CAPTURED = (TESTS / "cases/CHK020/good" / SNAPSHOT).read_text()
ITEMS = {"report": "report", "metrics": "snapshot", "tasks": "follow-ups", "docs": "documentation"}


def tasks(**more) -> str:
    entry = {"id": "T-7F3K", "title": "Warm it", "incident": ID, "owner": "primary-operator"}
    return json.dumps([{**entry, "due": "2026-12-04", **more}], indent=2) + "\n"


def put(repo: Repo, kind: str, *, of: str = ID, early: bool = False) -> None:
    """Commit what would prove an item of a kind."""
    date = AFTER
    if kind == "report":
        repo.write(REPORT, GOOD.replace("status: resolved", "status: acknowledged") if early else GOOD)
    elif kind == "metrics":
        digest = CAPTURED.replace(ID, of)
        repo.write(SNAPSHOT, digest.replace("T10:10:00Z", "T09:10:00Z") if early else digest)
    elif kind == "tasks":
        repo.write("tasks.json", tasks(incident=of, due="2026-11-02" if early else "2026-12-04"))
    else:
        repo.write(DOCUMENT, repo.read(DOCUMENT) + f"\nWarm the cache ({of}).\n")
        date = BEFORE if early else AFTER
    repo.git("add", "-A")
    repo.git("commit", "-q", "--allow-empty", "-m", f"learn from {of}", GIT_COMMITTER_DATE=date)


@pytest.fixture
def ops(repo, monkeypatch):
    """Two resolved incidents, the report of ours not complete, and a checklist."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", AFTER)
    shutil.copytree(TESTS / "repository", repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases" / "playbook.md").read_bytes())
    repo.write(OTHERS, GOOD.replace(ID, OTHER))
    repo.write(REPORT, GOOD.replace("status: resolved", "status: acknowledged"))
    assert repo.gov("checklist", "new", ID, **NOW).code == 0
    repo.commit("start")
    return repo


def closed_items(repo: Repo, **how: str) -> dict[str, dict]:
    """What `close` says of each item, without writing."""
    done = repo.gov("checklist", "close", ID, "--dry-run", "-f", "json", **NOW, **how)
    assert done.code in {0, 1}, done.stderr
    return {item["id"]: item for item in json.loads(done.stdout)["data"]["items"]}


def codes(repo: Repo, *args: str) -> list[tuple[str, str, str]]:
    """What `gov check` says about evidence."""
    told = repo.gov("check", "-f", "json", "--select", "CHK02", *args)
    assert told.code in {0, 1}, told.stderr
    found = json.loads(told.stdout)["data"]["findings"]
    return [(one["code"], one["severity"], one["message"]) for one in found]


@pytest.mark.parametrize("kind", ITEMS)
def test_evidence_that_is_there_is_found_and_recorded(ops, kind):
    put(ops, kind)
    item = closed_items(ops)[ITEMS[kind]]
    assert (item["done"], item["wanted"]) == (True, None)
    assert ops.gov("checklist", "close", ID, **NOW).code == 1
    assert [code for code, *_ in codes(ops)] == []


@pytest.mark.parametrize("kind", ITEMS)
def test_evidence_that_is_not_there_is_asked_for_with_a_command(ops, kind):
    item = closed_items(ops)[ITEMS[kind]]
    assert not item["done"]
    assert item["command"].startswith("gov ")
    assert item["reason"]


EARLY = {
    "report": "not resolved",
    "metrics": "captured before the incident",
    "tasks": "due before the incident",
    "docs": "made before the incident",
}


def test_a_task_that_lacks_something_is_completed_by_the_command_that_the_refusal_names(ops):
    entry = {"id": "T-7F3K", "title": "Warm it", "incident": ID, "due": "2026-11-02"}
    ops.write("tasks.json", json.dumps([entry], indent=2) + "\n")
    for _ in range(2):
        refused = ops.gov("checklist", "done", ID, "follow-ups", **NOW)
        assert refused.code == 1
        command = shlex.split(refused.stderr.partition("run `")[2].partition("`")[0])
        assert command[:4] == ["gov", "task", "change", "T-7F3K"]
        done = ops.gov(*command[1:], **NOW)
        assert done.code == 0, done.stderr
    assert ops.gov("checklist", "done", ID, "follow-ups", **NOW).code == 0


@pytest.mark.parametrize("kind", ITEMS)
def test_evidence_that_came_too_early_is_none(ops, kind):
    if kind != "report":
        put(ops, "report")
    put(ops, kind, early=True)
    item = closed_items(ops)[ITEMS[kind]]
    assert not item["done"]
    assert EARLY[kind] in item["reason"]


@pytest.mark.parametrize("kind", ["metrics", "tasks", "docs"])
def test_evidence_for_another_incident_is_none(ops, kind):
    put(ops, kind, of=OTHER)
    assert not closed_items(ops)[ITEMS[kind]]["done"]


def test_the_report_of_another_incident_is_none(ops):
    refused = ops.gov("checklist", "done", ID, "report", "--evidence", OTHERS, **NOW)
    assert (refused.code, refused.stdout) == (1, "")
    assert f"is not the report of {ID}" in refused.stderr


@pytest.mark.parametrize("kind", ITEMS)
def test_evidence_on_an_unmerged_branch_is_none_until_it_is_merged(ops, kind):
    ops.git("switch", "-q", "-c", "side")
    put(ops, kind)
    ops.git("switch", "-q", "main")
    assert not closed_items(ops)[ITEMS[kind]]["done"]
    ops.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    assert closed_items(ops)[ITEMS[kind]]["done"]


@pytest.fixture
def closed(ops):
    """A checklist that was closed on evidence and committed, and all is well."""
    for kind in ITEMS:
        put(ops, kind)
    link = "https://chat.example.com/p/1"
    assert ops.gov("checklist", "done", ID, "lessons", "--evidence", link, **NOW).code == 0
    done = ops.gov("checklist", "close", ID, **NOW)
    assert done.code == 0, done.stdout + done.stderr
    assert codes(ops) == []
    return ops


REMOVED = {
    "report": ("CHK020", "is no report here"),
    "metrics": ("CHK021", "is no snapshot here"),
    "tasks": ("CHK023", "there is no task `T-7F3K`"),
}


@pytest.mark.parametrize("kind", REMOVED)
def test_evidence_that_is_taken_away_later_makes_the_closed_checklist_a_finding(closed, kind):
    path = {"report": REPORT, "metrics": SNAPSHOT, "tasks": "tasks.json"}[kind]
    if kind == "tasks":
        closed.write(path, "[]\n")
    else:
        closed.git("rm", "-q", path)
    closed.commit("tidy up")
    code, message = REMOVED[kind]
    assert [(found, message in said) for found, _, said in codes(closed)] == [(code, True)]
    if kind != "report":  # without its report nothing knows the incident
        again = closed.gov("checklist", "close", ID, **NOW)
        assert (again.code, message in again.stdout) == (1, True)


def test_an_announcement_that_is_taken_out_leaves_a_tick_without_evidence(closed):
    text = closed.read(CHECKLIST)
    start = text.index("  lessons: {url") if "  lessons: {url" in text else text.index("  lessons:\n")
    end = text.index("\n", text.index("chat.example.com")) + 1
    rest = text[end:]
    while rest.startswith("    "):
        rest = rest.partition("\n")[2]
    closed.write(CHECKLIST, text[:start] + rest)
    told = closed.gov("check", "-f", "json")
    found = {one["code"] for one in json.loads(told.stdout)["data"]["findings"]}
    assert {"CHK003", "CHK008"} <= found


def test_a_force_push_that_drops_the_documentation_commit_is_a_finding(closed, tmp_path):
    """The files stay as they are: only history tells, and no remembered answer hides it."""
    closed.commit("close the checklist")
    assert closed.gov("check").code == 0
    assert closed.gov("check").code == 0  # the remembered answer
    squashed = closed.git("commit-tree", "HEAD^{tree}", "-m", "everything at once")
    kept = closed.git("rev-parse", "HEAD")
    closed.git("update-ref", "refs/heads/main", squashed)
    told = closed.gov("check")
    assert (told.code, "CHK024" in told.stdout) == (1, True)
    assert "is not part of this history" in told.stdout
    assert closed.gov("check").stdout == told.stdout
    assert [code for code, *_ in codes(closed, "--rev", kept)] == []
    assert [code for code, *_ in codes(closed, "--rev", "HEAD")] == ["CHK024"]
    assert [code for code, *_ in codes(closed, "--staged")] == ["CHK024"]
    closed.git("update-ref", "refs/heads/main", kept)
    assert closed.gov("check").code == 0


def test_a_merge_is_judged_by_the_history_of_both_sides(closed):
    closed.git("switch", "-q", "-c", "side", "HEAD~4")
    closed.write("other.md", "1\n")
    closed.commit("meanwhile", "other.md")
    closed.git("stash", "-q", "--include-untracked")
    closed.git("switch", "-q", "main")
    closed.git("stash", "pop", "-q")
    closed.commit("close the checklist")
    assert codes(closed, "--merge", "side") == []


def test_a_squash_merge_keeps_the_evidence_when_its_message_names_the_incident(ops):
    ops.git("switch", "-q", "-c", "side")
    put(ops, "docs")
    ops.git("switch", "-q", "main")
    ops.git("merge", "-q", "--squash", "side")
    ops.git("commit", "-q", "-m", f"docs: warm it ({ID})")
    assert closed_items(ops)["documentation"]["evidence"] == {"commit": ops.git("rev-parse", "HEAD")}


def test_a_shallow_clone_says_that_it_cannot_tell_instead_of_failing(closed, tmp_path):
    closed.commit("close the checklist")
    clone = Repo(tmp_path / "shallow")
    subprocess.run(["git", "clone", "-q", "--depth", "1", closed.top.as_uri(), clone.top], check=True)
    assert clone.gov("check", "--strict").code == 0
    ((code, severity, message),) = codes(clone)
    assert (code, severity) == ("CHK024", "info")
    assert "cannot be judged in a shallow clone" in message
    shown = clone.gov("checklist", "show", ID, **NOW)
    assert "5 of 5 done" in shown.stdout
    assert "cannot be judged in a shallow clone" in shown.stdout
    clone.git("fetch", "-q", "--unshallow")
    assert codes(clone) == []


def test_history_is_looked_at_only_where_a_checklist_names_a_commit(ops, tmp_path):
    """Objects of old commits are gone: nothing but history would notice."""
    put(ops, "report")
    ops.gov("checklist", "close", ID, **NOW)
    traced = tmp_path / "trace"
    assert ops.gov("check", GIT_TRACE=str(traced)).code in {0, 1}
    assert " log " not in traced.read_text()
    put(ops, "docs")
    ops.gov("checklist", "close", ID, **NOW)
    traced.unlink()
    ops.gov("check", GIT_TRACE=str(traced))
    assert traced.read_text().count("built-in: git log") <= 1


def test_a_later_playbook_does_not_rewrite_a_closed_checklist(closed):
    closed.commit("close the checklist")
    path = "docs/operations/support-playbook.md"
    text = closed.read(path)
    start = text.index("checklist:\n")
    end = text.index("after_resolve:")
    items = """checklist:
  - {id: report, text: A report of another kind, evidence: tasks}
  - {id: lessons, text: Lessons are written down, evidence: docs}
  - {id: party, text: Somebody brought cake, evidence: note}
"""
    closed.write(path, text[:start] + items + text[end:])
    closed.gov("check", "--fix")
    told = json.loads(closed.gov("check", "-f", "json").stdout)["data"]["findings"]
    assert [one for one in told if one["code"].startswith("CHK")] == []
    shown = json.loads(closed.gov("checklist", "show", ID, "-f", "json", **NOW).stdout)["data"]
    assert [(item["id"], item["done"]) for item in shown["items"]] == [
        ("report", True),
        ("snapshot", True),
        ("lessons", True),
        ("follow-ups", True),
        ("documentation", True),
    ]


def test_tasks_are_read_in_every_shape_of_the_file_and_a_broken_one_is_said(ops):
    (entry,) = json.loads(tasks())
    for shape in ({"now": [entry]}, {"tasks": [entry]}, {"master": {"tasks": [entry]}}):
        ops.write("tasks.json", json.dumps(shape))
        assert closed_items(ops)["follow-ups"]["evidence"] == {"tasks": ["T-7F3K"]}
    ops.write("tasks.json", '[{"id": ')
    item = closed_items(ops)["follow-ups"]
    assert (item["reason"], item["command"]) == ("`tasks.json` cannot be read", "gov check tasks.json")
