"""Pushing: where a branch goes, what a remote may answer, and what is merged beside the checkout."""

import os
import time

import pytest
from repositories import Repo

from governor_cli.adapters import pushing
from governor_cli.adapters.git import Git
from governor_cli.adapters.pushing import push_branch
from governor_cli.core.errors import GovError, OutsideError


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


def push(clone, seconds=30.0, branch="refs/heads/main"):
    pushing.push(Git.around(clone.top), "origin", branch, branch, seconds=seconds)


def test_a_push_arrives(cloned, tmp_path):
    push(cloned)
    assert Repo(tmp_path / "origin.git").git("rev-parse", "main") == cloned.git("rev-parse", "HEAD")


def test_a_push_from_a_linked_work_tree_reaches_a_relative_remote(cloned, tmp_path):
    cloned.git("remote", "set-url", "origin", "../origin.git")
    cloned.git("worktree", "add", "-q", "-b", "side", os.fspath(tmp_path / "deep/er/linked"))
    push(Repo(tmp_path / "deep/er/linked"), branch="refs/heads/side")
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
    with pytest.raises(OutsideError, match=r"did not take the push: it refuses pushes to main \(pre-receive"):
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


@pytest.fixture
def origin(repo, tmp_path):
    repo.write("a.md", "a")
    repo.commit()
    repo.git("init", "-q", "--bare", os.fspath(tmp_path / "origin.git"))
    repo.git("remote", "add", "origin", os.fspath(tmp_path / "origin.git"))
    return Repo(tmp_path / "origin.git")


def test_a_branch_without_settings_goes_to_the_only_remote_under_its_own_name(repo, origin):
    assert push_branch(Git.around(repo.top), seconds=30) == "origin"
    assert origin.git("rev-parse", "main") == repo.git("rev-parse", "HEAD")


def test_a_branch_goes_to_its_upstream_under_the_name_it_has_there(repo, origin):
    repo.git("push", "-q", "-u", "origin", "main:trunk")
    head = repo.commit()
    push_branch(Git.around(repo.top), seconds=30)
    assert origin.git("for-each-ref", "--format=%(refname) %(objectname)") == f"refs/heads/trunk {head}"


def test_a_push_remote_of_its_own_comes_before_the_upstream(repo, origin, tmp_path):
    repo.git("push", "-q", "-u", "origin", "main")
    repo.git("init", "-q", "--bare", os.fspath(tmp_path / "fork.git"))
    repo.git("remote", "add", "fork", os.fspath(tmp_path / "fork.git"))
    repo.git("config", "branch.main.pushRemote", "fork")
    head = repo.commit()
    assert push_branch(Git.around(repo.top), seconds=30) == "fork"
    assert Repo(tmp_path / "fork.git").git("rev-parse", "main") == head
    assert origin.git("rev-parse", "main") != head


def test_there_must_be_a_branch_and_a_remote_to_push(repo, tmp_path):
    repo.write("a.md", "a")
    repo.commit()
    with pytest.raises(GovError, match="no remote to push to"):
        push_branch(Git.around(repo.top))
    for name in ("one", "two"):
        repo.git("remote", "add", name, os.fspath(tmp_path / name))
    with pytest.raises(GovError, match="not said which remote"):
        push_branch(Git.around(repo.top))
    repo.git("checkout", "-q", "--detach")
    with pytest.raises(GovError, match="on no branch"):
        push_branch(Git.around(repo.top))


@pytest.fixture
def other(cloned, tmp_path):
    """A second clone that has pushed a commit which the first does not have."""
    cloned.git("clone", "-q", os.fspath(tmp_path / "origin.git"), os.fspath(tmp_path / "other"))
    other = Repo(tmp_path / "other")
    other.write("c.md", "c")
    other.commit("theirs")
    other.git("push", "-q")
    return other


