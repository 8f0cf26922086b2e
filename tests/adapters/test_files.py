"""Writing files: whole or not at all, inside the root, never over somebody else's change."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from governor_cli.adapters import files, snapshot
from governor_cli.adapters.git import Git
from governor_cli.core.errors import GovError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_with_the_folders_above_it(tmp_path):
    files.create(tmp_path / "a/b/c.md", b"text")
    assert (tmp_path / "a/b/c.md").read_bytes() == b"text"
    assert names(tmp_path / "a/b") == ["c.md"]


def test_a_new_file_has_the_mode_that_the_umask_gives(tmp_path):
    before = os.umask(0o027)
    try:
        files.create(tmp_path / "a.md", b"text")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o640


@pytest.mark.parametrize("make", ["file", "folder", "dangling link"])
def test_what_exists_is_never_overwritten(tmp_path, make):
    path = tmp_path / "a.md"
    {"file": path.touch, "folder": path.mkdir, "dangling link": lambda: path.symlink_to("b.md")}[make]()
    with pytest.raises(GovError, match=r"a\.md exists already"):
        files.create(path, b"text")
    assert names(tmp_path) == ["a.md"]


def test_a_replaced_file_keeps_its_mode_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o751)
    files.replace(path, b"old", b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o751
    assert names(tmp_path) == ["a.md"]


def test_a_replaced_file_keeps_its_owner(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    try:
        os.chown(path, 12345, 54321)
    except PermissionError:
        pytest.skip("only root gives files away")
    files.replace(path, b"old", b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 54321)


@pytest.mark.parametrize("other", [b"other", b"old and more", b"ol", b""])
def test_a_change_made_meanwhile_is_never_overwritten(tmp_path, other):
    path = tmp_path / "a.md"
    path.write_bytes(other)
    with pytest.raises(GovError, match=r"a\.md was changed by somebody else"):
        files.replace(path, b"old", b"new")
    assert path.read_bytes() == other
    assert names(tmp_path) == ["a.md"]


@pytest.mark.parametrize("what", ["missing", "link", "folder", "pipe"])
def test_only_a_regular_file_is_replaced(tmp_path, what):
    target = tmp_path / "target"
    target.write_bytes(b"old")
    path = tmp_path / "a.md"
    if what == "link":
        path.symlink_to(target)
    elif what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    with pytest.raises(GovError, match=r"a\.md"):
        files.replace(path, b"old", b"new")
    assert target.read_bytes() == b"old"


def test_a_folder_in_which_nothing_can_be_written_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(GovError, match=r"cannot write .*file/a\.md: "):
        files.create(tmp_path / "file/a.md", b"text")


@pytest.mark.parametrize(
    "relative",
    [
        "",
        ".",
        "/etc/x",
        "..",
        "../x.md",
        "a/../../x.md",
        "a/..",
        "nul\0.md",
        ".git/config",
        "a/.GIT/x",
        "\ud800",
    ],
)
def test_a_path_that_is_not_inside_is_refused(tmp_path, relative):
    with pytest.raises(GovError):
        files.inside(tmp_path, relative)


def test_a_link_that_leads_out_or_into_git_is_refused(repo, tmp_path):
    (tmp_path / "outside").mkdir()
    (repo.top / "out").symlink_to(tmp_path / "outside")
    (repo.top / "store").symlink_to(".git")
    (repo.top / "file.md").symlink_to(tmp_path / "outside/file.md")
    for relative in ("out/a.md", "out/deep/a.md", "store/config", "store/hooks/x"):
        with pytest.raises(GovError, match="through a symbolic link"):
            files.inside(repo.top, relative)
    with pytest.raises(GovError, match=r"file\.md is a symbolic link"):
        files.inside(repo.top, "file.md")


def test_a_folder_that_is_a_link_inside_the_root_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert Path(files.inside(tmp_path, "link/a.md")).parent.resolve() == tmp_path / "real"


def test_a_root_that_is_reached_through_a_link_is_no_way_out(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert files.inside(tmp_path / "link", "new/a.md") == str(tmp_path / "link/new/a.md")


KILLED = """
import os, signal, sys
from pathlib import Path
from governor_cli.adapters import files

folder, action = Path(sys.argv[1]), sys.argv[2]
path, old, new = folder / "a.md", b"old" * 5000, b"new" * 5000

def start():
    for file in folder.iterdir():
        file.unlink()
    if action == "replace":
        path.write_bytes(old)

