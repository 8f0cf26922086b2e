"""The repositories that must work. In each, every snapshot lists and reads what git itself would."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from repositories import Repo, run

from governor_cli.adapters import snapshot
from governor_cli.adapters.git import Git
from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.errors import GovError

REPORT = b"---\nkind: incident\n---\nText\n"


def contents(taken):
    """Path -> bytes, read in a batch, and the same one at a time."""
    many = dict(taken.read_many(taken.entries))
    assert many == {path: taken.read(path) for path in many}
    return many


def all_kinds(top):
    git = Git.around(top)
    return [snapshot.worktree(git), snapshot.index(git), snapshot.revision(git, "HEAD")]


def assert_alike(top, expected=None):
    """A clean checkout is the same in the work tree, the index and HEAD."""
    taken = all_kinds(top)
    read = [contents(one) for one in taken]
    assert read[0] == read[1] == read[2]
    assert len({one.digest() for one in taken}) == 1
    assert {one.oid(path) for path in read[0] for one in taken} == {taken[0].oid(path) for path in read[0]}
    if expected is not None:
        assert read[0] == expected


def test_an_unborn_branch_has_a_work_tree_and_an_index_but_no_revision(repo):
    repo.write("staged.md", REPORT)
    repo.git("add", "staged.md")
    repo.write("untracked.md", REPORT)
    git = Git.around(repo.top)
    assert set(contents(snapshot.worktree(git))) == {"staged.md", "untracked.md"}
    assert contents(snapshot.index(git)) == {"staged.md": REPORT}
    with pytest.raises(GovError, match="no commit yet"):
        snapshot.revision(git, "HEAD")
    with pytest.raises(GovError, match="no commit yet"):
        snapshot.merge(git, "main")


def test_a_detached_head_is_a_revision_like_another(repo):
    repo.write("a.md", "old")
    first = repo.commit()
    repo.write("a.md", "new")
    repo.commit()
    repo.git("checkout", "-q", "--detach", first)
    assert_alike(repo.top, {"a.md": b"old"})
    assert contents(snapshot.merge(Git.around(repo.top), "main")) == {"a.md": b"new"}


@pytest.fixture
def two_branches(repo):
    """``main`` and ``topic`` change the same line of ``both.md``, and one file each of their own."""
    repo.write("both.md", "base\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "topic")
    repo.write("both.md", "topic\n")
    repo.write("topic.md", "t")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write("both.md", "main\n")
    repo.write("main.md", "m")
    repo.commit()
    return repo


def test_in_the_middle_of_a_merge_the_conflict_is_on_disk_and_named(two_branches):
    assert two_branches.try_git("merge", "topic").code == 1
    git = Git.around(two_branches.top)
    on_disk, staged = snapshot.worktree(git), snapshot.index(git)
    assert on_disk.unmerged == staged.unmerged == ("both.md",)
    assert b"<<<<<<<" in on_disk.read("both.md")
    assert contents(staged) == {"main.md": b"m", "topic.md": b"t"}
    with pytest.raises(GovError, match=r"both\.md is not in the staged content"):
        staged.read("both.md")


def test_in_the_middle_of_a_rebase_everything_can_still_be_read(two_branches):
    assert two_branches.try_git("rebase", "topic").code == 1
    git = Git.around(two_branches.top)
    on_disk = snapshot.worktree(git)
    assert on_disk.unmerged == ("both.md",)
    assert b">>>>>>>" in contents(on_disk)["both.md"]
    assert contents(snapshot.revision(git, "HEAD"))["both.md"] == b"topic\n"


def test_a_merge_that_conflicts_is_judged_with_its_markers(two_branches):
    before = two_branches.git("count-objects")
    merged = snapshot.merge(Git.around(two_branches.top), "topic")
    read = contents(merged)
    assert merged.unmerged == ("both.md",)
    assert read.keys() == {"both.md", "main.md", "topic.md"}
    assert b"<<<<<<<" in read["both.md"]
    assert two_branches.git("count-objects") == before, "a check writes nothing"


def test_a_linked_work_tree_has_its_own_files_and_the_cache_of_its_clone(repo, tmp_path):
    repo.write("gov.toml")
    repo.write("a.md", "main")
    repo.commit()
    linked = tmp_path / "linked"
    repo.git("worktree", "add", "-q", "-b", "side", os.fspath(linked))
    (linked / "a.md").write_bytes(b"side")
    git = Git.around(linked)
    assert git.top == os.fspath(linked)
    assert snapshot.worktree(git).read("a.md") == b"side"
    assert snapshot.worktree(Git.around(repo.top)).read("a.md") == b"main"
    assert open_workspace(linked).cache.folder == open_workspace(repo.top).cache.folder


def test_a_bare_repository_has_revisions_and_merges_only(repo, tmp_path):
    repo.write("gov.toml", 'playbook = "p.md"\n')
    repo.write("a.md", REPORT)
    repo.commit()
    bare = tmp_path / "bare.git"
    repo.git("clone", "-q", "--bare", ".", os.fspath(bare))
    git = Git.around(bare)
    assert git.located.bare
    assert contents(snapshot.revision(git, "HEAD"))["a.md"] == REPORT
    assert contents(snapshot.merge(git, "main"))["a.md"] == REPORT
    assert open_workspace(bare).settings.playbook == "p.md"
    for refused in (snapshot.worktree, snapshot.index):
        with pytest.raises(GovError, match="bare repository"):
            refused(git)


def test_a_work_tree_of_a_bare_repository_works_like_any_other(repo, tmp_path):
    repo.write("a.md", REPORT)
    repo.commit()
    bare, tree = tmp_path / "bare.git", tmp_path / "tree"
    repo.git("clone", "-q", "--bare", ".", os.fspath(bare))
    subprocess.run(["git", "-C", bare, "worktree", "add", "-q", "-b", "side", tree], check=True)
    assert_alike(tree, {"a.md": REPORT})
    assert not Git.around(tree).located.bare


def test_a_submodule_is_an_entry_without_content_and_a_repository_of_its_own(repo, tmp_path):
    inner = Repo.new(tmp_path / "inner")
    inner.write("inner.md", "i")
    inner.commit()
    repo.write("outer.md", "o")
    repo.git("submodule", "--quiet", "add", os.fspath(inner.top), "sub")
    repo.commit()
    taken = all_kinds(repo.top)
    for one in taken:
        assert one.entries["sub"][0] == "160000"
        assert contents(one).keys() == {"outer.md", ".gitmodules"}
    assert len({one.digest() for one in taken}) == 1
    with pytest.raises(GovError, match="sub is not a regular file"):
        taken[0].read("sub")
    assert_alike(repo.top / "sub", {"inner.md": b"i"})


def test_a_repository_inside_another_is_not_looked_into(repo):
    repo.write("a.md", REPORT)
    inner = Repo.new(repo.top / "inner")
    inner.write("b.md", REPORT)
    inner.commit()
    assert contents(snapshot.worktree(Git.around(repo.top))).keys() == {"a.md"}


def test_a_shallow_clone_reads_its_commit_and_says_why_others_are_missing(repo, tmp_path):
    repo.write("a.md", "old")
    repo.commit()
    repo.write("a.md", "new")
    repo.commit()
    shallow = tmp_path / "shallow"
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.top}", os.fspath(shallow))
    assert_alike(shallow, {"a.md": b"new"})
    with pytest.raises(GovError, match="no revision 'HEAD~1'") as caught:
        snapshot.revision(Git.around(shallow), "HEAD~1")
    assert "shallow" in caught.value.hint


@pytest.mark.parametrize("sparse_index", ["--no-sparse-index", "--sparse-index"])
def test_a_sparse_checkout_is_judged_with_what_it_leaves_out(repo, sparse_index):
    repo.write("in/a.md", "a")
    repo.write("out/b.md", "b")
    repo.write("out/deep/c.md", "c")
    repo.commit()
    repo.git("sparse-checkout", "set", "--cone", sparse_index, "in")
    assert not (repo.top / "out").exists()
    assert_alike(repo.top, {"in/a.md": b"a", "out/b.md": b"b", "out/deep/c.md": b"c"})
    repo.write("in/a.md", "changed")
    assert contents(snapshot.worktree(Git.around(repo.top))) == {
        "in/a.md": b"changed",
        "out/b.md": b"b",
        "out/deep/c.md": b"c",
    }


def test_settings_that_a_sparse_checkout_leaves_out_are_found(repo):
    repo.write("ops/gov.toml", 'playbook = "p.md"\n')
    repo.write("ops/in/a.md", "a")
    repo.commit()
    repo.git("sparse-checkout", "set", "--no-cone", "/ops/in/")
    assert not (repo.top / "ops/gov.toml").exists()
    assert open_workspace(repo.top / "ops/in").settings.playbook == "p.md"


@pytest.mark.parametrize(
    "command",
    [
        ("update-index", "--split-index"),
        ("update-index", "--index-version", "4"),
        ("update-index", "--untracked-cache"),
        ("update-index", "--really-refresh"),
    ],
    ids=["split index", "index version 4", "untracked cache", "refreshed"],
)
def test_every_format_of_the_index_is_read(repo, command):
    repo.write("a.md", REPORT)
    repo.write("deep/er/b.md", REPORT)
    repo.commit()
    repo.git(*command)
    repo.write("c.md", "new")
    repo.git("add", "c.md")
    git = Git.around(repo.top)
    expected = {"a.md": REPORT, "deep/er/b.md": REPORT, "c.md": b"new"}
    assert contents(snapshot.index(git)) == contents(snapshot.worktree(git)) == expected


def test_a_sha256_repository_is_read_and_hashed(tmp_path):
    repo = Repo.new(tmp_path / "repo", "--object-format=sha256")
    repo.write("a.md", REPORT)
    repo.commit()
    assert_alike(repo.top, {"a.md": REPORT})
    repo.write("a.md", "changed")
    repo.write("b.md", "new")
    on_disk = snapshot.worktree(Git.around(repo.top))
    assert on_disk.oid("a.md") == repo.git("hash-object", "a.md")
    assert on_disk.oid("b.md") == repo.git("hash-object", "b.md")
    assert contents(snapshot.merge(Git.around(repo.top), "main")) == {"a.md": REPORT}


def test_with_autocrlf_the_work_tree_is_read_as_it_is_on_disk(repo):
    repo.write("a.md", "one\ntwo\n")
    repo.commit()
    repo.git("config", "core.autocrlf", "true")
    (repo.top / "a.md").unlink()
    repo.git("checkout", "--", "a.md")
    assert repo.read("a.md") == "one\r\ntwo\r\n"
    on_disk, staged, committed = all_kinds(repo.top)
    assert contents(on_disk) == {"a.md": b"one\r\ntwo\r\n"}
    assert contents(staged) == contents(committed) == {"a.md": b"one\ntwo\n"}
    assert on_disk.digest() == staged.digest()


NAMES = [
    "with space.md",
    'quote".md',
    "apostrophe'.md",
    "new\nline.md",
    "tab\there.md",
    "back\\slash.md",
    "Ünïcode/日本.md",
    "-dash.md",
    ":(top)magic.md",
    "*?[x].md",
    " leading and trailing .md",
    "\x1b[31mred.md",
]


def test_file_names_are_any_bytes_but_nul(repo):
    raw = b"invalid-\xff\xfe.md"
    expected = {}
    for number, name in enumerate([*NAMES, raw.decode("utf-8", "surrogateescape")]):
        repo.write(name, f"content {number}\n")
        expected[name] = f"content {number}\n".encode()
    assert contents(snapshot.worktree(Git.around(repo.top))) == expected
    repo.commit()
    assert_alike(repo.top, expected)
    for name in expected:
        repo.write(name, "changed\n")
    changed = contents(snapshot.worktree(Git.around(repo.top)))
    assert changed == dict.fromkeys(expected, b"changed\n")


@pytest.mark.parametrize("name", ["new\nline", 'quo"te', "a:b", "Ü", "tr ailing "])
def test_the_repository_itself_may_have_any_name(tmp_path, name):
    repo = Repo.new(tmp_path / name)
    repo.write("gov.toml")
    repo.write("sub/a.md", REPORT)
    repo.commit()
    assert_alike(repo.top)
    workspace = open_workspace(repo.top / "sub")
    assert (workspace.top, workspace.git.located.prefix) == (repo.top, "sub/")
    assert contents(snapshot.merge(workspace.git, "main"))["sub/a.md"] == REPORT


READ_ONLY = """
import os, sys
from governor_cli.adapters import snapshot
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git

