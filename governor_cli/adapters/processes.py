"""Work shared over processors: forked processes that inherit what they need."""

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_task: list[Callable[[Any], Any]] = []
"""The function of the pool in use: a fork inherits it, so it need not be pickled."""


def in_parallel(work: Callable[[T], R], items: Sequence[T], processes: int) -> Iterator[R]:
    """``work`` of each item, in order. Where processes cannot be forked, one after the other."""
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, items)
        return
    _task.append(work)
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(processes, mp_context=context, initializer=_settle) as pool:
            yield from pool.map(_run, items)
    finally:
        _task.pop()


def _settle() -> None:
    """What the parent has made is no garbage: looking for it there would copy its memory.

    What a worker makes is looked through often, while it is still in the processor's cache.
    """
    gc.freeze()
    gc.set_threshold(5_000, 10, 100)


def _run(item: Any) -> Any:
    return _task[-1](item)
