"""Files that somebody names on the command line: never read further than they can be meant."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from governor_cli.core.errors import GovError


def read_given(path: str | Path, most: int, hint: str = "") -> bytes:
    """The bytes of a file or a pipe, at most one more than ``most``, so that too much is seen to be too much.

    Raises GovError where it cannot be read. A pipe that nobody has opened for writing is not
    waited for, and a device without an end is not followed.
    """
    with _explained(str(path), hint):
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:
            os.set_blocking(descriptor, True)
            return file.read(most + 1)


def read_stdin(most: int, hint: str = "") -> bytes:
    """The same of what comes in on stdin, which may be closed."""
    with _explained("stdin", hint):
        if sys.stdin is None:
            raise ValueError("it is closed")
        return sys.stdin.buffer.read(most + 1)


@contextmanager
def _explained(name: str, hint: str) -> Generator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
        raise GovError(f"cannot read {name}: {reason}", hint=hint) from None