top = sys.argv[1]

def look():
    git = Git.around(top)
    for taken in (snapshot.worktree(git), snapshot.index(git), snapshot.revision(git, "main"),
                  snapshot.merge(git, "topic")):
        yield f"{taken.judged.kind} {len(dict(taken.read_many(taken.entries)))} {len(taken.digest())}"

def remember(folder):
    cache = Cache(folder)
    cache.remember("key", b"data")
    cache.shelf("name").put_many({"a": 1})
    return cache.memo("key"), cache.shelf("name").get_many(["a"])

if os.access(os.path.join(top, ".git"), os.W_OK):  # root; import everything while this process still may
    list(look())
    remember(os.devnull)
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
if os.access(os.path.join(top, ".git"), os.W_OK):
    sys.exit("the repository is writable: the test would prove nothing")
print(*look(), *remember(os.path.join(top, ".git")), sep="\\n")
"""


def test_a_read_only_repository_can_be_checked_and_keeps_no_cache(two_branches):
    two_branches.write("dirty.md", "d")
    trusted = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
    environment = {"GIT_CONFIG_GLOBAL": os.devnull, "HOME": "/", "TMPDIR": "/tmp", **trusted}
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # pytest's own is closed to everybody else
        Path(folder).chmod(0o755)
        top = Path(folder, "repo")
        shutil.copytree(two_branches.top, top)
        paths = [top, *top.rglob("*")]
        try:
            for path in paths:
                path.chmod(0o555 if path.is_dir() else 0o444)
            done = run([sys.executable, "-c", READ_ONLY, os.fspath(top)], Path("/"), **environment)
        finally:
            for path in paths:
                path.chmod(0o755 if path.is_dir() else 0o644)
        assert not (top / ".git/gov").exists()
    expected = ["worktree 3 64", "index 2 64", "revision 2 64", "merge 3 64", "None", "{}"]
    assert done.stdout.splitlines() == expected, done.stderr
