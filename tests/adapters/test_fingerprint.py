"""A fingerprint changes with everything that a check of the work tree may look at."""

import os

import pytest

from governor_cli.adapters.fingerprint import fingerprint, tips
from governor_cli.adapters.git import Git
from governor_cli.adapters.snapshot import worktree


@pytest.fixture
def mixed(repo):
    """Tracked, ignored and assumed files, and one of each that changes later."""
    repo.write("gov.toml")
    repo.write(".gitignore", "ignored.md\n")
    for name in ("tracked", "assumed", "staged"):
        repo.write(f"{name}.md", "old")
    repo.commit()
    repo.git("update-index", "--assume-unchanged", "assumed.md")
    repo.write("untracked.md", "old")
    repo.write("ignored.md", "old")
    return repo


def taken(repo):
    git = Git.around(repo.top)
    return fingerprint(git), worktree(git).digest()


def test_the_same_work_tree_has_the_same_fingerprint(mixed):
    before = taken(mixed)
    assert before[0] is not None
    os.utime(mixed.top / ".git")
    assert taken(mixed) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda repo: repo.write("tracked.md", "new"),
        lambda repo: repo.write("assumed.md", "new"),
        lambda repo: (repo.top / "assumed.md").unlink(),
        lambda repo: repo.write("untracked.md", "new"),
        lambda repo: repo.write("another.md", ""),
        lambda repo: repo.write("gov.toml", "# changed"),
        lambda repo: (repo.top / "tracked.md").unlink(),
        lambda repo: (repo.top / "tracked.md").chmod(0o755),
        lambda repo: (repo.top / "untracked.md").rename(repo.top / "moved.md"),
        lambda repo: repo.write(".gitignore", ""),
    ],
)
def test_every_change_of_the_snapshot_changes_the_fingerprint(mixed, change):
    before = taken(mixed)
    change(mixed)
    after = taken(mixed)
    assert after[1] != before[1], "the test changes nothing"
    assert after[0] != before[0]


def test_two_contents_in_a_row_of_one_changed_file_are_told_apart(mixed):
    mixed.write("tracked.md", "one")
    first = taken(mixed)
    mixed.write("tracked.md", "two")
    assert taken(mixed)[0] != first[0]


def test_what_head_reaches_has_an_identity_of_its_own(repo):
    git = Git.around(repo.top)
    seen = [tips(git)]
    repo.write("a.md", "1")
    repo.commit("first")
    seen.append(tips(git))
    repo.git("switch", "-q", "-c", "side")
    assert tips(git) == seen[-1]
    repo.git("commit", "-q", "--allow-empty", "-m", "the same bytes")
    seen.append(tips(git))
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "side")
    seen.append(tips(git))
    repo.git("merge", "--abort")
    assert tips(git) == seen[1]
    (repo.top / ".git/shallow").write_text(repo.git("rev-parse", "HEAD") + "\n")
    seen.append(tips(git))
    assert len(set(seen)) == len(seen)
