"""Running git: its output, its failures, and what it never imports."""

import os
import subprocess
import sys

import pytest
from repositories import own_processes

from governor_cli.adapters.git import Git, GitError


def test_output_is_bytes_with_every_newline(repo):
    oid = repo.git("hash-object", "-w", "--stdin", stdin=b"\xff\n\n")
    assert Git.around(repo.top).run("cat-file", "blob", oid) == b"\xff\n\n"


def test_a_failure_says_what_git_said_in_one_line_without_its_prefix(repo):
    with pytest.raises(GitError, match=r"^git cat-file failed: .*nothing$") as caught:
        Git.around(repo.top).run("cat-file", "blob", "nothing")
    assert caught.value.code == 128
    assert "Not a valid object name nothing" in caught.value.stderr


def test_the_language_of_the_user_does_not_change_what_git_says(repo, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("LANGUAGE", "de")
    with pytest.raises(GitError, match="Not a valid object name"):
        Git.around(repo.top).run("cat-file", "blob", "nothing")


def test_commands_that_run_together_answer_in_order_and_all_end_when_one_fails(repo):
    git = Git.around(repo.top)
    repo.write("a.md")
    repo.git("add", ".")
    assert git.run_together(("ls-files",), ("rev-parse", "--is-bare-repository")) == [b"a.md\n", b"false\n"]
    with pytest.raises(GitError, match="git cat-file failed"):
        git.run_together(("ls-files",), ("cat-file", "blob", "nothing"), ("ls-files",))
    assert own_processes("git") == []


def test_a_question_without_an_answer_is_none(repo):
    assert Git.around(repo.top).ask("rev-parse", "--verify", "--quiet", "HEAD") is None


def test_reading_never_takes_a_lock(repo):
    repo.write("a.md", "a")
    repo.commit()
    os.utime(repo.top / "a.md", (1, 1))
    index = repo.top / ".git/index"
    before = index.read_bytes()
    Git.around(repo.top).run("status", "--porcelain")
    assert index.read_bytes() == before


def test_reading_a_repository_never_imports_gitpython(repo):
    repo.write("gov.toml")
    repo.write("a.md", "a")
    repo.commit()
    script = (
        "import sys; from governor_cli.adapters import snapshot, commits, staged, files\n"
        "from governor_cli.adapters.workspace import open_workspace\n"
        "git = open_workspace().git\n"
        "for taken in (snapshot.worktree(git), snapshot.index(git), snapshot.merge(git, 'HEAD')):\n"
        "    dict(taken.read_many(taken.entries)); taken.digest()\n"
        "heavy = {'git', 'typer', 'rich', 'pydantic'} & sys.modules.keys()\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=repo.top, check=True)
