import os

import pytest

from governor_cli.adapters.editor import edit
from governor_cli.adapters.git import Git
from governor_cli.core.errors import GovError


@pytest.fixture
def file(repo):
    return repo.write("it's a page.md", "one\n")


def test_the_editor_gets_the_file_whatever_its_name(repo, file, monkeypatch):
    monkeypatch.setenv("EDITOR", "sh -c 'echo two >> \"$0\"'")
    edit(Git.around(repo.top), os.fspath(file))
    assert file.read_text() == "one\ntwo\n"


def test_git_knows_which_editor(repo, file, monkeypatch):
    monkeypatch.setenv("EDITOR", "false")
    repo.git("config", "core.editor", "sh -c 'echo configured > \"$0\"'")
    edit(Git.around(repo.top), os.fspath(file))
    assert file.read_text() == "configured\n"
    monkeypatch.setenv("GIT_EDITOR", "sh -c 'echo chosen > \"$0\"'")
    edit(Git.around(repo.top), os.fspath(file))
    assert file.read_text() == "chosen\n"


def test_an_editor_that_fails_is_told(repo, file, monkeypatch):
    monkeypatch.setenv("EDITOR", "exit 3;")
    with pytest.raises(GovError, match="ended with 3"):
        edit(Git.around(repo.top), os.fspath(file))


def test_without_any_editor_there_is_a_hint(repo, file):
    with pytest.raises(GovError, match="no editor") as error:
        edit(Git.around(repo.top), os.fspath(file))
    assert "EDITOR" in error.value.hint