def act(deadline):
    steps = 0
    def count(frame, event, argument):
        nonlocal steps
        steps += event == "line"
        if steps == deadline:
            os.kill(os.getpid(), signal.SIGKILL)
        return count
    def only_files(frame, event, argument):
        return count if frame.f_code.co_filename == files.__file__ else None
    sys.settrace(only_files)
    files.replace(path, old, new) if action == "replace" else files.create(path, new)
    os._exit(0)

seen = set()
for deadline in range(1, 500):
    start()
    child = os.fork()
    if child == 0:
        act(deadline)
    status = os.waitpid(child, 0)[1]
    content = path.read_bytes() if path.exists() else None
    assert content in ((old, new) if action == "replace" else (None, new)), content
    left = {file.name for file in folder.iterdir()} - {"a.md"}
    seen |= {"whole" if content == new else "before", *("left" for _ in left)}
    print(deadline, *left)
    if status == 0:
        assert content == new and not left
        break
else:
    sys.exit("never finished")
assert deadline > 20 and seen == {"whole", "before", "left"}, (deadline, seen)
"""


@pytest.mark.parametrize("action", ["replace", "create"])
def test_a_write_that_is_killed_at_any_line_leaves_the_old_file_or_the_new_one(repo, action):
    folder = repo.top / "folder"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, os.fspath(folder), action], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for name in {word for word in done.stdout.split() if not word.isdigit()}:
        repo.write(f"folder/{name}", "half a document")
    assert set(snapshot.worktree(Git.around(repo.top)).entries) == {"folder/a.md"}


REPLACING = """
import sys
from pathlib import Path
from governor_cli.adapters import files
path = Path(sys.argv[1])
old, new = b"a" * 200_000, b"b" * 200_000
print("ready", flush=True)
while True:
    files.replace(path, old, new)
    old, new = new, old
"""


def test_a_write_that_is_killed_at_a_random_moment_leaves_a_whole_file(repo):
    path = repo.write("a.md", b"a" * 200_000)
    for moment in range(8):
        content = path.read_bytes()
        if content[:1] == b"b":
            path.write_bytes(b"a" * 200_000)
        with subprocess.Popen([sys.executable, "-c", REPLACING, path], stdout=subprocess.PIPE) as child:
            child.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(timeout=0.0013 * (moment + 1))
            child.kill()
        content = path.read_bytes()
        assert len(content) == 200_000
        assert len(set(content)) == 1
    assert set(snapshot.worktree(Git.around(repo.top)).entries) == {"a.md"}


KILLED_BEFORE_IT_IS_WHOLE = """
import os, signal, sys
from pathlib import Path
from governor_cli.adapters import files
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
{action}
"""


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="this system has no files without a name")
@pytest.mark.parametrize(
    "action", ['files.replace(Path("a.md"), b"old", b"new")', 'files.create(Path("b.md"), b"new")']
)
def test_a_write_that_is_killed_before_the_file_is_whole_leaves_nothing_beside_it(tmp_path, action):
    (tmp_path / "a.md").write_bytes(b"old")
    script = KILLED_BEFORE_IT_IS_WHOLE.format(action=action)
    killed = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=False)
    assert killed.returncode == -9
    assert (names(tmp_path), (tmp_path / "a.md").read_bytes()) == (["a.md"], b"old")


@pytest.mark.parametrize("without", ["O_TMPFILE", "link"])
def test_a_system_without_unnamed_files_writes_named_ones(tmp_path, monkeypatch, without):
    if without == "O_TMPFILE":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    else:

        def refused(*_args, **_more):
            raise OSError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", refused)
    files.create(tmp_path / "a.md", b"old")
    files.replace(tmp_path / "a.md", b"old", b"new")
    assert (names(tmp_path), (tmp_path / "a.md").read_bytes()) == (["a.md"], b"new")


def test_two_writers_of_one_new_file_have_one_winner(tmp_path):
    script = (
        "import sys; from pathlib import Path; from governor_cli.adapters import files\n"
        "sys.stdin.readline()\n"
        "files.create(Path(sys.argv[1]), sys.argv[2].encode() * 1000)\n"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script, os.fspath(tmp_path / "a.md"), name],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in "xyz"
    ]
    for writer in writers:
        writer.stdin.write(b"go\n")
        writer.stdin.flush()
    errors = [writer.communicate()[1] for writer in writers]
    assert sorted(writer.returncode for writer in writers) == [0, 1, 1]
    assert sum(b"exists already" in error for error in errors) == 2
    assert len(set((tmp_path / "a.md").read_bytes())) == 1
    assert names(tmp_path) == ["a.md"]
