"""Which files git lists to be read, and what that follows from."""

import os

import pytest
from repositories import Repo

from governor_cli.adapters.git_listed import listed


def told(repo: Repo, *names: str) -> set[str] | None:
    found = listed(os.fspath(repo.top), [os.fspath(repo.top / name) for name in names])
    return None if found is None else {os.path.relpath(path, repo.top) for path in found}


def test_what_is_in_the_index_follows_from_the_index_alone(repo):
    for name in ("a.md", "deep/er/b [x].md", "é\n.md"):
        repo.write(name, name)
    repo.git("add", "-A")
    repo.write(".gitignore", "*\n")
    assert told(repo, "a.md", "deep/er/b [x].md", "é\n.md") == set()


def test_what_is_beside_the_index_follows_from_what_may_ignore_it(repo):
    repo.write("a.md")
    repo.write("deep/er/b.md")
    repo.git("add", "a.md")
    repo.git("config", "core.excludesFile", "mine")
    found = told(repo, "a.md", "deep/er/b.md")
    assert found is not None
    assert {".gitignore", "deep/.gitignore", "deep/er/.gitignore", ".git/info/exclude", "mine"} <= found
    assert ".git/config" in found
    assert os.path.relpath(os.environ["GIT_CONFIG_GLOBAL"], repo.top) in found


@pytest.mark.parametrize("how", ["gone", "ignored", "a link", "skipped", "in conflict", "never there"])
def test_what_git_does_not_list_is_not_known(repo, how):
    repo.write("a.md", "a")
    if how != "never there":
        repo.write("b.md", "b")
    if how == "ignored":
        repo.write(".gitignore", "b.md\n")
    elif how == "a link":
        (repo.top / "b.md").unlink()
        (repo.top / "b.md").symlink_to("a.md")
    repo.git("add", "a.md", *(["b.md"] if how not in {"ignored", "gone", "never there"} else []))
    if how == "gone":
        (repo.top / "b.md").unlink()
    elif how == "skipped":
        repo.git("update-index", "--skip-worktree", "b.md")
    elif how == "in conflict":
        blob = repo.git("rev-parse", ":b.md")
        lines = f"0 {'0' * 40}\tb.md\n" + "".join(f"100644 {blob} {stage}\tb.md\n" for stage in (1, 2, 3))
        repo.git("update-index", "--index-info", stdin=lines.encode())
    assert told(repo, "a.md", "b.md") is None


@pytest.mark.parametrize("name", ["include.path", "includeIf.onbranch:release.path"])
def test_what_is_beside_the_index_is_not_known_where_settings_include_others(repo, name):
    """Their file may be written later, or count on another branch alone, and no file of today says so."""
    repo.write("a.md")
    repo.write("b.md")
    repo.git("add", "a.md")
    repo.git("config", name, "more")
    assert told(repo, "a.md", "b.md") is None
    assert told(repo, "a.md") == set()
