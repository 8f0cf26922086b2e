"""What is being merged: after a conflict, of several branches at once, and in the hook of a merge."""

from governor_cli.adapters.git import Git
from governor_cli.adapters.parents import merging


def branches(repo, *names, file=None):
    """A branch each with a commit of its own; their ids."""
    repo.write("a.md", "begun\n")
    repo.commit("start")
    found = []
    for name in names:
        repo.git("switch", "-q", "-c", name, "main")
        repo.write(file or f"{name}.md", name)
        found.append(repo.commit(name))
    repo.git("switch", "-q", "main")
    return found


def test_outside_of_a_merge_it_is_nothing(repo):
    branches(repo, "one")
    assert merging(Git.around(repo.top)) == []


def test_of_a_merge_that_waits_for_a_hand_it_is_the_other_side(repo):
    (one,) = branches(repo, "one", file="a.md")
    repo.write("a.md", "ours\n")
    repo.commit("ours")
    assert repo.try_git("merge", "-q", "one").code == 1
    assert merging(Git.around(repo.top)) == [one]


def test_of_several_branches_it_is_each_of_them(repo):
    told = branches(repo, "one", "two")
    repo.git("merge", "-q", "--no-commit", "--no-ff", "one", "two")
    assert merging(Git.around(repo.top)) == told


def test_in_the_hook_of_a_merge_it_is_what_git_told_the_hook(repo, tmp_path):
    told = branches(repo, "one", "two")
    hook = repo.write(".git/hooks/pre-merge-commit", f"#!/bin/sh\nenv >{tmp_path}/told\n")
    hook.chmod(0o755)
    repo.git("merge", "-q", "--no-edit", "--no-ff", "one")
    given = dict(line.split("=", 1) for line in (tmp_path / "told").read_text().splitlines() if "=" in line)
    with_them = {name: value for name, value in given.items() if name.startswith("GITHEAD_")}
    assert list(with_them) == [f"GITHEAD_{told[0]}"]


def test_what_the_environment_of_a_hook_names_is_merged(repo, monkeypatch):
    (one,) = branches(repo, "one")
    monkeypatch.setenv(f"GITHEAD_{one}", "one")
    assert merging(Git.around(repo.top)) == [one]
