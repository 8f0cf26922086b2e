"""Snapshots of one repository: what counts, what is read from where, and that all kinds agree."""

import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repositories import Repo, own_processes

from governor_cli.adapters import snapshot
from governor_cli.adapters.git import Git
from governor_cli.adapters.listing import READ_BOUND, below
from governor_cli.core.errors import GovError


def worktree(repo, *patterns):
    return snapshot.worktree(Git.around(repo.top), patterns)


def index(repo, *patterns):
    return snapshot.index(Git.around(repo.top), patterns)


def contents(taken):
    return dict(taken.read_many(taken.entries))


PATHS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=6).filter(
        lambda name: name not in {".", ".."} and name.lower() != ".git" and len(name.encode()) < 100
    ),
    min_size=1,
    max_size=3,
).map("/".join)


@settings(max_examples=12, deadline=None)
@given(st.dictionaries(PATHS, st.binary(max_size=60), min_size=1, max_size=6), st.data())
def test_the_same_bytes_are_the_same_in_work_tree_index_revision_and_merge(files, data):
    files = {
        path: content
        for path, content in files.items()
        if not any(other.startswith(f"{path}/") for other in files)
    }
    with tempfile.TemporaryDirectory() as folder:
        repo = Repo.new(Path(folder, "repo"))
        repo.git("commit", "-q", "--allow-empty", "-m", "base")
        for path, content in files.items():
            repo.write(path, content)
        repo.git("-c", "core.safecrlf=false", "add", "-A", "-f")
        staged = index(repo)
        repo.git("commit", "-q", "--allow-empty", "-m", "all")
        repo.git("branch", "all")
        git = Git.around(repo.top)
        taken = [worktree(repo), staged, snapshot.revision(git, "all")]
        repo.git("checkout", "-q", "--detach", "HEAD~1")
        taken.append(snapshot.merge(git, "all"))
        assert [contents(one) for one in taken[1:]] == [files] * 3
        assert len({one.digest() for one in taken}) == 1
        assert len({tuple(sorted(one.entries)) for one in taken}) == 1
        path = data.draw(st.sampled_from(sorted(files)))
        assert len({one.oid(path) for one in taken}) == 1


def test_the_work_tree_is_what_is_on_disk_without_what_is_ignored(repo):
    for name in ("same", "changed", "deleted", "staged-then-changed"):
        repo.write(f"{name}.md", name)
    repo.write(".gitignore", "ignored.md\n")
    repo.commit()
    repo.write("changed.md", "on disk")
    (repo.top / "deleted.md").unlink()
    repo.write("staged-then-changed.md", "staged")
    repo.git("add", "staged-then-changed.md")
    repo.write("staged-then-changed.md", "on disk")
    repo.write("untracked.md", "untracked")
    repo.write("ignored.md", "ignored")
    repo.write("staged-new.md", "new")
    repo.git("add", "staged-new.md")
    assert contents(worktree(repo)) == {
        ".gitignore": b"ignored.md\n",
        "changed.md": b"on disk",
        "same.md": b"same",
        "staged-new.md": b"new",
        "staged-then-changed.md": b"on disk",
        "untracked.md": b"untracked",
    }
    staged = contents(index(repo))
    assert staged["changed.md"] == b"changed"
    assert staged["staged-then-changed.md"] == b"staged"
    assert {"deleted.md", "staged-new.md"} < staged.keys()
    assert "untracked.md" not in staged


def test_a_file_touched_without_a_change_keeps_its_identity(repo):
    repo.write("a.md", "text")
    repo.commit()
    before = worktree(repo).digest()
    os.utime(repo.top / "a.md", (1, 1))
    assert worktree(repo).digest() == before


def test_the_digest_sees_contents_modes_and_names(repo):
    digests = set()
    for step in (
        lambda: repo.write("a.md", "one"),
        lambda: repo.write("a.md", "two"),
        lambda: (repo.top / "a.md").chmod(0o755),
        lambda: (repo.top / "a.md").rename(repo.top / "b.md"),
        lambda: (repo.top / "c.md").symlink_to("b.md"),
    ):
        step()
        digests.add(worktree(repo).digest())
    assert len(digests) == 5


def test_an_executable_file_has_its_mode_in_every_kind(repo):
    file = repo.write("run.md", "x")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    assert worktree(repo).entries["run.md"][0] == "100755"
    repo.commit()
    assert {worktree(repo).entries["run.md"][0], index(repo).entries["run.md"][0]} == {"100755"}


