"""Sharing what was recorded, with real remotes: what goes wrong, what is said, and what waits."""

import json
import os
import threading
import time

import pytest
from operations import gov_repository
from repositories import Repo

NOW = "2026-11-23T10:02:00Z"
PATH = "unified_workflow/test-project/incident-reports"


class Team:
    """A bare origin, and clones of it whose gov.toml says how records are shared."""

    def __init__(self, folder, share):
        first = gov_repository(folder / "seed")
        toml = first.read("gov.toml") if (first.top / "gov.toml").exists() else ""
        first.write("gov.toml", f'{toml}\n[record]\nshare = "{share}"\n')
        first.commit("start")
        first.git("clone", "-q", "--bare", ".", os.fspath(folder / "origin.git"))
        self.folder = folder
        self.origin = Repo(folder / "origin.git")

    def clone(self, name):
        self.origin.git("clone", "-q", "file://" + os.fspath(self.origin.top), os.fspath(self.folder / name))
        return Repo(self.folder / name)

    def refuse(self, said="main is protected"):
        self.origin.write("hooks/pre-receive", f'#!/bin/sh\necho "{said}" >&2\nexit 1\n').chmod(0o755)

    def accept(self):
        (self.origin.top / "hooks/pre-receive").unlink()

    def has(self, text):
        return text in self.origin.try_git("grep", "-h", "-e", "", "main", "--", PATH).stdout


@pytest.fixture
def team(tmp_path):
    return Team(tmp_path, "push")


def declare(repo, title="API outage", *args, **environment):
    return repo.gov("p1", title, *args, **{"GOV_NOW": NOW, **environment})


def log(repo, text, *args, **environment):
    return repo.gov("log", text, *args, **{"GOV_NOW": "2026-11-23T10:05:00Z", **environment})


def waits(repo):
    file = repo.top / ".git/gov/unshared"
    return [json.loads(line)[1] for line in file.read_text().splitlines()] if file.exists() else []


def test_a_record_arrives_as_a_commit_of_its_file_alone(team):
    ada = team.clone("ada")
    ada.write("notes.md", "mine")
    ada.git("add", "notes.md")
    result = declare(ada)
    assert (result.code, "not shared" in result.stderr) == (0, False)
    files = team.origin.git("show", "--format=", "--name-only", "main").splitlines()
    assert files == [result.stdout.splitlines()[0]]
    assert ada.git("diff", "--cached", "--name-only") == "notes.md"


