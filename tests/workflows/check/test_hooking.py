"""The hook through real `git commit`: what it refuses, what it lets pass, what it never touches."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from operations import GOOD, REPORT, gov_repository
from repositories import Repo, gov_program, run

PROJECT = Path(__file__).parents[3]
WRONG = GOOD.replace(b"severity: P2", b"severity: P9")


@pytest.fixture
def ops(tmp_path) -> Repo:
    repo = gov_repository(tmp_path / "ops")
    repo.write(REPORT, GOOD)
    repo.commit("start")
    assert repo.gov("hook", "install").code == 0
    return repo


def commits(repo: Repo) -> int:
    return int(repo.git("rev-list", "--count", "HEAD"))


def test_a_wrong_report_is_refused_with_its_place(ops):
    ops.write(REPORT, WRONG)
    done = ops.try_git("commit", "-q", "-a", "-m", "wrong")
    assert done.code == 1
    assert f"{REPORT}:6:11 REF006" in done.stderr
    assert commits(ops) == 1


def test_what_is_staged_is_judged_and_not_the_work_tree(ops):
    ops.write(REPORT, WRONG)
    ops.git("add", REPORT)
    ops.write(REPORT, GOOD)
    assert ops.try_git("commit", "-q", "-m", "wrong is staged").code == 1
    ops.git("add", REPORT)
    ops.write(REPORT, WRONG)
    ops.write("notes.txt", "staged too")
    ops.git("add", "notes.txt")
    ops.git("commit", "-q", "-m", "wrong is only on disk")


def test_commit_of_all_and_of_a_path_judge_what_they_take(ops):
    ops.write(REPORT, WRONG)
    ops.write("notes.txt", "x")
    ops.git("add", "notes.txt")
    assert ops.try_git("commit", "-q", "-m", "a path", "--", REPORT).code == 1
    ops.git("commit", "-q", "-m", "another path", "--", "notes.txt")
    assert ops.try_git("commit", "-q", "-a", "-m", "all").code == 1


def test_a_commit_that_only_deletes_is_judged(ops):
    ops.git("rm", "-q", "docs/operations/migration-guide.md")
    done = ops.try_git("commit", "-q", "-m", "drop a runbook")
    assert done.code == 1
    assert "REF007" in done.stderr


def test_settings_are_not_deleted_from_under_documents_that_stay(ops):
    ops.git("rm", "-q", "gov.toml")
    done = ops.try_git("commit", "-q", "-m", "what is this for?")
    assert done.code == 1, done.stderr
    assert "error: gov.toml is deleted, and nothing judges the documents it leaves: " in done.stderr
    assert ops.gov("-C", str(ops.top), "hook", "run").code == 3
    ops.git("rm", "-q", "-r", ".")
    ops.write("README.md", "moved to another repository")
    ops.git("add", "README.md")
    ops.git("commit", "-q", "-m", "gone together")


def test_settings_move_in_and_out_with_what_they_are_for(ops):
    ops.write("ops/.keep")
    names = ("gov.toml", "docs", "artifacts", "unified_workflow")
    ops.git("mv", *names, "ops")
    ops.git("commit", "-q", "-m", "in")
    ops.git("rm", "-q", "ops/gov.toml")
    ops.write("gov.toml", 'exclude = ["ops"]\n')
    shutil.copytree(ops.top / "ops/docs", ops.top / "docs")
    shutil.copytree(ops.top / "ops/artifacts", ops.top / "artifacts")
    ops.git("add", "-A")
    done = ops.try_git("commit", "-q", "-m", "an outer gov.toml says what is to be judged")
    assert done.code == 0, done.stderr


def test_settings_that_another_branch_deleted_hold_up_no_merge(ops):
    ops.git("switch", "-q", "-c", "without")
    ops.git("rm", "-q", "gov.toml")
    ops.git("commit", "-q", "--no-verify", "-m", "somebody gave gov up")
    ops.git("switch", "-q", "main")
    ops.write("notes.txt", "x")
    ops.commit("meanwhile")
    done = ops.try_git("merge", "-q", "--no-edit", "without")
    assert done.code == 0, done.stderr


def test_what_was_wrong_before_holds_up_nobody(ops):
    ops.write(REPORT, WRONG)
    ops.git("commit", "-q", "--no-verify", "-a", "-m", "somebody was in a hurry")
    ops.write(f"{Path(REPORT).parent}/INC-20261123-9QRS-other.md", GOOD.replace(b"7F3K", b"9QRS"))
    ops.git("add", "-A")
    ops.git("commit", "-q", "-m", "another incident")
    assert ops.gov("check").code == 1


def test_a_commit_without_artifacts_passes_even_where_nothing_can_be_judged(ops):
    ops.write("docs/operations/support-playbook.md", "---\nkind: [\n---\n")
    ops.git("commit", "-q", "--no-verify", "-a", "-m", "broken playbook")
    ops.write("tool.py", "print()\n")
    ops.git("add", "tool.py")
    ops.git("commit", "-q", "-m", "code")


def test_a_repository_without_gov_toml_is_left_alone(tmp_path):
    repo = Repo.new(tmp_path / "plain")
    repo.gov("hook", "install")
    repo.write("INC-1.md", WRONG)
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "not gov's")


def test_the_first_commit_is_judged_as_a_whole(tmp_path):
    repo = gov_repository(tmp_path / "ops")
    repo.gov("hook", "install")
    repo.write(REPORT, WRONG)
    repo.git("add", "-A")
    assert repo.try_git("commit", "-q", "-m", "first").code == 1
    repo.write(REPORT, GOOD)
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "first")


def test_two_good_branches_that_collide_are_refused_when_they_merge(ops):
    other = f"{Path(REPORT).parent}/INC-20261123-7F3K-again.md"
    ops.git("switch", "-q", "-c", "other")
    ops.git("mv", REPORT, other)
    ops.commit("renamed here")
    ops.git("switch", "-q", "main")
    ops.write(f"{Path(REPORT).parent}/INC-20261123-7F3K-third.md", "")
    ops.write("artifacts/operations/checklists/INC-20261123-7F3K.md", "no front matter\n")
    ops.git("add", "-A")
    ops.git("commit", "-q", "--no-verify", "-m", "wrong, and unseen")
    done = ops.try_git("merge", "-q", "--no-edit", "other")
    assert done.code == 0, done.stderr  # both faults stand in a parent already


def test_what_is_wrong_on_the_other_branch_already_holds_up_no_merge(ops):
    ops.git("switch", "-q", "-c", "other")
    ops.write(REPORT, WRONG)
    ops.git("commit", "-q", "--no-verify", "-a", "-m", "somebody was in a hurry")
    ops.git("switch", "-q", "main")
    ops.write("docs/operations/notes.md", "# Notes\n")
    ops.commit("meanwhile")
    done = ops.try_git("merge", "-q", "--no-edit", "other")
    assert done.code == 0, done.stderr


def test_a_merge_that_makes_something_wrong_is_refused(ops):
    playbook = "docs/operations/support-playbook.md"
    ops.git("switch", "-q", "-c", "rename")
    ops.write(playbook, ops.read(playbook).replace("id: service-desk", "id: desk"))
    ops.commit("rename a channel")
    ops.git("switch", "-q", "main")
    ops.write(REPORT, GOOD.replace(b"source: governor-support", b"source: service-desk"))
    ops.commit("came in by mail")
    done = ops.try_git("merge", "-q", "--no-edit", "rename")
    assert done.code != 0
    assert "REF005" in done.stderr


def test_install_refuses_another_hook_and_prints_what_to_add(tmp_path):
    repo = Repo.new(tmp_path / "taken")
    hook = repo.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n")
    done = repo.gov("hook", "install")
    assert done.code == 3
    assert "gov hook run" in done.stderr
    assert "lefthook" in done.stderr
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"


def test_install_twice_changes_nothing(ops):
    before = (ops.top / ".git/hooks/pre-commit").read_bytes()
    done = ops.gov("hook", "install")
    assert (done.code, "nothing changed" in done.stderr) == (0, True)
    assert (ops.top / ".git/hooks/pre-commit").read_bytes() == before


def test_install_makes_a_hook_run_that_git_would_pass_over(ops):
    """A copy without modes, or an installation that was killed half way."""
    hook = ops.top / ".git/hooks/pre-commit"
    hook.chmod(0o644)
    assert "every commit is now judged" in ops.gov("hook", "install").stderr
    assert hook.stat().st_mode & 0o111


def test_install_never_writes_outside_the_clone(tmp_path):
    repo = Repo.new(tmp_path / "repo")
    shared = tmp_path / "shared-hooks"
    shared.mkdir()
    repo.git("config", "core.hooksPath", str(shared))
    done = repo.gov("hook", "install")
    assert done.code == 3
    assert list(shared.iterdir()) == []
    assert repo.git("config", "core.hooksPath") == str(shared)


def test_the_hook_works_in_a_linked_work_tree(ops, tmp_path):
    ops.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    side = Repo(tmp_path / "side")
    side.write(REPORT, WRONG)
    assert side.try_git("commit", "-q", "-a", "-m", "wrong").code == 1
    side.write(REPORT, GOOD.replace(b"slowly", b"very slowly"))
    side.git("commit", "-q", "-a", "-m", "right")


def test_the_hook_finds_gov_again_when_its_program_moved(ops, tmp_path):
    hook = ops.top / ".git/hooks/pre-commit"
    hook.write_text(hook.read_text().replace(os.fspath(Path(gov_program()).absolute()), "/nowhere/gov"))
    ops.write(REPORT, WRONG)
    done = ops.try_git("commit", "-q", "-a", "-m", "wrong", PATH="/usr/bin:/bin")
    assert done.code == 1
    assert "not installed" in done.stderr
    found = f"{Path(gov_program()).parent}{os.pathsep}{os.environ['PATH']}"
    assert "REF006" in ops.try_git("commit", "-q", "-a", "-m", "wrong", PATH=found).stderr


@pytest.mark.slow
@pytest.mark.skipif("GOV_NETWORK" not in os.environ, reason="needs PyPI: set GOV_NETWORK=1, as .ci/run does")
@pytest.mark.timeout(600)
def test_the_pre_commit_framework_runs_the_hook(ops, tmp_path):
    ops.write(REPORT, WRONG)
    ops.git("add", "-A")
    source = Repo(tmp_path / "source")
    subprocess.run(["git", "clone", "-q", os.fspath(PROJECT), os.fspath(source.top)], check=True)
    config = tmp_path / "config.yaml"  # not try-repo, which installs gov anew for each run
    hooks = {"repo": os.fspath(source.top), "rev": source.git("rev-parse", "HEAD"), "hooks": [{"id": "gov"}]}
    config.write_text(json.dumps({"repos": [hooks]}))
    framework = os.fspath(Path(sys.executable).with_name("pre-commit"))
    command = [framework, "run", "--config", os.fspath(config), "--verbose"]
    done = run(command, ops.top, PRE_COMMIT_HOME=os.fspath(tmp_path / "cache"))
    assert done.code == 1, done.stdout + done.stderr
    assert f"{REPORT}:6:11 REF006" in done.stdout
    ops.write(REPORT, GOOD.replace(b"slowly", b"very slowly"))
    ops.git("add", "-A")
    done = run(command, ops.top, PRE_COMMIT_HOME=os.fspath(tmp_path / "cache"))
    assert done.code == 0, done.stdout + done.stderr
