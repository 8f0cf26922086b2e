"""What a commit is about to change, asked without importing anything heavy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import Repo

import governor_cli
from governor_cli.adapters.staged import concerns_gov, staged


def told(folder):
    """Status letters and paths, and the folders with a gov.toml."""
    changes, roots = staged(folder)
    return [(status, path) for status, path, _, _ in changes], roots


def test_an_edit_is_told_with_what_was_there_before(repo):
    repo.write("gov.toml")
    repo.write("a.md", "old")
    repo.commit()
    repo.write("a.md", "new")
    repo.git("add", "a.md")
    old, new = (repo.git("rev-parse", f"{rev}:a.md").strip() for rev in ("HEAD", ""))
    assert staged(repo.top)[0] == [("M", "a.md", ("100644", old), ("100644", new))]


def test_added_changed_and_deleted_paths_are_staged_and_renames_are_both(repo):
    for name in ("changed", "deleted", "moved", "same"):
        repo.write(f"{name}.md", f"{name}\n" * 50)
    repo.write("gov.toml")
    repo.write("ops/gov.toml")
    repo.commit()
    repo.write("changed.md", "new")
    repo.write("added.md", "new")
    repo.git("rm", "-q", "deleted.md")
    repo.git("mv", "moved.md", "moved-to.md")
    repo.git("add", "changed.md", "added.md")
    repo.write("same.md", "not staged")
    changes, roots = staged(repo.top)
    assert sorted((path, status) for status, path, _, _ in changes) == [
        ("added.md", "A"),
        ("changed.md", "M"),
        ("deleted.md", "D"),
        ("moved-to.md", "A"),
        ("moved.md", "D"),
    ]
    assert roots == ["", "ops/"]


def test_before_the_first_commit_everything_is_new(repo):
    repo.write("ops/gov.toml")
    repo.write("ops/a.md", "a")
    repo.git("add", ".")
    assert told(repo.top) == ([("A", "ops/a.md"), ("A", "ops/gov.toml")], ["ops/"])


def test_settings_that_are_being_deleted_still_mark_their_repository(repo):
    repo.write("gov.toml")
    repo.write("a.md")
    repo.commit()
    repo.git("rm", "-q", "gov.toml")
    assert told(repo.top) == ([("D", "gov.toml")], [""])


def test_a_repository_of_somebody_else_has_no_roots(repo):
    repo.write("src/not-gov.toml")
    repo.write("a.py")
    repo.git("add", ".")
    assert staged(repo.top)[1] == []


def test_paths_are_relative_to_the_top_from_any_folder_and_whatever_the_user_has_configured(
    repo, monkeypatch
):
    repo.git("config", "diff.relative", "true")
    repo.git("config", "diff.renames", "copies")
    repo.git("config", "core.quotePath", "true")
    repo.write("gov.toml")
    repo.write("sub/Ü\n.md")
    repo.git("add", ".")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    assert told(repo.top / "sub") == ([("A", "gov.toml"), ("A", "sub/Ü\n.md")], [""])


def test_outside_a_repository_there_is_no_answer(tmp_path):
    assert staged(tmp_path) is None
    assert staged(tmp_path / "missing") is None


def test_without_git_there_is_no_answer(repo, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert staged(repo.top) is None


@pytest.mark.parametrize(
    ("command", "seen"),
    [(("commit", "-qam", "x"), ["a.md", "b.md"]), (("commit", "-qm", "x", "b.md"), ["b.md"])],
)
def test_a_hook_is_told_of_this_very_commit(repo, command, seen):
    repo.write("a.md", "a")
    repo.write("b.md", "b")
    repo.commit()
    script = "from governor_cli.adapters.staged import staged; print(*(change[1] for change in staged()[0]))"
    hook = repo.write(".git/hooks/pre-commit", f"#!/bin/sh\n{sys.executable} -c '{script}' > .git/seen\n")
    hook.chmod(0o755)
    repo.write("a.md", "new")
    repo.write("b.md", "new")
    repo.git(*command)
    assert repo.read(".git/seen").split() == seen


def test_asking_imports_nothing_heavy():
    script = (
        "import sys; before = set(sys.modules)\nimport governor_cli.adapters.staged\n"
        "heavy = {'pathlib', 'typing', 'dataclasses', 'json', 'tempfile', 'pydantic', 'typer'}\n"
        "print(sorted(heavy & set(sys.modules) - before))"
    )
    environment = {**os.environ, "PYTHONPATH": os.fspath(Path(governor_cli.__file__).parent.parent)}
    command = [sys.executable, "-S", "-c", script]
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=environment)
    assert done.stdout == "[]\n"


def test_a_repository_with_an_unusual_name_is_asked_too(tmp_path):
    repo = Repo.new(tmp_path / "new\nline")
    repo.write("gov.toml")
    repo.git("add", ".")
    assert told(repo.top) == ([("A", "gov.toml")], [""])


@pytest.fixture
def mixed(repo):
    """A gov repository in a folder, and files of other people around it."""
    for name in ("ops/gov.toml", "ops/report.md", "ops/tasks.json", "ops/graph.png", "ops/tool.py"):
        repo.write(name, "old")
    for name in ("README.md", "tool.py"):
        repo.write(name, "old")
    repo.commit()
    return repo


@pytest.mark.parametrize(
    ("change", "concerns"),
    [
        (lambda repo: repo.write("ops/report.md", "new"), True),
        (lambda repo: repo.write("ops/new.md", "new"), True),
        (lambda repo: repo.write("ops/gov.toml", "new"), True),
        (lambda repo: repo.write("new/gov.toml", "new"), True),
        (lambda repo: repo.write("ops/tasks.json", "new"), True),
        (lambda repo: (repo.top / "ops/graph.png").unlink(), True),
        (lambda repo: (repo.top / "ops/graph.png").rename(repo.top / "ops/moved.png"), True),
        (lambda repo: (repo.top / "ops/gov.toml").unlink(), True),
        (lambda repo: repo.write("ops/tool.py", "new"), False),
        (lambda repo: repo.write("README.md", "new"), False),
        (lambda repo: (repo.top / "README.md").unlink(), False),
        (lambda repo: None, False),
    ],
)
def test_a_commit_concerns_gov_when_it_may_change_what_gov_says(mixed, change, concerns):
    change(mixed)
    mixed.git("add", "--all")
    assert concerns_gov(staged(mixed.top)) is concerns


def test_where_git_cannot_tell_the_commit_concerns_gov(tmp_path):
    assert concerns_gov(staged(tmp_path))
