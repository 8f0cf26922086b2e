"""Running git, and pushing through GitPython within a bound."""

import os
import subprocess
import sys

import pytest
from repositories import Repo

from governor_cli.adapters.git import Git, GitError
from governor_cli.core.errors import OutsideError


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
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


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


@pytest.fixture
def cloned(repo, tmp_path):
    """A clone with one commit more than its bare origin."""
    repo.write("a.md", "a")
    repo.commit()
    repo.git("clone", "-q", "--bare", ".", os.fspath(tmp_path / "origin.git"))
    repo.git("clone", "-q", os.fspath(tmp_path / "origin.git"), os.fspath(tmp_path / "clone"))
    clone = Repo(tmp_path / "clone")
    clone.write("b.md", "b")
    clone.commit()
    return clone


def push(clone, seconds=30.0):
    Git.around(clone.top).push("origin", "refs/heads/main:refs/heads/main", seconds=seconds)


def test_a_push_arrives(cloned, tmp_path):
    push(cloned)
    assert Repo(tmp_path / "origin.git").git("rev-parse", "main") == cloned.git("rev-parse", "HEAD")


def test_a_push_from_a_linked_work_tree_reaches_a_relative_remote(cloned, tmp_path):
    cloned.git("remote", "set-url", "origin", "../origin.git")
    cloned.git("worktree", "add", "-q", "-b", "side", os.fspath(tmp_path / "deep/er/linked"))
    Git.around(tmp_path / "deep/er/linked").push("origin", "refs/heads/side:refs/heads/side", seconds=30)
    assert Repo(tmp_path / "origin.git").git("rev-parse", "side") == cloned.git("rev-parse", "side")


def test_a_push_from_a_submodule_arrives(cloned, tmp_path):
    outer = Repo.new(tmp_path / "outer")
    outer.git("submodule", "--quiet", "add", os.fspath(tmp_path / "origin.git"), "sub")
    inner = Repo(outer.top / "sub")
    head = inner.commit("inside")
    push(inner)
    assert Repo(tmp_path / "origin.git").git("rev-parse", "main") == head


def test_a_push_from_a_work_tree_of_a_bare_repository_arrives(cloned, tmp_path):
    bare, linked = tmp_path / "bare.git", Repo(tmp_path / "far/away/linked")
    cloned.git("clone", "-q", "--bare", ".", os.fspath(bare))
    Repo(bare).git("remote", "set-url", "origin", "../origin.git")
    Repo(bare).git("worktree", "add", "-q", os.fspath(linked.top), "main")
    head = linked.commit("linked")
    push(linked)
    assert Repo(tmp_path / "origin.git").git("rev-parse", "main") == head


def test_a_push_from_a_repository_that_only_the_environment_knows_arrives(cloned, tmp_path, monkeypatch):
    store, files = tmp_path / "store.git", tmp_path / "files"
    (cloned.top / ".git").rename(store)
    cloned.top.rename(files)
    monkeypatch.setenv("GIT_DIR", os.fspath(store))
    monkeypatch.setenv("GIT_WORK_TREE", os.fspath(files))
    monkeypatch.chdir(files)
    push(Repo(files))
    assert Repo(files).git("rev-parse", "HEAD") == Repo(files).git("rev-parse", "origin/main")


def test_a_push_that_the_remote_rejects_says_why(cloned, tmp_path):
    ahead = Repo(tmp_path / "ahead")
    cloned.git("clone", "-q", os.fspath(tmp_path / "origin.git"), os.fspath(ahead.top))
    ahead.commit("first")
    ahead.git("push", "-q")
    with pytest.raises(OutsideError, match="origin did not take the push: it has commits that this clone"):
        push(cloned)


def test_a_push_that_a_rule_of_the_remote_rejects_says_so(cloned, tmp_path):
    hook = Repo(tmp_path / "origin.git").write("hooks/pre-receive", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(OutsideError, match=r"did not take the push: .*hook declined"):
        push(cloned)


def test_a_push_to_nowhere_says_why(cloned, tmp_path):
    cloned.git("remote", "set-url", "origin", os.fspath(tmp_path / "missing.git"))
    with pytest.raises(OutsideError, match=r"missing\.git.*(does not appear|does not exist)"):
        push(cloned)


def test_a_slow_remote_is_given_up(cloned, monkeypatch):
    cloned.git("remote", "set-url", "origin", "ssh://example.com/x.git")
    monkeypatch.setenv("GIT_SSH_COMMAND", "sleep 60; :")
    with pytest.raises(OutsideError, match="it took too long"):
        push(cloned, seconds=0.3)


def test_a_password_in_the_address_of_a_remote_is_never_shown(cloned, monkeypatch):
    cloned.git("remote", "set-url", "origin", "https://ada:s3cret@127.0.0.1:1/x.git")
    with pytest.raises(OutsideError) as caught:
        push(cloned)
    assert "s3cret" not in caught.value.message
    assert "127.0.0.1" in caught.value.message


def test_an_address_that_would_run_a_command_is_refused(cloned, tmp_path):
    cloned.git("remote", "set-url", "origin", f"ext::touch {tmp_path}/ran")
    with pytest.raises(OutsideError, match="did not take the push"):
        push(cloned)
    assert not (tmp_path / "ran").exists()
