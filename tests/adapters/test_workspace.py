"""Where the gov repository is."""

import os
from datetime import UTC, datetime

import pytest

from governor_cli.adapters import snapshot
from governor_cli.adapters.git import Git
from governor_cli.adapters.workspace import open_workspace, roots_in
from governor_cli.core.errors import GovError


def test_the_nearest_settings_upward_count(repo):
    repo.write("gov.toml", 'playbook = "outer.md"\n')
    repo.write("ops/gov.toml", 'playbook = "inner.md"\n')
    repo.write("ops/deep/er/x.md", "")
    workspace = open_workspace(repo.top / "ops/deep/er")
    assert (workspace.prefix, workspace.settings.playbook) == ("ops/", "inner.md")
    assert (workspace.top, workspace.root) == (repo.top, repo.top / "ops")
    assert open_workspace(repo.top).prefix == ""


def test_a_folder_that_is_no_gov_repository_says_what_to_do(repo):
    with pytest.raises(GovError, match=r"no gov\.toml in .*repo or above it") as caught:
        open_workspace(repo.top)
    assert "gov init" in caught.value.hint


def test_a_folder_above_gov_repositories_names_them(repo):
    for name in ("ops", "far/away ops"):
        repo.write(f"{name}/gov.toml", "")
    repo.write("far/x.md")
    repo.git("add", ".")
    with pytest.raises(GovError) as caught:
        open_workspace(repo.top)
    assert caught.value.hint == "Start in a folder that has one: `gov -C 'far/away ops'`, `gov -C ops`."
    with pytest.raises(GovError) as caught:
        open_workspace(repo.top / "far")
    assert caught.value.hint == "Start in a folder that has one: `gov -C 'away ops'`."
    for name in "abcd":
        repo.write(f"{name}/gov.toml", "")
    repo.git("add", ".")
    with pytest.raises(GovError, match=r"no gov\.toml") as caught:
        open_workspace(repo.top)
    assert caught.value.hint.endswith("`gov -C a`, `gov -C b`, `gov -C c` and more.")


def test_settings_above_the_top_of_the_repository_do_not_count(repo):
    (repo.top.parent / "gov.toml").write_text("")
    with pytest.raises(GovError, match=r"no gov\.toml"):
        open_workspace(repo.top)


@pytest.mark.parametrize("staged", [True, False], ids=["deleted on disk", "deleted from the index too"])
def test_settings_that_the_work_tree_lost_are_found_in_git(repo, staged):
    repo.write("ops/gov.toml", 'playbook = "p.md"\n')
    repo.write("ops/a.md")
    repo.commit()
    if staged:
        (repo.top / "ops/gov.toml").unlink()
    else:
        repo.git("rm", "-q", "ops/gov.toml")
    workspace = open_workspace(repo.top / "ops")
    assert (workspace.prefix, workspace.settings.playbook) == ("ops/", "p.md")


def test_settings_are_a_file_and_never_a_link(repo, tmp_path):
    (tmp_path / "outside.toml").write_text("")
    (repo.top / "gov.toml").symlink_to(tmp_path / "outside.toml")
    with pytest.raises(GovError, match=r"no gov\.toml"):
        open_workspace(repo.top)
    repo.commit()
    with pytest.raises(GovError, match=r"no gov\.toml"):
        open_workspace(repo.top)


def test_a_folder_named_like_the_settings_is_none(repo):
    repo.write("gov.toml/a.md")
    with pytest.raises(GovError, match=r"no gov\.toml"):
        open_workspace(repo.top)


def test_wrong_settings_are_named_from_the_top(repo):
    repo.write("ops/gov.toml", "nonsense = 1\n")
    with pytest.raises(GovError, match=r"^ops/gov\.toml:1: unknown setting `nonsense`"):
        open_workspace(repo.top / "ops")


def test_settings_on_disk_need_one_process_alone(repo, tmp_path, monkeypatch):
    repo.write("gov.toml")
    log = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE", os.fspath(log))
    open_workspace(repo.top)
    assert log.read_text().count("built-in: git") == 1


def test_every_root_of_a_snapshot_is_found_and_nothing_like_it(repo):
    for path in (
        "ops/gov.toml",
        "gov.toml",
        "a/my-gov.toml",
        "b/gov.toml/x.md",
        "c/gov.toml.md",
        "d/e/gov.toml",
    ):
        repo.write(path)
    (repo.top / "f").mkdir()
    (repo.top / "f/gov.toml").symlink_to("../gov.toml")
    assert roots_in(snapshot.worktree(Git.around(repo.top))) == ["", "d/e/", "ops/"]


def test_the_clock_is_part_of_the_workspace(repo):
    repo.write("gov.toml")
    moment = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert open_workspace(repo.top, clock=lambda: moment).now() == moment


def test_a_file_of_the_workspace_lies_inside_its_root(repo):
    repo.write("ops/gov.toml")
    workspace = open_workspace(repo.top / "ops")
    assert workspace.file("a/b.md") == str(repo.top / "ops/a/b.md")
    assert (workspace.has("gov.toml"), workspace.has("a/b.md")) == (True, False)
    with pytest.raises(GovError):
        workspace.file("../b.md")