def test_what_the_remote_has_more_is_merged_beside_the_checkout_and_pushed(cloned, other, tmp_path):
    ours = cloned.git("rev-parse", "HEAD")
    cloned.write("draft.md", "not yet committed")
    assert push_branch(Git.around(cloned.top), seconds=30) == "origin"
    merged = Repo(tmp_path / "origin.git").git("rev-parse", "main")
    assert cloned.git("rev-list", "--parents", "-1", merged).split()[1:] == [
        ours,
        other.git("rev-parse", "HEAD"),
    ]
    assert cloned.git("rev-parse", "HEAD") == merged
    assert cloned.read("c.md") == "c"
    assert cloned.git("status", "--porcelain") == "?? draft.md"
    assert cloned.git("for-each-ref", "refs/gov") == ""


def test_a_checkout_that_is_in_the_way_stays_and_the_next_push_still_arrives(cloned, other, tmp_path):
    cloned.write("c.md", "somebody is writing this")
    ours = cloned.git("rev-parse", "HEAD")
    push_branch(Git.around(cloned.top), seconds=30)
    assert cloned.git("rev-parse", "HEAD") == ours
    assert cloned.read("c.md") == "somebody is writing this"
    cloned.write("d.md", "d")
    cloned.commit("more", "d.md")
    push_branch(Git.around(cloned.top), seconds=30)
    listed = Repo(tmp_path / "origin.git").git("ls-tree", "--name-only", "main").splitlines()
    assert listed == ["a.md", "b.md", "c.md", "d.md"]


def test_what_does_not_merge_by_itself_is_named_and_nothing_is_changed(cloned, other, tmp_path):
    other.write("b.md", "theirs")
    theirs = other.commit("theirs too")
    other.git("push", "-q")
    ours = cloned.git("rev-parse", "HEAD")
    with pytest.raises(GovError, match=r"both sides changed b\.md") as caught:
        push_branch(Git.around(cloned.top), seconds=30)
    assert caught.value.exit_code == 3
    assert "git pull" in caught.value.hint
    assert cloned.git("rev-parse", "HEAD") == ours
    assert cloned.git("status", "--porcelain") == ""
    assert Repo(tmp_path / "origin.git").git("rev-parse", "main") == theirs


def test_a_refusal_repeats_what_the_remote_says_and_tells_what_to_do(cloned, tmp_path):
    hook = '#!/bin/sh\necho "error: GH006: Protected branch update failed" >&2\nexit 1\n'
    Repo(tmp_path / "origin.git").write("hooks/pre-receive", hook).chmod(0o755)
    with pytest.raises(OutsideError, match="GH006: Protected branch") as caught:
        push(cloned)
    assert "git push origin HEAD:refs/heads/NAME" in caught.value.hint
    assert 'share = "commit"' in caught.value.hint


@pytest.mark.parametrize("where", ["here", "there"])
def test_a_hook_that_hangs_costs_the_bound_and_no_more(cloned, tmp_path, where):
    path = ".git/hooks/pre-push" if where == "here" else "hooks/pre-receive"
    hooked = cloned if where == "here" else Repo(tmp_path / "origin.git")
    hooked.write(path, "#!/bin/sh\nsleep 300\n").chmod(0o755)
    began = time.monotonic()
    with pytest.raises(OutsideError, match="it took too long"):
        push(cloned, seconds=0.5)
    assert time.monotonic() - began < 10
    hooked.write(path, "#!/bin/sh\nexit 0\n")
    push(cloned)


def test_a_host_that_nobody_answers_at_is_said_to_be_so(cloned):
    cloned.git("remote", "set-url", "origin", "http://127.0.0.1:9/x.git")
    with pytest.raises(OutsideError, match=r"did not take the push: .*127\.0\.0\.1"):
        push(cloned)


def test_a_branch_that_is_not_checked_out_can_be_pushed(cloned, tmp_path):
    head = cloned.git("rev-parse", "HEAD")
    cloned.git("checkout", "-q", "-b", "side", "HEAD~1")
    push_branch(Git.around(cloned.top), "refs/heads/main", seconds=30)
    assert Repo(tmp_path / "origin.git").git("rev-parse", "main") == head
