"""How to start gov again: from a hook, or as a step of its own demonstration."""

import os
import shutil
import sys
from pathlib import Path


def command() -> list[str]:
    """The words that start this very installation of gov.

    The console script where there is one; else Python with ``-P``, so that a repository can
    not put a module of its own in the way.
    """
    started = Path(sys.argv[0]).absolute()
    if started.name == "gov" and os.access(started, os.X_OK) and started.is_file():
        return [str(started)]
    beside = shutil.which("gov", path=str(Path(sys.executable).parent))
    return [beside] if beside else [sys.executable, "-P", "-m", "governor_cli"]
