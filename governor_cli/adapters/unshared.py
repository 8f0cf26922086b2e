"""Records that are saved but not shared yet: kept below git's own folder until a command shares them.

Nothing here is needed to read a record, so a damaged file is as good as none; two commands that
write at once do not lose each other's entries.
"""

import os
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from typing import Any, NamedTuple

from governor_cli.adapters.git import Git
from governor_cli.adapters.locks import folder_alone

_LARGEST = 4_000_000
_MOST = 500


class Waiting(NamedTuple):
    """One change that waits: its files relative to the top, and how far it was to go."""

    paths: tuple[str, ...]
    message: str
    how: str
    """commit or push."""
    branch: str
    """The full name of the branch it belongs to; empty where HEAD was on none."""
    why: str
    """What went wrong the last time."""
    reached: str = "file"
    """How far it got: commit where only the push is missing."""


def place(git: Git) -> str:
    """The file in which they stand."""
    return os.path.join(git.located.common_dir, "gov", "unshared")


def age(git: Git) -> float | None:
    """Seconds since something there was last tried or added; None where nothing waits."""
    try:
        return time.time() - os.stat(place(git)).st_mtime
    except OSError:
        return None


def waiting(git: Git) -> list[Waiting]:
    """What waits, the oldest first."""
    try:
        with open(place(git), "rb") as file:
            return list(_read(file.read(_LARGEST)))
    except OSError:
        return []


def change(git: Git, edit: Callable[[list[Waiting]], Iterable[Waiting]]) -> bool:
    """Write what ``edit`` makes of the entries; False where nothing can be written there."""
    file = place(git)
    with suppress(OSError), folder_alone(os.path.dirname(file)):
        kept = list(edit(waiting(git)))[-_MOST:]
        if not kept:
            with suppress(FileNotFoundError):
                os.unlink(file)
            return True
        from json import dumps

        temporary = f"{file}.{os.getpid()}"
        with open(temporary, "wb") as opened:
            opened.writelines(dumps(entry).encode() + b"\n" for entry in kept)
        os.replace(temporary, file)
        return True
    return False


def _read(data: bytes) -> Generator[Waiting]:
    from json import loads  # every command asks whether something waits, and mostly nothing does

    for line in data.split(b"\n"):
        with suppress(ValueError, TypeError, RecursionError):
            paths, *texts = loads(line)
            if _are_texts(paths) and _are_texts(texts):
                yield Waiting(tuple(paths), *texts)


def _are_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)  # pyright: ignore[reportUnknownVariableType]
