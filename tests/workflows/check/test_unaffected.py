"""The short way of the hook: only where the long way would say the same."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from operations import GOOD, REPORT, REPORTS, gov_repository
from repositories import Repo

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git
from governor_cli.adapters.staged import staged
from governor_cli.workflows.check.judging import judge, only_new
from governor_cli.workflows.check.refusing import refused
from governor_cli.workflows.check.unaffected import Ground

OTHER = f"{REPORTS}/INC-20261123-9QRS-other.md"


def ground(repo: Repo) -> Ground:
    git = Git.around(repo.top)
    changes, _ = staged(os.fspath(repo.top))
    return Ground(snapshots.index(git), changes, Cache(git.located.common_dir))


def commit_through_the_hook(repo: Repo) -> None:
    repo.git("add", "-A")
    changes, _ = staged(os.fspath(repo.top))
    assert refused(Git.around(repo.top), changes) is None
    repo.git("commit", "-q", "-m", "change")


def operations(top: Path) -> Repo:
    """A repository whose first two commits went through the hook, the second the long way."""
    repo = gov_repository(top)
    repo.write(REPORT, GOOD)
    repo.write(OTHER, GOOD.replace(b"7F3K", b"9QRS"))
    repo.write("docs/operations/guide.md", f"# Guide\n\n[what happened](../../{REPORT}#timeline)\n")
    repo.git("add", "-A")
    assert refused(Git.around(repo.top), staged(os.fspath(repo.top))[0]) is None
    repo.git("commit", "-q", "-m", "start")
    return repo


@pytest.fixture
def ops(tmp_path) -> Repo:
    return operations(tmp_path / "ops")


def edited(old: bytes, new: bytes) -> bytes:
    assert old in GOOD
    return GOOD.replace(old, new)


def test_words_that_no_other_file_looks_at_leave_the_rules_alone(ops):
    ops.write(OTHER, ops.read(OTHER).replace("title: Search", "title: The search"))
    assert "The search" in ops.read(OTHER)
    ops.git("add", "-A")
    assert ground(ops).is_unaffected()


def test_what_was_left_alone_once_is_the_ground_of_the_next_commit(ops):
    for number in range(3):
        ops.write(OTHER, ops.read(OTHER) + f"\nA line, {number}.\n")
        ops.write("tool.py", f"print({number})\n")
        ops.git("add", "-A")
        if number:  # with the first one a file is new
            assert ground(ops).is_unaffected()
        commit_through_the_hook(ops)


@pytest.mark.parametrize(
    "change",
    [
        lambda ops: ops.write(REPORT, edited(b"severity: P2", b"severity: P9")),
        lambda ops: ops.write(REPORT, edited(b"id: INC-20261123-7F3K", b"id: INC-20261123-9QRS")),
        lambda ops: ops.write(REPORT, edited(b"title:", b"titel:")),
        lambda ops: ops.write(REPORT, edited(b"## Timeline", b"## Course")),
        lambda ops: ops.write(OTHER, ops.read(OTHER) + "\n<!-- gov: allow INC001 of no use -->\n"),
        lambda ops: ops.write(OTHER, b"---\nkind: [\n"),
        lambda ops: (ops.top / OTHER).chmod(0o755),
        lambda ops: (ops.top / OTHER).unlink(),
        lambda ops: (ops.top / OTHER).rename(ops.top / f"{REPORTS}/INC-20261123-9QRS-moved.md"),
        lambda ops: ops.write(f"{REPORTS}/INC-20261123-8ABC-new.md", GOOD.replace(b"7F3K", b"8ABC")),
        lambda ops: ops.write("gov.toml", ops.read("gov.toml") + "\n# nothing\n"),
        lambda ops: ops.write("docs/operations/guide.md", "# Guide\n"),
        lambda ops: ops.write(
            "docs/operations/support-playbook.md",
            ops.read("docs/operations/support-playbook.md") + "\nMore words.\n",
        ),
    ],
)
def test_what_rules_may_look_at_takes_the_long_way(ops, change):
    change(ops)
    ops.git("add", "-A")
    assert not ground(ops).is_unaffected()


def test_nothing_is_known_of_a_state_that_no_hook_has_judged(ops):
    ops.write(OTHER, ops.read(OTHER) + "\nOne.\n")
    ops.git("commit", "-q", "-a", "--no-verify", "-m", "unseen")
    ops.write(OTHER, ops.read(OTHER) + "\nTwo.\n")
    ops.git("add", "-A")
    assert not ground(ops).is_unaffected()


def test_where_commits_decide_every_fact_counts(ops):
    ground(ops).remember(history=True)
    ops.write(OTHER, ops.read(OTHER).replace("title: Search", "title: The search"))
    ops.git("add", "-A")
    assert not ground(ops).is_unaffected()
    ops.write(OTHER, GOOD.replace(b"7F3K", b"9QRS") + b"\nMore words.\n")
    ops.git("add", "-A")
    assert ground(ops).is_unaffected()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return operations(tmp_path_factory.mktemp("shared") / "ops")


LINES = [line for line in GOOD.split(b"\n") if line]
ENDS = [b"P1", b"P2", b"closed", b"resolved", b"@ada", b"@nobody", b"7F3K", b"9QRS", b"2027", b"x"]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(LINES), st.sampled_from([b" ", b": ", b"-", b"2026", b"P2"]), st.sampled_from(ENDS))
def test_any_edit_that_goes_the_short_way_has_no_new_error_by_the_long_way(shared, line, old, new):
    shared.write(REPORT, GOOD.replace(line, line.replace(old, old + new)))
    shared.git("add", "-A")
    try:
        if ground(shared).is_unaffected():
            git = Git.around(shared.top)
            cache = Cache(git.located.common_dir)
            now = judge(snapshots.index(git), cache)
            assert not only_new(now, [judge(snapshots.revision(git, "HEAD"), cache)]).fails()
    finally:
        shared.write(REPORT, GOOD)
        shared.git("add", "-A")
