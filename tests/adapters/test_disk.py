"""Files of a work tree, read as they were when they were listed."""

import hashlib
import os

import pytest

from governor_cli.adapters.disk import Disk


@pytest.fixture
def disk(tmp_path):
    return Disk(os.fspath(tmp_path), "sha1")


def blob(data):
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


@pytest.mark.parametrize("size", [0, 1, 5000, 3_000_000])
def test_a_file_is_read_whole_and_named_as_git_would(tmp_path, disk, size):
    data = os.urandom(size)
    (tmp_path / "a").write_bytes(data)
    assert disk.hashed("a") == blob(data)
    assert disk.changed("a") == data
    assert disk.unchanged("a", blob(data)) == data


def test_what_is_no_regular_file_is_nothing(tmp_path, disk):
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "file").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "link", "pipe", "missing", "nul\0", "file/below", "x" * 300):
        assert disk.hashed(name) is disk.changed(name) is disk.unchanged(name, "") is None
    assert [disk.entry(name) for name in ("folder", "pipe", "missing", "nul\0")] == [None] * 4
    assert disk.entry("link") == ("120000", None)


def test_bytes_beyond_the_memory_bound_are_read_again_and_must_be_the_same(tmp_path, disk, monkeypatch):
    monkeypatch.setattr("governor_cli.adapters.disk._KEPT", 3)
    (tmp_path / "a").write_bytes(b"large")
    (tmp_path / "b").write_bytes(b"large")
    assert disk.hashed("a") == disk.hashed("b") == blob(b"large")
    (tmp_path / "b").write_bytes(b"other")
    assert disk.changed("a") == b"large"
    assert disk.changed("b") is None


def test_a_folder_that_is_a_link_is_noticed_at_any_depth(tmp_path, disk):
    (tmp_path / "real/deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to("real")
    assert disk.is_behind_link("link/deep/a.md")
    assert not disk.is_behind_link("real/deep/a.md")
    assert not disk.is_behind_link("a.md")
