"""What gov doctor found last: kept for each gov repository of a clone, and never in anybody's way."""

import json
from datetime import UTC, datetime

import pytest

from governor_cli.adapters.checkup import keep_checkup
from governor_cli.adapters.git import Git
from governor_cli.adapters.settings import Settings
from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.examination import Examination, Result
from governor_cli.workflows.doctor.last import last_result

FOUND = Examination(
    datetime(2026, 11, 23, 10, 2, tzinfo=UTC),
    (
        Result("git", "ok", "git 2.39.5", 0.004),
        Result("mail", "failed", "naïve \udcff text\n", 1.5, "Do something."),
        Result("slack", "not_configured", "", 0.0),
    ),
)


@pytest.fixture
def workspace(repo):
    return Workspace(Git.around(repo.top), "", Settings())


def file_of(repo):
    return repo.top / ".git/gov/doctor.json"


def test_before_anybody_asked_there_is_nothing(workspace):
    assert last_result(workspace) is None


def test_what_is_kept_comes_back_as_it_was(workspace):
    assert keep_checkup(workspace, FOUND)
    assert last_result(workspace) == FOUND


def test_the_last_one_counts_for_each_gov_repository_in_the_clone(repo, workspace):
    other = Workspace(workspace.git, "ops/", Settings())
    keep_checkup(workspace, FOUND)
    assert last_result(other) is None
    later = Examination(datetime(2026, 11, 24, tzinfo=UTC), ())
    keep_checkup(other, later)
    assert (last_result(workspace), last_result(other)) == (FOUND, later)
    keep_checkup(workspace, later)
    assert last_result(workspace) == later
    assert [one.name for one in file_of(repo).parent.iterdir()] == ["doctor.json"]


def test_a_linked_work_tree_shares_it(repo, workspace, tmp_path):
    repo.commit("start")
    repo.git("worktree", "add", "-q", str(tmp_path / "linked"))
    keep_checkup(workspace, FOUND)
    assert last_result(Workspace(Git.around(tmp_path / "linked"), "", Settings())) == FOUND


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"": 7}',
        b'{"": {"at": "yesterday", "probes": []}}',
        b'{"": {"at": "2026-11-23T10:02:00Z", "probes": [{"name": "git"}]}}',
        b'{"": {"at": "2026-11-23T10:02:00Z", "probes": [7]}}',
        json.dumps(
            {"": {"at": "2026-11-23T10:02:00Z", "probes": [{**FOUND.probes[0]._asdict(), "state": "x"}]}}
        ).encode(),
        b"[" * 200_000,
    ],
)
def test_a_damaged_file_says_nothing_and_the_next_one_replaces_it(repo, workspace, damaged):
    keep_checkup(workspace, FOUND)
    file_of(repo).write_bytes(damaged)
    assert last_result(workspace) is None
    assert keep_checkup(workspace, FOUND)
    assert last_result(workspace) == FOUND


def test_where_it_cannot_be_written_that_is_no_error(repo, workspace):
    repo.write(".git/gov", "somebody's file")
    assert not keep_checkup(workspace, FOUND)
    assert last_result(workspace) is None
