"""What must be done by when, over all files: kept by bytes, and the same at any time."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from operations import GOOD, REPORT, REPORTS, gov_repository

from governor_cli.adapters.workspace import open_workspace
from governor_cli.workflows.due import promises
from governor_cli.workflows.repository.recording import Recording

AT = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def found(repo, at):
    told = promises(Recording(open_workspace(repo.top)), at)
    return sorted(told.found), list(told.troubles)


@pytest.fixture
def ops(tmp_path):
    repo = gov_repository(tmp_path / "ops")
    repo.write(REPORT, GOOD)
    repo.commit("start")
    return repo


def test_the_clocks_that_are_kept_are_those_that_would_be_found_at_any_later_time(ops):
    first = found(ops, AT)
    assert {one.what for one in first[0]} >= {"acknowledge", "update"}
    for hours in range(0, 60, 7):
        later = AT + timedelta(hours=hours)
        kept = found(ops, later)
        shutil.rmtree(ops.top / ".git/gov")
        assert kept == found(ops, later) == first


def test_an_edit_and_another_playbook_start_new_clocks(ops):
    before = found(ops, AT)[0]
    ops.write(
        REPORT,
        (ops.top / REPORT).read_bytes().replace(b"declared: 2026-11-23T10", b"declared: 2026-11-23T09"),
    )
    moved = found(ops, AT)[0]
    assert {one.due for one in moved} != {one.due for one in before}
    book = "docs/operations/support-playbook.md"
    ops.write(book, ops.read(book).replace("acknowledge_within: 15m", "acknowledge_within: 20m"))
    kept = found(ops, AT)
    shutil.rmtree(ops.top / ".git/gov")
    assert kept == found(ops, AT)


def test_a_report_that_cannot_be_read_is_named_each_time(ops):
    ops.write(f"{REPORTS}/INC-20261123-9QRS-x.md", "---\nkind: incident\n---\n")
    for _ in range(2):
        troubles = found(ops, AT)[1]
        assert len(troubles) == 1
        assert "INC-20261123-9QRS-x.md cannot be read: run `gov check`" in troubles[0]