def test_two_clones_that_push_at_once_both_arrive(team):
    clones = [team.clone(name) for name in ("ada", "bo")]
    results = []
    threads = [
        threading.Thread(target=lambda n=n, repo=repo: results.append(declare(repo, f"outage {n}", "--push")))
        for n, repo in enumerate(clones)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [result.code for result in results] == [0, 0], [result.stderr for result in results]
    assert team.has("outage 0")
    assert team.has("outage 1")
    for repo in clones:
        assert repo.git("status", "--porcelain") == ""


def test_a_protected_main_is_said_plainly_and_the_record_waits(team):
    ada = team.clone("ada")
    team.refuse()
    result = declare(ada)
    assert result.code == 0
    assert "saved, not shared: origin did not take the push: it refuses pushes to main" in result.stderr
    assert "main is protected" in result.stderr
    assert "git push origin HEAD:refs/heads/NAME" in result.stderr
    assert (ada.top / result.stdout.splitlines()[0]).exists()
    assert len(waits(ada)) == 1


def test_the_next_command_shares_what_waits_and_says_so_in_one_line(team):
    ada = team.clone("ada")
    team.refuse()
    declare(ada)
    log(ada, "still down")
    assert not team.has("still down")
    team.accept()
    result = ada.gov("incident", "list")
    assert result.code == 0
    said = [line for line in result.stderr.splitlines() if line.startswith("shared what waited: ")]
    assert len(said) == 1
    assert "declare P1, API outage" in said[0] or ": log" in said[0]
    assert team.has("still down")
    assert waits(ada) == []
    assert "shared" not in ada.gov("incident", "list").stderr


def test_a_trouble_that_was_told_is_not_repeated_by_commands_that_read(team):
    ada = team.clone("ada")
    team.refuse()
    declare(ada)
    assert ada.gov("incident", "list").stderr == ""
    front = ada.gov(GOV_NOW=NOW)
    assert "not shared yet" in front.stdout
    assert "declare P1, API outage" in front.stdout


def test_asked_for_it_fails_with_id_and_path_and_the_file_is_saved(tmp_path):
    team = Team(tmp_path, "file")
    ada = team.clone("ada")
    team.refuse()
    result = declare(ada, "API outage", "--push")
    path = ada.git("show", "--format=", "--name-only", "HEAD").strip()
    assert (result.code, result.stdout) == (4, "")
    incident = path.rpartition("/")[2][:17]
    assert f"error: {incident} is saved in {path}, but not shared: " in result.stderr
    assert (ada.top / path).exists()


def test_nothing_is_committed_or_pushed_unasked(tmp_path):
    team = Team(tmp_path, "file")
    ada = team.clone("ada")
    head = ada.git("rev-parse", "HEAD")
    declare(ada)
    assert ada.git("rev-parse", "HEAD") == head
    log(ada, "seen", "--commit")
    assert ada.git("rev-parse", "HEAD~1") == head
    assert team.origin.git("rev-parse", "main") == head


def test_a_host_that_nobody_answers_at_costs_little_and_loses_nothing(team):
    ada = team.clone("ada")
    ada.git("remote", "set-url", "origin", "http://127.0.0.1:9/x.git")
    result = declare(ada)
    assert result.code == 0
    assert "saved, not shared: origin did not take the push" in result.stderr
    assert log(ada, "x", "--push").code == 4
    ada.git("remote", "set-url", "origin", os.fspath(team.origin.top))
    assert log(ada, "y").code == 0
    assert team.has("y")


@pytest.mark.parametrize("where", ["here", "there"])
def test_a_push_that_hangs_is_given_up_after_three_seconds(team, where):
    ada = team.clone("ada")
    hooked, path = (ada, ".git/hooks/pre-push") if where == "here" else (team.origin, "hooks/pre-receive")
    hooked.write(path, "#!/bin/sh\nexec sleep 300\n").chmod(0o755)
    began = time.monotonic()
    result = declare(ada)
    assert time.monotonic() - began < 20, "the machine of the test may be busy"
    assert result.code == 0
    assert "it took too long; the next command tries again" in result.stderr
    began = time.monotonic()
    assert ada.gov("incident", "list").stderr == ""
    assert time.monotonic() - began < 3, "a remote that was slow just now is not asked again by a list"


@pytest.mark.parametrize("program", ["false", "/nonexistent/gpg"])
def test_signing_that_fails_blocks_no_record(team, program):
    ada = team.clone("ada")
    for key, value in {"commit.gpgSign": "true", "gpg.program": program}.items():
        ada.git("config", key, value)
    result = declare(ada)
    assert result.code == 0
    assert "saved, not shared: git commit failed" in result.stderr
    assert waits(ada)
    asked = log(ada, "seen", "--commit")
    assert (asked.code, asked.stdout) == (3, "")
    ada.git("config", "commit.gpgSign", "false")
    assert log(ada, "more").code == 0
    assert team.has("seen")
    assert waits(ada) == []


def test_a_commit_hook_that_refuses_blocks_no_record(team):
    ada = team.clone("ada")
    ada.write(".git/hooks/pre-commit", "#!/bin/sh\necho no commits today >&2\nexit 1\n").chmod(0o755)
    result = declare(ada)
    assert result.code == 0
    assert "no commits today" in result.stderr
    assert waits(ada)


@pytest.mark.parametrize("state", ["detached", "merging", "nobody"])
def test_a_clone_in_any_state_takes_the_record(team, state, monkeypatch):
    ada = team.clone("ada")
    if state == "detached":
        ada.git("checkout", "-q", "--detach")
    elif state == "merging":
        (ada.top / ".git/MERGE_HEAD").write_text(ada.git("rev-parse", "HEAD"))
    else:
        for who in ("AUTHOR", "COMMITTER"):
            monkeypatch.delenv(f"GIT_{who}_NAME")
            monkeypatch.delenv(f"GIT_{who}_EMAIL")
    result = declare(ada)
    assert result.code == 0
    assert "saved, not shared: " in result.stderr
    assert (ada.top / result.stdout.splitlines()[0]).exists()


def test_what_belongs_to_another_branch_waits_for_it(team):
    ada = team.clone("ada")
    hook = ada.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    declare(ada)
    hook.unlink()
    ada.git("checkout", "-q", "-b", "feature")
    ada.gov("incident", "list")
    assert ada.git("log", "--format=%s", "feature") == "start"
    ada.git("checkout", "-q", "main")
    ada.gov("incident", "list")
    assert team.has("API outage")


@pytest.mark.parametrize(
    "kept", [b"\xff\n{}\n[1]\n[[],1]\n", b'[["../../x"],"m","push","b","w"]\n', b"[" * 9_000]
)
def test_a_damaged_list_of_what_waits_harms_nobody(team, kept):
    ada = team.clone("ada")
    ada.write(".git/gov/unshared", kept)
    assert ada.gov("incident", "list").code == 0
    assert declare(ada).code == 0
    assert team.has("API outage")


def test_where_nothing_can_be_kept_the_record_is_saved_all_the_same(team):
    ada = team.clone("ada")
    (ada.top / ".git/gov").mkdir(exist_ok=True)
    (ada.top / ".git/gov/unshared").mkdir()
    team.refuse()
    result = declare(ada)
    assert result.code == 0
    assert "the next command tries again" not in result.stderr


def test_what_both_sides_changed_is_named_and_neither_side_is_lost(team):
    ada = team.clone("ada")
    path = declare(ada).stdout.splitlines()[0]
    bo = team.clone("bo")
    bo.write(path, bo.read(path).replace("severity: P1", "severity: P0"))
    bo.commit("worse")
    bo.git("push", "-q")
    ada.write(path, ada.read(path).replace("severity: P1", "severity: P2"))
    ada.commit("better")
    result = log(ada, "from ada")
    assert result.code == 0
    assert f"saved, not shared: both sides changed {path}" in result.stderr
    assert "from ada" in ada.read(path)
    assert "severity: P0" in team.origin.git("show", f"main:{path}")


def test_rows_of_two_clones_in_one_timeline_are_both_there(team):
    ada = team.clone("ada")
    path = declare(ada).stdout.splitlines()[0]
    bo = team.clone("bo")
    assert log(bo, "from bo", GOV_NOW="2026-11-23T10:06:00Z").stderr.count("\n") == 1
    result = log(ada, "from ada", "--push")
    assert result.code == 0, result.stderr
    merged = team.origin.git("show", f"main:{path}")
    assert merged.index("from ada") < merged.index("from bo")
    assert ada.read(path).rstrip("\n") == merged
    assert ada.git("status", "--porcelain") == ""
    assert ada.gov("check").code == 0
