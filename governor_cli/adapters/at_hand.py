"""Files known by their bytes alone, for an answer that is too quick to ask git.

What is kept holds every byte it follows from: recalling it compares them with the disk. What git's index
held is told by the file that the index is: a new one means one question to git.
"""

import marshal
import os
from collections.abc import Iterable, Iterator, Sequence

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
    """What was kept under a key, if every file is as it was: its bytes, no link, and in git's index.

    Git is asked for that only where its index is another one by now.
    """
    from governor_cli.adapters.cache import Cache

    data = Cache(os.path.join(top, ".git")).memo(key)
    answer: bytes
    try:
        kept: Any = marshal.loads(data) if data else None  # noqa: S302 - see adapters/shelf.py
        asked, index, ways, tracked, files, answer = kept
    except (ValueError, EOFError, TypeError):
        return None
    if asked != _asked() or any(map(os.path.islink, ways)):
        return None
    if not all(_read(path) == content for path, content in files.items()):
        return None
    is_known = index == _index(top) or _keep(top, key, ways, tracked, files, answer)
    return answer if is_known else None


def retain(
    top: str, key: str, files: Files, answer: bytes, *, settings: Sequence[str], tracked: Sequence[str]
) -> None:
    """Keep an answer that holds while these files are what they are.

    ``settings`` and ``tracked`` are those of them that count as regular files alone, and ``tracked`` those
    that git has to know: without git somebody may ignore a file that nobody has added.
    """
    ways = {*settings, *tracked, *(folder for path in tracked for folder in _between(top, path))}
    _keep(top, key, tuple(ways), tuple(tracked), files, answer)


def _keep(
    top: str, key: str, ways: tuple[str, ...], tracked: tuple[str, ...], files: Files, answer: bytes
) -> bool:
    """Whether git knows the files, so that the answer was kept."""
    from governor_cli.adapters.cache import Cache

    index = _index(top)  # before git reads it: what is written meanwhile is another one
    if index is None or not _is_known(top, tracked):
        return False
    kept = marshal.dumps((_asked(), index, ways, tracked, files, answer))
    Cache(os.path.join(top, ".git")).remember(key, kept)
    return True


def _is_known(top: str, paths: Sequence[str]) -> bool:
    """Whether git's index has all these files, as files that are merged and that it looks at itself."""
    from governor_cli.adapters.discovery import scrubbed
    from governor_cli.adapters.listing import names
    from governor_cli.adapters.process import launch

    asked = ("--literal-pathspecs", "ls-files", "-v", "-s", "-z", "--", *paths)
    process = launch(asked, top, {**scrubbed(os.environ), "GIT_OPTIONAL_LOCKS": "0"})
    listed, _ = process.communicate()
    heads = [line.partition("\t")[0] for line in names(listed)]
    plain = [head for head in heads if head.startswith("H 100") and head.endswith(" 0")]
    return len(plain) == len(heads) == len(set(paths))


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
    """Where it was asked, and of which program."""
    from governor_cli.adapters.program import stamp

    return os.getcwd(), stamp()


def _read(path: "str | os.PathLike[str]") -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None
