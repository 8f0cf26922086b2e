"""This program: how to start it again, and which one it is."""

import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache


def command() -> list[str]:
    """The words that start this very installation of gov.

    The console script where there is one; else Python with ``-P``, so that a repository can
    not put a module of its own in the way.
    """
    import shutil
    from pathlib import Path

    started = Path(sys.argv[0]).absolute()
    if started.name == "gov" and os.access(started, os.X_OK) and started.is_file():
        return [str(started)]
    beside = shutil.which("gov", path=str(Path(sys.executable).parent))
    return [beside] if beside else [sys.executable, "-P", "-m", "governor_cli"]


def run(words: Sequence[str], folder: str | os.PathLike[str]) -> int:
    """Run this gov on words (without ``gov``) in a folder, at the same terminal; its exit code."""
    import subprocess

    return subprocess.run([*command(), *words], cwd=folder, check=False).returncode


@cache
def stamp() -> str:
    """Which program this is: another version, or a changed checkout, has another stamp.

    What it judged is remembered under this name, so a new rule never meets an old verdict.
    """
    from governor_cli import __version__

    newest = max(_changed(os.path.dirname(os.path.dirname(__file__))))
    return f"{__version__}-{newest:x}"


def _changed(folder: str) -> Iterator[int]:
    """When each source file below a folder changed, and each folder gained or lost one."""
    yield os.stat(folder).st_mtime_ns
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.stat().st_mtime_ns
            elif entry.is_dir() and entry.name[:1].isalpha():
                yield from _changed(entry.path)
