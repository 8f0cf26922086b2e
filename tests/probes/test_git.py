"""Which git runs here: recent enough, too old, or none."""

import pytest

from governor_cli.core.errors import GovError
from governor_cli.probes.git import PROBE
from governor_cli.workflows.doctor.ground import Here


@pytest.mark.parametrize(
    ("says", "state", "hint"),
    [
        ("git version 2.54.0", "ok", ""),
        ("git version 2.39.5 (Apple Git-154)", "ok", ""),
        ("git version 2.38.0.windows.1", "ok", ""),
        ("git version 2.34.1", "ok", "Install git 2.38 or newer for `gov check --merge`."),
        ("git version 2.25.1", "failed", "Install git 2.38 or newer."),
        ("git version 1.9", "failed", "Install git 2.38 or newer."),
        ("hub", "failed", "Install git 2.38 or newer."),
    ],
)
def test_what_git_says_of_itself_is_weighed(tmp_path, monkeypatch, says, state, hint):
    here = Here(str(tmp_path), lambda: None)
    program = tmp_path / "git"
    program.write_text(f"#!/bin/sh\necho '{says}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = PROBE.check(here)
    assert (outcome.state, outcome.hint) == (state, hint)


def test_no_git_at_all_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GovError, match="git is not installed"):
        PROBE.check(Here(str(tmp_path), lambda: None))
