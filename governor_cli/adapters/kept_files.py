"""Files of the cache: appended to and replaced whole, by any number of runs at once, the oldest forgotten."""

import os
from contextlib import suppress

from governor_cli.adapters.locks import folder_alone

_LONGEST_NAME = 100


def file_name(name: str) -> str:
    """A name that any file system takes."""
    if len(name) <= _LONGEST_NAME and name.replace("-", "").isalnum() and name.isascii():
        return name
    from governor_cli.core.digest import quick

    return quick(name.encode("utf-8", "surrogateescape"))


def read(path: str) -> bytes:
    """The bytes of a file; none where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def append(folder: str, name: str, data: bytes) -> None:
    """Put bytes behind those that are there."""
    with folder_alone(folder), open(os.path.join(folder, name), "ab", buffering=0) as file:
        file.write(data)


def replace(folder: str, name: str, data: bytes) -> None:
    """Give a file other bytes, all at once."""
    with folder_alone(folder):
        temporary = os.path.join(folder, f".{name[:80]}.{os.getpid()}")
        try:
            with open(temporary, "wb") as file:
                file.write(data)
            os.replace(temporary, os.path.join(folder, name))
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)
            raise


def forget_oldest(folder: str, keep: int) -> None:
    """Remove all but the newest files."""
    with os.scandir(folder) as entries:
        files = [(entry.stat().st_mtime_ns, entry.path) for entry in entries]
    for _, path in sorted(files)[:-keep]:
        os.unlink(path)
