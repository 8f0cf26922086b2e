"""Fixtures for every test: an environment that owes nothing to the developer's, and git repositories."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import warm
from repositories import Repo, gov_program

_CONFIG = """\
[init]
    defaultBranch = main
[protocol "file"]
    allow = always
[core]
    fsync = none
[gc]
    auto = 0
[maintenance]
    auto = false
"""
_ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "Ada K.",
    "GIT_AUTHOR_EMAIL": "ada@example.com",
    "GIT_COMMITTER_NAME": "Ada K.",
    "GIT_COMMITTER_EMAIL": "ada@example.com",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LANG": "C.UTF-8",
    "TERM": "dumb",
    "TZ": "UTC",
    "NO_COLOR": "1",
}
_KEPT = ("GOV_UNDER_TEST", "GOV_ACCEPT", "GOV_NETWORK")
_FOREIGN = ("GIT_", "GOV_", "LC_", "XDG_", "EDITOR", "VISUAL", "PAGER", "COLUMNS", "FORCE_COLOR")


@pytest.fixture(scope="session", autouse=True)
def hermetic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Processes see no configuration and no variables of the developer; the empty HOME they get."""
    home = tmp_path_factory.mktemp("home")
    config = home / "gitconfig"
    config.write_text(_CONFIG, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(_FOREIGN) and name not in _KEPT:
                patch.delenv(name)
        # or each of the thousand processes compiles gov anew, which takes most of its time
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        for name, value in _ENVIRONMENT.items():
            patch.setenv(name, value)
        patch.setenv("HOME", os.fspath(home))
        # what a process that is killed leaves behind stays with what pytest clears away
        patch.setenv("TMPDIR", os.fspath(tmp_path_factory.mktemp("tmp")))
        patch.setattr(tempfile, "tempdir", None)
        patch.setenv("GIT_CONFIG_GLOBAL", os.fspath(config))
        patch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(tmp_path_factory.getbasetemp()))
        with warm.standing_by(gov_program()):
            yield home


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """An empty git repository, on an unborn branch ``main``."""
    return Repo.new(tmp_path / "repo")
