"""Work shared over processors: forked processes that inherit what they need."""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_task: list[Callable[[Any], Any]] = []
"""The function of the pool in use: a fork inherits it, so it need not be pickled."""


def in_parallel(work: Callable[[T], R], items: Sequence[T], processes: int) -> Iterator[R]:
    """``work`` of each item, in order. Where processes cannot be forked, one after the other.

    Who is interrupted, or wants no more, waits for what is under way and for nothing else.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, items)
        return
    _task.append(work)
    try:
        context = multiprocessing.get_context("fork")
        pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_settle)
        try:
            with _for_later():
                told = pool.map(_run, items)
            yield from told
        finally:
            pool.shutdown(cancel_futures=True)
    finally:
        _task.pop()


@contextmanager
def _for_later() -> Generator[None]:
    """An interrupt comes after this; a process that is forked in it never hears of one.

    A terminal interrupts every process of a command. A worker that ends while it holds the lock of the
    queue leaves the others waiting for ever: the one who asked for the work is told, and ends it.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _settle() -> None:
    """What the parent has made is no garbage: looking for it there would copy its memory.

    What a worker makes is looked through often, while it is still in the processor's cache.
    """
    gc.freeze()
    gc.set_threshold(5_000, 10, 100)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    """A command that is killed can tell nobody: its workers would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(item: Any) -> Any:
    return _task[-1](item)
