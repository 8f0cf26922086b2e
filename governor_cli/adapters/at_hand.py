"""Files known by their bytes alone, for an answer that is too quick to ask git.

What is kept holds every byte it follows from: recalling it compares them with the disk.
"""

import marshal
import os
from collections.abc import Iterable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Files = dict[str, bytes | None]
"""Path -> content; None where there is no file."""

_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE")
"""Where one is set, the files beside us may not be the ones that are asked about."""


def own_top() -> str | None:
    """The folder of the repository around us: one with a `.git` folder of our own.

    None for a linked work tree, for somebody else's repository and outside any: git itself is asked then.
    """
    if any(os.environ.get(name) for name in _ELSEWHERE):
        return None
    try:
        folder = os.getcwd()
        while not os.path.lexists(os.path.join(folder, ".git")):
            above = os.path.dirname(folder)
            if above == folder:
                return None
            folder = above
        own = os.path.join(folder, ".git")
        is_ours = os.path.isdir(own) and os.stat(own).st_uid == os.geteuid()
    except OSError:
        return None
    return folder if is_ours else None


def settings_upward(top: str) -> list[str]:
    """Every gov.toml that could count here, present or not: one that appears nearer decides."""
    folder = os.getcwd()
    found = [os.path.join(folder, "gov.toml")]
    while folder != top:
        folder = os.path.dirname(folder)
        found.append(os.path.join(folder, "gov.toml"))
    return found


def contents(paths: "Iterable[str | os.PathLike[str]]") -> Files:
    """The files' bytes as they are now."""
    return {os.fspath(path): _read(path) for path in paths}


def recall(top: str, key: str) -> bytes | None:
    """What was kept under a key, if every file is as it was."""
    from governor_cli.adapters.cache import Cache

    data = Cache(os.path.join(top, ".git")).memo(key)
    try:
        kept: Any = marshal.loads(data) if data else None  # noqa: S302 - see adapters/shelf.py
        asked, files, answer = kept
    except (ValueError, EOFError, TypeError):
        return None
    if asked != _asked():
        return None
    return answer if all(_read(path) == content for path, content in files.items()) else None


def retain(top: str, key: str, files: Files, answer: bytes) -> None:
    """Keep an answer that holds while these files are what they are."""
    from governor_cli.adapters.cache import Cache

    Cache(os.path.join(top, ".git")).remember(key, marshal.dumps((_asked(), files, answer)))


def _asked() -> tuple[str, ...]:
    """Where it was asked, and of which program."""
    from governor_cli.adapters.program import stamp

    return os.getcwd(), stamp()


def _read(path: "str | os.PathLike[str]") -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None
