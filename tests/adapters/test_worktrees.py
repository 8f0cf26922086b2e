import os
from pathlib import Path

import pytest
from git_server import hook

from governor_cli.adapters.branches import commit_at, create_branch
from governor_cli.adapters.git import Git, GitError
from governor_cli.adapters.worktrees import (
    add_tree,
    at_main,
    commit_all,
    place_for,
    prune_trees,
    remove_tree,
    tree_of,
    work_trees,
)
from governor_cli.core.errors import GovError


@pytest.fixture
def git(repo):
    repo.write("a.txt", "a\n")
    repo.commit("one")
    return Git.around(repo.top)


def added(git, branch="docs/x"):
    create_branch(git, branch, commit_at(git, "refs/heads/main"))
    return add_tree(git, branch)


def test_a_tree_stands_below_gits_own_folder_and_is_found_by_its_branch(git, repo):
    path = added(git)
    assert path == place_for(git, "docs/x") == os.fspath(repo.top / ".git/gov/docs/x")
    assert tree_of(git, "docs/x") == path
    assert [tree.branch for tree in work_trees(Git.around(path))] == ["main", "docs/x"]
    assert at_main(Git.around(path)).top == os.fspath(repo.top)
    assert repo.git("status", "--porcelain") == ""
    assert repo.try_git("config", "branch.docs/x.merge").code == 1


def test_a_branch_that_is_checked_out_is_an_error(git, repo):
    repo.git("switch", "-q", "-c", "docs/x")
    with pytest.raises(GitError, match="already"):
        add_tree(git, "docs/x")


def test_everything_in_it_is_committed_and_nothing_twice(git, repo):
    tree = Git.around(added(git))
    assert commit_all(tree, "begin\n\nGov-Incident: X\n", empty=True)
    assert not commit_all(tree, "nothing")
    Path(tree.top, "new\n.md").write_text("new\n")
    Path(tree.top, "a.txt").unlink()
    assert commit_all(tree, "work")
    shown = repo.git("show", "--format=%s", "--name-status", "-z", "docs/x").split("\0")
    assert [part for part in shown if part] == [
        "work",
        "\nD",
        "a.txt",
        "A",
        "new\n.md",
    ] or "new\n.md" in shown
    assert repo.git("log", "--format=%(trailers:only)", "-1", "docs/x~1").strip() == "Gov-Incident: X"


def test_a_hook_that_refuses_is_quoted(git, repo):
    hook(repo, "commit-msg", "#!/bin/sh\necho one >&2; echo two >&2; exit 1\n")
    tree = Git.around(added(git))
    with pytest.raises(GovError, match=r"git did not take the commit:\n  one\n  two"):
        commit_all(tree, "begin", empty=True)


def test_a_tree_with_work_in_it_is_not_removed_by_the_way(git, repo):
    path = added(git)
    Path(path, "new.md").write_text("new\n")
    with pytest.raises(GovError, match="cannot be removed"):
        remove_tree(git, path)
    remove_tree(git, path, force=True)
    assert not Path(path).parent.exists(), "nor the folder it stood in alone"


def test_a_folder_that_somebody_deleted_is_forgotten(git, repo):
    path = added(git)
    Path(path).rename(f"{path}-away")
    assert tree_of(git, "docs/x") is None
    prune_trees(git)
    assert repo.git("worktree", "list").count("\n") == 0
