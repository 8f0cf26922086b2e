"""The probes of a repository in every sort of repository: each has an answer, none a bug."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from matrix import BORN, MATRIX
from repositories import Repo

from governor_cli.workflows import catalogue
from governor_cli.workflows.doctor.examining import examine
from governor_cli.workflows.doctor.ground import Here

TESTS = Path(__file__).parents[2]
FILES = {
    "gov.toml": (TESTS / "repository/gov.toml").read_bytes(),
    "docs/operations/support-playbook.md": (TESTS / "cases/playbook.md").read_bytes(),
}
NOW = datetime(2026, 11, 23, 10, 2, tzinfo=UTC)
ASKED = [catalogue.probe(name) for name in ("git", "hook", "remote", "default_branch", "forge", "roster")]


@pytest.mark.parametrize("name", MATRIX)
def test_every_probe_has_an_answer(tmp_path, name):
    top = MATRIX[name](tmp_path, FILES)
    found = {one.name: one for one in examine(Here(str(top), lambda: NOW), ASKED).probes}
    assert found["git"].state == "ok"
    assert "there is no roster" in found["roster"].detail
    assert found["hook"].state == "not_configured"
    if name in BORN:
        assert found["default_branch"].state == "ok", found["default_branch"]
    else:
        assert found["default_branch"].detail == "there is no commit yet"
    Repo(top).git("status", "--porcelain")
