"""The remote and its default branch, in clones of real repositories; `gov docs` itself is tried over HTTP."""

import pytest
from repositories import Repo

from governor_cli.adapters.git import Git
from governor_cli.adapters.remotes import (
    Base,
    default_branch,
    deliver,
    fetch_branch,
    push_remote,
    remotes,
    request_pull,
    reviews_of,
    url_of,
)
from governor_cli.core.errors import GovError, OutsideError


@pytest.fixture
def pair(tmp_path):
    """A bare repository and a clone with one commit on `main`."""
    bare = Repo.new(tmp_path / "server/acme/ops.git", "--bare", "--initial-branch=main")
    clone = Repo.new(tmp_path / "clone")
    clone.write("a.txt", "a\n")
    clone.commit("one")
    clone.git("remote", "add", "origin", str(bare.top))
    clone.git("push", "-q", "origin", "main")
    return bare, clone


def git_of(repo):
    return Git.around(repo.top)


def test_the_remotes_own_branch_goes_before_the_clones(pair):
    assert default_branch(git_of(pair[1])) == Base("main", "refs/remotes/origin/main", "origin")


def test_without_a_remote_the_clones_own_branch_counts(repo):
    repo.commit("one")
    repo.git("branch", "-m", "main", "work")
    assert default_branch(git_of(repo)) == Base("work", "refs/heads/work", "")
    with pytest.raises(GovError, match="there is no branch `main` here"):
        default_branch(git_of(repo), "main")


def test_a_named_branch_counts_before_what_the_remote_says(pair):
    _, clone = pair
    clone.git("push", "-q", "origin", "main:stable")
    clone.git("fetch", "-q", "origin")
    clone.git("remote", "set-head", "origin", "main")
    assert default_branch(git_of(clone)).name == "main"
    assert default_branch(git_of(clone), "stable").ref == "refs/remotes/origin/stable"


def test_documentation_branches_are_never_taken_for_the_default_one(pair):
    _, clone = pair
    clone.git("branch", "-m", "main", "primary")
    clone.git("branch", "docs/x")
    clone.git("remote", "remove", "origin")
    assert default_branch(git_of(clone)).name == "primary"


def test_of_several_remotes_origin_counts(pair, tmp_path):
    _, clone = pair
    clone.git("remote", "add", "aa", str(tmp_path))
    assert remotes(git_of(clone)) == ["aa", "origin"]
    assert default_branch(git_of(clone)).remote == "origin"


def test_a_fork_is_pushed_to_where_git_is_told_so(pair, tmp_path):
    _, clone = pair
    assert push_remote(git_of(clone), "origin") == "origin"
    clone.git("config", "remote.pushDefault", "fork")
    assert push_remote(git_of(clone), "origin") == "origin", "a remote that is not there"
    clone.git("remote", "add", "fork", str(tmp_path))
    assert push_remote(git_of(clone), "origin") == "fork"
    assert url_of(git_of(clone), "fork") == str(tmp_path)


def test_fetching_moves_what_is_known_of_the_remote_and_nothing_else(pair, tmp_path):
    bare, clone = pair
    other = Repo.new(tmp_path / "other")
    other.git("pull", "-q", str(bare.top), "main")
    tip = other.commit("two")
    other.git("push", "-q", str(bare.top), "HEAD:main")
    git = git_of(clone)
    before = clone.git("rev-parse", "HEAD"), clone.git("for-each-ref", "refs/heads")
    fetch_branch(git, default_branch(git))
    assert clone.git("rev-parse", "origin/main") == tip
    assert (clone.git("rev-parse", "HEAD"), clone.git("for-each-ref", "refs/heads")) == before
    assert not (clone.top / ".git/FETCH_HEAD").exists()


def test_a_default_branch_that_nobody_has_pushed_is_no_trouble(pair):
    git = git_of(pair[1])
    fetch_branch(git, Base("new", "refs/heads/new", "origin"))


def test_a_folder_that_is_gone_is_an_outside_failure(pair):
    _, clone = pair
    clone.git("remote", "set-url", "origin", "../nowhere")
    with pytest.raises(OutsideError, match="origin has no such repository"):
        fetch_branch(git_of(clone), Base("main", "refs/remotes/origin/main", "origin"))
    with pytest.raises(OutsideError, match="origin has no such repository"):
        deliver(git_of(clone), "origin", "refs/heads/main:refs/heads/main")


def test_a_remote_without_push_options_is_said_to_have_none(pair):
    bare, clone = pair
    bare.git("config", "receive.advertisePushOptions", "false")
    with pytest.raises(OutsideError, match="origin takes no push options") as error:
        deliver(git_of(clone), "origin", "refs/heads/main:refs/heads/x", ["merge_request.create"])
    assert "[forge]" in error.value.hint


def test_a_relative_remote_is_pushed_to_from_a_linked_work_tree(pair, tmp_path):
    bare, clone = pair
    clone.git("remote", "set-url", "origin", "../server/acme/ops.git")
    clone.git("worktree", "add", "-q", "-b", "docs/x", str(tmp_path / "deep/er/tree"))
    deliver(Git.around(tmp_path / "deep/er/tree"), "origin", "refs/heads/docs/x:refs/heads/docs/x")
    assert bare.git("for-each-ref", "--format=%(refname)", "refs/heads/docs") == "refs/heads/docs/x"


def test_reviews_are_found_by_their_head_the_latest_first(pair):
    bare, clone = pair
    tip = clone.git("rev-parse", "main")
    other = clone.commit("another")
    clone.git("push", "-q", "origin", "main")
    for number, oid in ((3, tip), (12, tip), (4, other)):
        bare.git("update-ref", f"refs/pull/{number}/head", oid)
    bare.git("update-ref", "refs/pull/99/merge", tip)
    assert reviews_of(git_of(clone), "origin", "refs/pull/*/head", tip) == (12, 3)


def test_the_request_to_pull_is_gits_own(pair):
    _, clone = pair
    clone.git("switch", "-q", "-c", "docs/x")
    clone.write("b.txt", "b\n")
    clone.commit("learned")
    clone.git("push", "-q", "origin", "docs/x")
    text = request_pull(git_of(clone), "origin", "refs/remotes/origin/main", "docs/x")
    assert "are available in the Git repository at" in text
    assert "learned" in text
