"""Small commands behind the real wall, each as a process of its own."""

from pathlib import Path

import pytest
from repositories import run
from terminal import run_on_terminal
from walled import Guarded, command


@pytest.fixture
def guarded(tmp_path: Path) -> Guarded:
    """Run lines behind the wall with pipes around them."""
    return lambda body, **environment: run(command(body), tmp_path, **{"TMPDIR": str(tmp_path)} | environment)


@pytest.fixture
def guarded_on_terminal(tmp_path: Path) -> Guarded:
    """Run lines behind the wall before a terminal; ``typed=b"..."`` is typed."""
    return lambda body, **environment: run_on_terminal(command(body), tmp_path, **environment)
