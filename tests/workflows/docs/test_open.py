"""A documentation branch beside every sort of checkout, which stays what it was."""

import json
from pathlib import Path

import pytest
from git_server import hook
from matrix import BORN, unborn
from repositories import Repo, gov_program

TESTS = Path(__file__).parents[2]
REPOSITORY = TESTS / "repository"
RUNBOOK = "docs/operations/troubleshooting.md"


@pytest.fixture(scope="module")
def files():
    found = {
        path.relative_to(REPOSITORY).as_posix(): path.read_bytes()
        for path in REPOSITORY.rglob("*")
        if path.is_file()
    }
    return found | {"docs/operations/support-playbook.md": (TESTS / "cases/playbook.md").read_bytes()}


def seen(repo):
    """What git says of the checkout."""
    return (
        repo.git("status", "--porcelain=2", "--branch"),
        repo.git("ls-files", "-s"),
        repo.git("rev-parse", "HEAD"),
    )


@pytest.mark.parametrize("name", [name for name in BORN if name != "read-only"])
def test_the_checkout_stays_what_it_was(tmp_path, files, name):
    repo = Repo(BORN[name](tmp_path, files))
    before = seen(repo)
    made = repo.gov("docs", "open", "cold-start", "-f", "json")
    assert made.code == 0, made.stderr
    data = json.loads(made.stdout)["data"]
    tree = Path(data["worktree"])
    (tree / RUNBOOK).write_text("# Troubleshooting\n")
    assert seen(repo) == before
    status = json.loads(repo.gov("docs", "status", "-f", "json").stdout)["data"]["branches"]
    assert [(one["branch"], one["state"], one["uncommitted"]) for one in status] == [
        ("docs/cold-start", "changed", True)
    ]
    gone = repo.gov("docs", "abandon", "cold-start", "--reason", "tried", cwd=tree)
    assert gone.code == 0, gone.stderr
    assert not tree.exists()
    assert seen(repo) == before


def test_before_the_first_commit_there_is_nothing_to_branch_from(tmp_path, files):
    done = Repo(unborn(tmp_path, files)).gov("docs", "open", "cold-start")
    assert (done.code, "which branch is the default one" in done.stderr) == (3, True)


def test_a_hook_may_open_one_and_the_commit_under_way_is_not_disturbed(tmp_path, files):
    repo = Repo(BORN["plain"](tmp_path, files))
    hook(
        repo,
        "pre-commit",
        f"#!/bin/sh\n[ -z $NESTED ] || exit 0\nNESTED=1 exec {gov_program()} docs open cold-start\n",
    )
    repo.write(RUNBOOK, "# Troubleshooting\n\nMore.\n")
    done = repo.try_git("commit", "-q", "-a", "-m", "more")
    assert done.code == 0, done.stderr
    assert repo.git("status", "--porcelain") == ""
    assert repo.git("show", "--format=", "--name-only", "HEAD") == RUNBOOK
    assert repo.git("diff", "--name-only", "docs/cold-start~1", "docs/cold-start") == ""
