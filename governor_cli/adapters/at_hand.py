"""Files known by their bytes alone, for an answer that is too quick to ask git.

What is kept holds every byte it follows from: recalling it compares them with the disk. What git lists is
told by its index, a new one of which means one question to git, and by the files that ignore others.
"""

import os
from collections.abc import Iterable, Iterator, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SETTINGS = ("HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS")
"""What says which settings git has, and so which files it ignores."""

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


def recall(top: str, key: str) -> "Any":
    """What was kept under a key, if every file is as it was: its bytes, no link, and listed by git.

    None where one is not. Git is asked for that only where its index is another one by now.
    """
    from governor_cli.adapters.cache import Cache

    kept: Any = Cache(os.path.join(top, ".git")).value(key)
    try:
        asked, index, ways, law, files, answer = kept
    except (ValueError, TypeError):  # nothing, or what another version kept
        return None
    if asked != _asked() or any(map(os.path.islink, ways)):
        return None
    if not all(_read(path) == content for path, content in files.items()):
        return None
    is_known = index == _index(top) or _keep(top, key, ways, law, files, answer)
    return answer if is_known else None


def retain(
    top: str, key: str, files: Files, answer: "Any", *, settings: Sequence[str], law: Sequence[str]
) -> None:
    """Keep an answer that holds while these files are what they are.

    ``settings`` and ``law`` are those of them that count as regular files alone, and ``law`` those that git
    has to list: one that it ignores says nothing.
    """
    ways = {*settings, *law, *(folder for path in law for folder in _between(top, path))}
    _keep(top, key, tuple(ways), tuple(law), files, answer)


def _keep(
    top: str, key: str, ways: tuple[str, ...], law: tuple[str, ...], files: Files, answer: "Any"
) -> bool:
    """Whether git lists the files, so that the answer was kept."""
    from governor_cli.adapters.cache import Cache
    from governor_cli.adapters.git_listed import listed

    index = _index(top)  # before git reads it: what is written meanwhile is another one
    deciding = listed(top, law)
    if deciding is None:
        return False
    whole = {**files, **contents(deciding)}
    Cache(os.path.join(top, ".git")).keep_value(key, (_asked(), index, ways, law, whole, answer))
    return True


def _index(top: str) -> tuple[int, ...] | None:
    """Which index git has there: it writes a new file each time."""
    try:
        state = os.stat(os.path.join(top, ".git", "index"))
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino


def _between(top: str, path: str) -> Iterator[str]:
    """The folders on the way from the top to a file."""
    folder = os.path.dirname(path)
    while len(folder) > len(top):
        yield folder
        folder = os.path.dirname(folder)


def _asked() -> tuple[str, ...]:
    """Where it was asked, of which program, and by whose settings of git."""
    from governor_cli.adapters.program import stamp

    return os.getcwd(), stamp(), *(os.environ.get(name, "") for name in _SETTINGS)


def _read(path: "str | os.PathLike[str]") -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None
