import pytest

from governor_cli.adapters.branches import (
    commit_at,
    create_branch,
    delete_branch,
    forget,
    is_ancestor,
    is_branch_name,
    refs_below,
    remember,
    remembered,
)
from governor_cli.adapters.git import Git, GitError


@pytest.fixture
def git(repo):
    repo.commit("one")
    return Git.around(repo.top)


@pytest.mark.parametrize("name", ["-x", "a b", "a..b", "a.lock", "", "@{-1}", "a\nb", "HEAD~1"])
def test_what_git_takes_for_no_branch_is_none(git, name):
    assert not is_branch_name(git, name)


def test_a_memory_goes_and_comes_with_its_branch(git, repo):
    repo.git("branch", "docs/Ünï.x")
    remember(git, "docs/Ünï.x", {"learned": "2026-11-23T10:00:00Z", "pull-request": "https://x/1?a=b\n2"})
    remember(git, "docs/Ünï.x", {"learned": "2026-11-24T10:00:00Z"})
    assert remembered(git) == {
        "docs/Ünï.x": {"learned": "2026-11-24T10:00:00Z", "pull-request": "https://x/1?a=b\n2"}
    }
    repo.git("branch", "-m", "docs/Ünï.x", "docs/y")
    assert list(remembered(git)) == ["docs/y"]
    repo.git("branch", "-D", "docs/y")
    assert remembered(git) == {}
    forget(git, "docs/y")


def test_a_branch_is_made_once(git, repo):
    tip = repo.git("rev-parse", "HEAD")
    assert create_branch(git, "docs/x", tip)
    assert not create_branch(git, "docs/x", repo.commit("two"))
    assert commit_at(git, "refs/heads/docs/x") == tip
    with pytest.raises(GitError, match="docs/x"):
        create_branch(git, "docs/x/y", tip)


def test_a_branch_that_has_moved_is_not_deleted(git, repo):
    tip = repo.git("rev-parse", "HEAD")
    repo.git("branch", "docs/x")
    remember(git, "docs/x", {"learned": "x"})
    other = repo.commit("two")
    with pytest.raises(GitError):
        delete_branch(git, "docs/x", other)
    assert commit_at(git, "refs/heads/docs/x") == tip
    delete_branch(git, "docs/x", tip)
    assert (commit_at(git, "refs/heads/docs/x"), remembered(git)) == (None, {})


def test_refs_and_ancestors(git, repo):
    one, two = repo.git("rev-parse", "HEAD"), repo.commit("two")
    repo.git("branch", "docs/x", one)
    assert refs_below(git, "refs/heads/docs/") == {"refs/heads/docs/x": one}
    assert (is_ancestor(git, one, two), is_ancestor(git, two, one)) == (True, False)
