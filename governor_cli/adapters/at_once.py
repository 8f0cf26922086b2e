"""A few things at the same time, in threads that nobody who interrupts has to wait for."""

from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

Given = TypeVar("Given")
Told = TypeVar("Told")


def at_once(work: Callable[[Given], Told], given: Sequence[Given], most: int) -> list[Told]:
    """What ``work`` makes of each, in their order, no more than ``most`` of them at a time.

    The first error is raised. What is still under way then, or when the caller is interrupted,
    ends with the process; a pool of the library would wait for it, however long it takes.
    """
    left: SimpleQueue[tuple[int, Given]] = SimpleQueue()
    told: SimpleQueue[tuple[int, Told | Exception]] = SimpleQueue()
    for numbered in enumerate(given):
        left.put(numbered)

    def worker() -> None:
        while True:
            try:
                number, one = left.get_nowait()
            except Empty:
                return
            try:
                told.put((number, work(one)))
            except Exception as error:  # noqa: BLE001 - raised where somebody sees it
                told.put((number, error))

    for _ in range(min(most, len(given))):
        Thread(target=worker, daemon=True).start()
    found: dict[int, Told] = {}
    for _ in given:
        number, outcome = told.get()
        if isinstance(outcome, Exception):
            raise outcome
        found[number] = outcome
    return [found[number] for number in range(len(given))]
