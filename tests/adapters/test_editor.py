"""The editor that people chose, opened where the work is."""

import pytest

from governor_cli.adapters.editor import at_line, can_edit, edit, program
from governor_cli.adapters.git import Git
from governor_cli.core.errors import GovError


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("vi", ["+17", "report.md"]),
        ("/usr/bin/vim.basic -n", ["+17", "report.md"]),
        ("nano", ["+17", "report.md"]),
        ("emacs -nw", ["+17", "report.md"]),
        ("code", ["--wait", "-g", "report.md:17"]),
        ("code --wait", ["-g", "report.md:17"]),
        ("'/opt/My Editor/subl' -w", ["report.md:17"]),
        ("./wraps-vim", ["+17", "report.md"]),
        ("notepad.exe", ["report.md"]),
        ("'unbalanced", ["+17", "report.md"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(named, words):
    assert at_line(named, "report.md", 17) == words


def test_without_a_line_every_editor_gets_the_file():
    assert at_line("vim", "report.md", None) == ["report.md"]
    assert at_line("code", "report.md", None) == ["--wait", "report.md"]
    assert program("C:/bin/Code.exe --wait") == "code"


def test_an_editor_that_draws_on_a_terminal_is_not_opened_without_one(repo, monkeypatch):
    assert not can_edit(Git.around(repo.top), terminal=False)
    monkeypatch.setenv("EDITOR", "vim")
    assert not can_edit(Git.around(repo.top), terminal=False)
    assert can_edit(Git.around(repo.top), terminal=True)
    monkeypatch.setenv("EDITOR", "/opt/bin/fill-in")
    assert can_edit(Git.around(repo.top), terminal=False)


def test_an_editor_that_fails_is_an_error_that_names_it(repo, monkeypatch):
    monkeypatch.setenv("EDITOR", "false")
    with pytest.raises(GovError, match="`false` ended with 1"):
        edit(Git.around(repo.top), "report.md", 3)
