"""Values kept out of history: where they are looked up, and files that hold none."""

import os
from pathlib import Path

import pytest
from repositories import Repo

from governor_cli.adapters.git import Git
from governor_cli.adapters.private import private_values
from governor_cli.core.errors import GovError


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOV_PRIVATE", raising=False)


def test_they_stand_beside_the_repository_or_where_the_environment_says(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = Git.around(repo.top)
    assert private_values(git) == {}
    repo.write(".git/gov/private.yaml", 'ada: "+4930901820"\n')
    assert private_values(git) == {"ada": "+4930901820"}
    (tmp_path / "mine.yaml").write_text("ada: {phone: 0042}\n")
    monkeypatch.setenv("GOV_PRIVATE", os.fspath(tmp_path / "mine.yaml"))
    assert private_values(git) == {"ada": {"phone": "0042"}}


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("/nonexistent", "cannot read /nonexistent"),
        ("/dev/zero", "the private values cannot be read"),
        ("/", "cannot read /: is a directory"),
    ],
)
def test_a_file_that_holds_none_is_refused(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, named: str, said: str
) -> None:
    monkeypatch.setenv("GOV_PRIVATE", named)
    with pytest.raises(GovError, match=said):
        private_values(Git.around(repo.top))


def test_one_that_cannot_be_read_is_not_taken_for_none(repo: Repo) -> None:
    repo.write(".git/gov/private.yaml/x")
    with pytest.raises(GovError, match="is a directory"):
        private_values(Git.around(repo.top))
