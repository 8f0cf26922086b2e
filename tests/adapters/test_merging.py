"""Merging beside the repository."""

import os
import tempfile

import pytest
from repositories import Repo

from governor_cli.adapters.git import Git
from governor_cli.adapters.merging import merge_aside
from governor_cli.core.errors import GovError


def heads(repo, *names):
    return [repo.git("rev-parse", name) for name in names]


def test_a_failed_merge_leaves_no_folder_behind(repo, tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", os.fspath(folder))
    repo.commit()
    repo.git("checkout", "-q", "--orphan", "other")
    repo.commit("unrelated")
    with pytest.raises(GovError, match="no commit in common"):
        merge_aside(Git.around(repo.top), *heads(repo, "main", "other"))
    assert list(folder.iterdir()) == []


def test_a_worker_does_not_remove_what_its_parent_still_reads(repo):
    repo.commit()
    merged = merge_aside(Git.around(repo.top), *heads(repo, "main", "main"))
    child = os.fork()
    if child == 0:
        merged.forget()
        os._exit(0)
    os.waitpid(child, 0)
    assert os.path.isdir(merged.folder)  # noqa: PTH112 - the path is text
    merged.forget()
    assert not os.path.exists(merged.folder)  # noqa: PTH110 - the path is text


def test_objects_borrowed_from_another_clone_are_found(repo, tmp_path):
    repo.write("a.md", "a")
    repo.commit()
    repo.git("clone", "-q", "--shared", ".", os.fspath(tmp_path / "borrower"))
    borrower = Repo(tmp_path / "borrower")
    borrower.write("b.md", "b")
    borrower.commit()
    merged = merge_aside(Git.around(borrower.top), *heads(borrower, "main", "origin/main"))
    assert merged.git.run("cat-file", "blob", f"{merged.tree}:a.md") == b"a"
    merged.forget()
