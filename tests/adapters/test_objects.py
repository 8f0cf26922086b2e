"""Reading many blobs from one git process."""

import os

import pytest

from governor_cli.adapters.git import Git
from governor_cli.adapters.objects import read_blob, read_blobs
from governor_cli.core.errors import GovError


@pytest.fixture
def git(repo):
    return Git.around(repo.top)


def stored(repo, data):
    return repo.git("hash-object", "-w", "--stdin", stdin=data)


def test_bytes_come_back_as_they_are_in_the_order_asked_for(repo, git):
    contents = [b"", b"\n", b"no newline", b"\0\xff\r\n", b"blob 7\n", os.urandom(300_000)]
    oids = [stored(repo, data) for data in contents]
    assert list(read_blobs(git, [*oids, *reversed(oids)])) == [*contents, *reversed(contents)]
    assert read_blob(git, oids[3]) == contents[3]


def test_more_questions_than_a_pipe_holds_do_not_block(repo, git):
    oid = stored(repo, b"x" * 200)
    assert sum(len(data) for data in read_blobs(git, [oid] * 30_000)) == 200 * 30_000


def test_no_question_needs_no_process(git, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert list(read_blobs(git, [])) == []


@pytest.mark.parametrize("kind", ["missing", "a tree"])
def test_what_is_no_blob_here_is_refused_by_its_id(repo, git, kind):
    oid = "1" * 40
    if kind == "a tree":
        repo.write("a.md")
        repo.commit()
        oid = repo.git("rev-parse", "HEAD^{tree}")
    with pytest.raises(GovError, match=f"object {oid} is not in this clone"):
        read_blob(git, oid)
