"""One piece of work beside another: in a forked process, which inherits all that was read before.

Worth it where both pieces take some tens of milliseconds, imports included: a fork takes two.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from marshal import dumps, loads
from typing import Any, NoReturn, TypeVar

R = TypeVar("R")


@contextmanager
def beside(work: Callable[[], R]) -> Generator[Callable[[], R]]:
    """Begin some work; what is given waits for it and returns what it made.

    Its value is text, bytes, numbers and None in plain tuples, lists and dicts. Work that comes to
    nothing, or cannot be done beside, is done when it is asked for: then its errors are raised there.
    Whoever leaves before that, or is interrupted, ends it, and nothing is left of it.
    """
    if not _is_worth_it():
        yield work
        return
    reading, writing = os.pipe()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    process = _forked(work, reading, writing)
    is_over = process is None

    def made() -> R:
        nonlocal is_over
        value = None if is_over else _received(reading)
        is_over = True
        return work() if value is None else value[0]

    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(writing)
        yield made
    finally:
        os.close(reading)
        if process is not None:
            _end(process, is_over=is_over)


def _is_worth_it() -> bool:
    """Whether there is a second processor, and no other thread: a fork would stop it anywhere."""
    if not hasattr(os, "fork") or _processors() == 1:
        return False
    threading = sys.modules.get("threading")
    return threading is None or threading.active_count() == 1


def _processors() -> int:
    """Those that this process may use; all of them where the system cannot say."""
    allowed: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _forked(work: Callable[[], Any], reading: int, writing: int) -> int | None:
    """The other process, None where there can be no more of them.

    It never hears of an interrupt: that is for this one, which ends the other.
    """
    try:
        process = os.fork()
    except OSError:
        return None
    if process == 0:
        os.close(reading)  # so that writing fails once nobody reads, were this one killed
        _make(work, writing)
    return process


def _end(process: int, *, is_over: bool) -> None:
    if not is_over:
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def _make(work: Callable[[], Any], writing: int) -> NoReturn:
    """It says nothing but its value, and ends in silence where there is none."""
    try:
        gc.freeze()  # looking for garbage in what both have would copy it
        data = dumps((work(),))
        while data:
            data = data[os.write(writing, data) :]
    finally:
        os._exit(0)


def _received(reading: int) -> tuple[Any] | None:
    data = bytearray()
    while part := os.read(reading, 1 << 16):
        data += part
    with suppress(ValueError, EOFError, TypeError):  # it ended early
        value: tuple[Any] = loads(bytes(data))  # noqa: S302 - our own process wrote it
        return value
    return None
