"""Several things at a time: in order, not too many at once, and no reason to stay for anybody who leaves."""

import os
import signal
import subprocess
import sys
from threading import Barrier, Event

import pytest

from governor_cli.adapters.at_once import at_once

_SLOW = """
import signal, threading
from governor_cli.adapters.at_once import at_once
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
def work(_):
    print("under way", flush=True)
    threading.Event().wait(60)
at_once(work, [1, 2], 1)
"""


def test_each_is_answered_in_its_order():
    assert at_once(lambda one: one * 2, range(50), 4) == list(range(0, 100, 2))
    assert at_once(str, [], 4) == []


def test_so_many_run_at_the_same_time():
    together = Barrier(3)
    assert sorted(at_once(lambda _: together.wait(10), [1, 2, 3], 3)) == [0, 1, 2]


def test_an_error_is_raised_and_waits_for_nobody():
    over = Event()
    try:
        with pytest.raises(ZeroDivisionError):
            at_once(lambda one: 1 // one or over.wait(60), [0, 2], 2)
    finally:
        over.set()


def test_whoever_interrupts_is_free_at_once():
    with subprocess.Popen(
        [sys.executable, "-c", _SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as slow:
        assert slow.stdout is not None
        assert slow.stdout.readline() == b"under way\n"
        os.kill(slow.pid, signal.SIGINT)
        _, errors = slow.communicate(timeout=30)
    assert b"KeyboardInterrupt" in errors
