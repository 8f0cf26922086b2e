"""A progress bar for people who wait: on a terminal only, and only once a second has passed."""

import time
from typing import TextIO

from governor_cli.ui import output

_PATIENCE = 1.0
"""Seconds before anything is shown: what is quick needs no bar."""
_EVERY = 0.1
"""Seconds between two drawings."""
_CELLS = 30


class Progress:
    """Called with (done, total) as work goes on; the bar is gone when all is done, or anything is printed.

    It is drawn by hand: importing Rich would cost more than most checks take.
    """

    def __init__(self, what: str, stream: TextIO | None) -> None:
        self._what = what
        self._stream = stream if output.is_terminal(stream) else None
        self._due = time.monotonic() + _PATIENCE

    def __call__(self, done: int, total: int) -> None:
        """So much is done of so much."""
        if self._stream is None:
            return
        if done >= total:
            output.wipe()
            return
        now = time.monotonic()
        if now >= self._due:
            self._due = now + _EVERY
            output.draw(self._stream, bar(done, total, self._what))


def bar(done: int, total: int, what: str) -> str:
    """``[#########---------------------]  31%  3120 of 10000 documents``."""
    share = min(1.0, done / total) if total else 1.0
    filled = int(share * _CELLS)
    return f"[{'#' * filled}{'-' * (_CELLS - filled)}] {share:>4.0%}  {done} of {total} {what}"
