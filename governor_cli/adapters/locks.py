"""One at a time: what two runs of gov must not do at once in a clone."""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from errno import EACCES, EAGAIN

from governor_cli.core.errors import GovError

_PAUSE = 0.05
PATIENCE = 20.0
"""Seconds to wait for another run; longer than one takes in a large repository."""


@contextmanager
def alone(file: str, what: str, *, patience: float = PATIENCE) -> Generator[None]:
    """Hold the lock on a file for the length of a block; GovError where that cannot be, or takes too long.

    The system takes it back when a run is killed, and programs that the block starts do not get it.
    On a file system without locks nothing is held.
    """
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise GovError(f"cannot write {file}: {(error.strerror or str(error)).lower()}") from None
    try:
        for _ in range(max(1, round(patience / _PAUSE))):
            if _held(descriptor):
                break
            time.sleep(_PAUSE)
        else:
            raise GovError(f"another run of gov is {what}", hint="Run the command again when it is over.")
        yield
    finally:
        os.close(descriptor)


def _held(descriptor: int) -> bool:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in {EACCES, EAGAIN}
    return True


@contextmanager
def folder_alone(folder: str) -> Generator[None]:
    """The same for what takes no time, such as adding a line to a file: whoever comes second waits."""
    import fcntl

    os.makedirs(folder, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