def test_symbolic_links_are_entries_and_never_read(repo, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("outside")
    (repo.top / "tracked.md").symlink_to(secret)
    repo.commit()
    (repo.top / "untracked.md").symlink_to(secret)
    on_disk = worktree(repo)
    assert {mode for mode, _ in on_disk.entries.values()} == {"120000"}
    assert contents(on_disk) == contents(index(repo)) == {}
    with pytest.raises(GovError, match=r"tracked\.md is not a regular file in the work tree"):
        on_disk.read("tracked.md")


@pytest.mark.parametrize("flag", ["--no-assume-unchanged", "--assume-unchanged"])
def test_files_behind_a_folder_that_became_a_link_are_gone(repo, tmp_path, flag):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("outside")
    repo.write("folder/a.md", "inside")
    repo.write("b.md", "b")
    repo.commit()
    repo.git("update-index", flag, "folder/a.md")
    (repo.top / "folder/a.md").unlink()
    (repo.top / "folder").rmdir()
    (repo.top / "folder").symlink_to(outside)
    assert contents(worktree(repo)) == {"b.md": b"b"}


def test_a_file_that_became_a_link_is_a_link(repo):
    repo.write("a.md", "a")
    repo.write("b.md", "b")
    repo.commit()
    (repo.top / "a.md").unlink()
    (repo.top / "a.md").symlink_to("b.md")
    assert worktree(repo).entries["a.md"][0] == "120000"
    assert contents(worktree(repo)) == {"b.md": b"b"}


def test_a_pipe_in_the_place_of_a_file_stops_nothing(repo):
    repo.write("a.md", "a")
    repo.commit()
    (repo.top / "a.md").unlink()
    os.mkfifo(repo.top / "a.md")
    os.mkfifo(repo.top / "b.md")
    assert contents(worktree(repo)) == {}


def test_assume_unchanged_does_not_hide_what_is_on_disk(repo):
    repo.write("a.md", "committed")
    repo.write("b.md", "committed")
    repo.commit()
    repo.git("update-index", "--assume-unchanged", "a.md", "b.md")
    repo.write("a.md", "on disk")
    (repo.top / "b.md").unlink()
    assert contents(worktree(repo)) == {"a.md": b"on disk"}
    assert contents(index(repo)) == {"a.md": b"committed", "b.md": b"committed"}


def test_a_file_announced_with_intent_to_add_is_on_disk_and_not_staged(repo):
    repo.write("announced.md", "text")
    repo.write("empty.md", "")
    repo.git("add", "empty.md")
    repo.git("add", "--intent-to-add", "announced.md")
    assert contents(worktree(repo)) == {"announced.md": b"text", "empty.md": b""}
    assert contents(index(repo)) == {"empty.md": b""}


def test_what_a_killed_write_left_behind_is_no_file_of_the_work_tree(repo):
    repo.write(".gov-0123456789abcdef.tmp", "half")
    repo.write("folder/.gov-0123456789abcdef.tmp", "half")
    repo.write("a.md", "a")
    assert contents(worktree(repo)) == {"a.md": b"a"}


def test_a_file_that_vanishes_after_it_was_listed_is_left_out(repo):
    repo.write("a.md", "a")
    repo.write("b.md", "b")
    taken = worktree(repo)
    (repo.top / "a.md").unlink()
    assert contents(taken) == {"b.md": b"b"}
    assert isinstance(taken.oid("a.md"), str)
    assert taken.digest()
    with pytest.raises(GovError, match=r"a\.md is gone"):
        taken.read("a.md")


def test_a_snapshot_stays_what_it_was_when_files_change_after_it(repo):
    """Otherwise the verdict on new bytes would be remembered under the id of the old ones."""
    repo.write("tracked.md", "old")
    repo.commit()
    repo.write("untracked.md", "old")
    taken = worktree(repo)
    before = {path: taken.oid(path) for path in taken.entries}
    repo.write("tracked.md", "new")
    repo.write("untracked.md", "new")
    assert contents(taken) == {"tracked.md": b"old", "untracked.md": b"old"}
    (repo.top / "tracked.md").unlink()
    assert taken.read("tracked.md") == b"old"
    assert {path: taken.oid(path) for path in taken.entries} == before


def test_reading_keeps_the_order_asked_for_and_leaves_out_what_is_not_there(repo):
    for name in "abc":
        repo.write(f"{name}.md", name)
    repo.commit()
    repo.write("b.md", "changed")
    wanted = ["c.md", "missing.md", "b.md", "a.md"]
    for taken in (worktree(repo), index(repo)):
        assert [path for path, _ in taken.read_many(wanted)] == ["c.md", "b.md", "a.md"]


def test_a_reader_that_stops_early_leaves_no_process(repo):
    for number in range(300):
        repo.write(f"{number}.md", "x" * 5000)
    repo.commit()
    reading = index(repo).read_many(index(repo).entries)
    next(reading)
    reading.close()
    assert own_processes("git") == []


def test_patterns_limit_every_kind_alike(repo):
    for path in ("ops/a.md", "ops/deep/b.md", "ops/c.txt", "d.md", "op[s]/e.md", "other/f.md"):
        repo.write(path, path)
    repo.commit()
    repo.write("ops/new.md", "n")
    repo.write("ops/new.txt", "n")
    git = Git.around(repo.top)
    patterns = below("ops/", ".md")
    committed = {"ops/a.md", "ops/deep/b.md"}
    assert worktree(repo, *patterns).entries.keys() == {*committed, "ops/new.md"}
    assert index(repo, *patterns).entries.keys() == committed
    assert snapshot.revision(git, "HEAD", patterns).entries.keys() == committed
    assert snapshot.merge(git, "main", patterns).entries.keys() == committed
    odd = below("op[s]/", ".md")
    for taken in (worktree(repo, *odd), index(repo, *odd), snapshot.revision(git, "HEAD", odd)):
        assert taken.entries.keys() == {"op[s]/e.md"}
    for taken in (worktree(repo, "other", "d.md"), snapshot.revision(git, "HEAD", ("other", "d.md"))):
        assert taken.entries.keys() == {"d.md", "other/f.md"}


def test_a_merge_takes_both_sides_and_changes_nothing(repo):
    repo.write("a.md", "1\n2\n3\n4\n5\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "topic")
    repo.write("a.md", "1\n2\n3\n4\nfive\n")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write("a.md", "one\n2\n3\n4\n5\n")
    repo.commit()
    before = repo.git("count-objects", "-v"), repo.git("status", "--porcelain")
    merged = snapshot.merge(Git.around(repo.top), "topic")
    assert merged.read("a.md") == b"one\n2\n3\n4\nfive\n"
    assert merged.unmerged == ()
    assert (repo.git("count-objects", "-v"), repo.git("status", "--porcelain")) == before


def test_the_objects_of_a_merge_disappear_with_its_snapshot(repo, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", os.fspath(tmp_path))
    repo.write("a.md", "a")
    repo.commit()
    merged = snapshot.merge(Git.around(repo.top), "main")
    assert list(tmp_path.glob("gov-merge-*"))
    del merged
    assert not list(tmp_path.glob("gov-merge-*"))


def test_histories_without_a_common_commit_are_refused(repo):
    repo.write("a.md", "a")
    repo.commit()
    repo.git("checkout", "-q", "--orphan", "other")
    repo.commit("unrelated")
    with pytest.raises(GovError, match="no commit in common"):
        snapshot.merge(Git.around(repo.top), "main")


@pytest.mark.parametrize(
    "rev", ["nowhere", "", "-x", "--all", "^HEAD", "HEAD..HEAD", "a b", "HEAD:a.md", "\0", "HEAD\n", "\ud800"]
)
def test_a_revision_that_is_none_is_refused_by_name(repo, rev):
    repo.write("a.md", "a")
    repo.commit()
    for take in (snapshot.revision, snapshot.merge):
        with pytest.raises(GovError, match="no revision"):
            take(Git.around(repo.top), rev)


def test_an_old_git_cannot_judge_a_merge_and_says_so(repo, tmp_path, monkeypatch):
    repo.commit()
    old = tmp_path / "bin/git"
    old.parent.mkdir()
    real = shutil.which("git")
    old.write_text(
        f'#!/bin/sh\ncase $1 in merge-tree) echo "usage: git merge-tree <base>" >&2; exit 129;;\n'
        f'version) echo git version 2.37.1.windows.2;;\n*) exec {real} "$@";; esac\n'
    )
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{old.parent}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(GovError, match=r"needs git 2\.38, this is 2\.37\.1"):
        snapshot.merge(Git.around(repo.top), "main")


def test_a_blob_that_the_clone_lacks_is_named(repo):
    repo.write("a.md", "a")
    repo.commit()
    oid = index(repo).oid("a.md")
    (repo.top / ".git/objects" / oid[:2] / oid[2:]).unlink()
    assert contents(worktree(repo)) == {"a.md": b"a"}
    with pytest.raises(GovError, match=f"object {oid} is not in this clone"):
        contents(index(repo))


def test_replaced_objects_do_not_change_what_an_id_means(repo):
    repo.write("a.md", "true")
    repo.write("b.md", "false")
    repo.commit()
    staged = index(repo)
    repo.git("replace", staged.oid("a.md"), staged.oid("b.md"))
    assert index(repo).read("a.md") == b"true"


def test_an_enormous_file_costs_no_more_than_its_beginning(repo):
    """A sparse file of a terabyte is quickly made; so is a blob of a hundred megabytes of zeros."""
    repo.write("huge.md", b"x" * 100_000_000)
    repo.write("after.md", "after")
    repo.commit()
    with (repo.top / "sparse.md").open("wb") as file:
        file.truncate(1 << 40)
    for taken in (worktree(repo), index(repo)):
        read = contents(taken)
        assert len(read["huge.md"]) == READ_BOUND + 1
        assert read["after.md"] == b"after"
    on_disk = worktree(repo)
    assert on_disk.read("sparse.md") == bytes(READ_BOUND + 1)
    assert on_disk.digest()


HOOK = f"""\
#!{sys.executable}
import sys
from governor_cli.adapters import snapshot
from governor_cli.adapters.git import Git
taken = snapshot.index(Git.around(sys.argv[1] if len(sys.argv) > 1 else "."))
with open("seen.txt", "ab") as seen:
    for path, data in taken.read_many(taken.entries):
        if path.endswith(".md"):
            seen.write(path.encode() + b"=" + data + b"\\n")
"""


@pytest.fixture
def hooked(repo):
    """A repository whose pre-commit hook writes the staged content to ``seen.txt``."""
    repo.write(".gitignore", "seen.txt\n")
    repo.write("a.md", "old")
    repo.write("b.md", "old")
    repo.commit()
    hook = repo.write(".git/hooks/pre-commit", HOOK)
    hook.chmod(0o755)
    repo.write("a.md", "new")
    repo.write("b.md", "new")
    return repo


@pytest.mark.parametrize(
    ("command", "seen"),
    [
        (("commit", "-qam", "x"), "a.md=new\nb.md=new\n"),
        (("commit", "-qm", "x", "a.md"), "a.md=new\nb.md=old\n"),
        (("commit", "-qm", "x", "--only", "b.md"), "a.md=old\nb.md=new\n"),
        (("commit", "-qm", "x", "--include", "b.md"), "a.md=old\nb.md=new\n"),
        (("-c", "user.name=Bo", "commit", "-qm", "x", "--allow-empty"), "a.md=old\nb.md=old\n"),
    ],
)
def test_a_hook_sees_what_this_very_commit_will_hold(hooked, command, seen):
    hooked.git(*command)
    assert hooked.read("seen.txt") == seen


def test_a_hook_in_a_linked_work_tree_sees_its_own_index(hooked, tmp_path):
    linked = Repo(tmp_path / "linked")
    hooked.git("worktree", "add", "-q", "-b", "side", os.fspath(linked.top))
    linked.write("a.md", "linked")
    linked.git("commit", "-qam", "x")
    assert linked.read("seen.txt") == "a.md=linked\nb.md=old\n"


def test_a_hook_that_asks_about_another_repository_is_told_about_that_one(hooked, tmp_path):
    other = Repo.new(tmp_path / "other")
    other.write("c.md", "other")
    other.commit()
    hook = hooked.write(".git/hooks/pre-commit", f'#!/bin/sh\nexec "$0".py {other.top}\n')
    hooked.write(".git/hooks/pre-commit.py", HOOK).chmod(0o755)
    hook.chmod(0o755)
    hooked.git("commit", "-qam", "x")
    assert hooked.read("seen.txt") == "c.md=other\n"


def test_a_hook_of_a_server_judges_what_is_not_accepted_yet(repo, tmp_path):
    """Pushed objects are in quarantine: only the environment of the hook says where."""
    server = Repo.new(tmp_path / "server.git", "--bare")
    script = f"""\
#!{sys.executable}
import sys
from governor_cli.adapters import snapshot
from governor_cli.adapters.git import Git
old, new, ref = sys.stdin.read().split()
print(dict(snapshot.revision(Git.around("."), new).read_many(["a.md"])), file=sys.stderr)
sys.exit(1)
"""
    server.write("hooks/pre-receive", script).chmod(0o755)
    repo.write("a.md", "pushed")
    repo.commit()
    done = repo.try_git("push", "-q", os.fspath(server.top), "main")
    assert done.code == 1
    assert "{'a.md': b'pushed'}" in done.stderr
