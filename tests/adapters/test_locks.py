import os
import subprocess
import sys

import pytest

from governor_cli.adapters.locks import alone
from governor_cli.core.errors import GovError

_HOLDING = """
import sys
from governor_cli.adapters.locks import alone
with alone(sys.argv[1], "testing"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_waits_no_longer_than_it_may_and_says_for_what(tmp_path):
    file = os.fspath(tmp_path / "gov/docs.lock")
    with (
        alone(file, "testing"),
        pytest.raises(GovError, match="another run of gov is testing"),
        alone(file, "testing", patience=0.1),
    ):
        pass
    with alone(file, "testing", patience=0):
        pass


def test_a_killed_run_holds_nothing(tmp_path):
    file = os.fspath(tmp_path / "docs.lock")
    command = [sys.executable, "-c", _HOLDING, file]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(GovError), alone(file, "testing", patience=0):
            pass
        other.kill()
        other.wait()
        with alone(file, "testing"):
            pass


def test_where_nothing_can_be_written_that_is_said(tmp_path):
    (tmp_path / "gov").write_text("a file\n")
    with pytest.raises(GovError, match=r"cannot write .*docs\.lock"), alone(f"{tmp_path}/gov/docs.lock", "x"):
        pass
