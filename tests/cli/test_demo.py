"""`gov demo` tells its story on a bare machine, and leaves a repository that checks clean."""

import os
import re

from repositories import Repo, gov_program, run


def test_the_story_is_told_with_real_commands(tmp_path):
    bare = {"HOME": str(tmp_path / "home"), "GIT_CONFIG_GLOBAL": os.devnull}
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        bare[name] = ""
    done = run([gov_program(), "demo", "ops"], tmp_path, **bare)
    assert done.code == 0, done.stderr
    told = re.findall(r"^\$ (\w+ \w+)", done.stdout, re.MULTILINE)
    assert told[:5] == ["git init", "git config", "git config", "gov init", "gov check"]
    assert "REF006 `P11` is no severity of the playbook" in done.stdout
    assert "the commit was refused" in done.stdout
    ops = Repo(tmp_path / "ops")
    assert ops.gov("check", "--strict").code == 0
    assert ops.git("status", "--porcelain") == ""
    assert not (tmp_path / "home").exists()


def test_a_folder_in_use_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    done = run([gov_program(), "demo", "."], tmp_path)
    assert done.code == 3
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_without_git_the_story_does_not_begin(tmp_path):
    done = run([gov_program(), "demo", "ops"], tmp_path, PATH=str(tmp_path))
    assert (done.code, done.stdout) == (3, "")
    assert "git is not installed" in done.stderr
    assert not (tmp_path / "ops").exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    done = run([gov_program(), "demo", "notes.txt/ops"], tmp_path)
    assert (done.code, done.stdout) == (3, "")
    assert "not a directory" in done.stderr
