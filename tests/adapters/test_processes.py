"""Work over several processors: in order, and over when somebody interrupts it."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

from governor_cli.adapters.processes import in_parallel

_LONG = """
import signal, threading
from governor_cli.adapters.processes import in_parallel
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
def work(number):
    if number == 0:
        print("under way", flush=True)
    threading.Event().wait(0.05)
    return b"x" * 300_000
for one in in_parallel(work, range(2_000), 3):
    pass
"""


def test_each_is_answered_in_its_order():
    assert list(in_parallel(lambda one: one * 2, range(50), 3)) == list(range(0, 100, 2))
    assert list(in_parallel(str, [], 3)) == []


def test_a_worker_that_is_interrupted_goes_on_and_the_command_ends():
    with subprocess.Popen(
        [sys.executable, "-c", _LONG],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as long:
        assert long.stdout is not None
        assert long.stdout.readline() == b"under way\n"
        os.killpg(long.pid, signal.SIGINT)  # as a terminal does it
        _, errors = long.communicate(timeout=30)
    assert errors.count(b"Traceback") == 1, errors.decode()
    assert b"KeyboardInterrupt" in errors


def test_no_worker_outlives_a_command_that_is_killed():
    with subprocess.Popen(
        [sys.executable, "-c", _LONG], stdout=subprocess.PIPE, start_new_session=True
    ) as long:
        assert long.stdout is not None
        assert long.stdout.readline() == b"under way\n"
        long.kill()
        try:
            long.communicate(timeout=10)  # a worker that is left keeps its end of the pipe
        finally:
            with suppress(ProcessLookupError):
                os.killpg(long.pid, signal.SIGKILL)


def test_whoever_wants_no_more_waits_for_nothing_that_has_not_begun():
    told = in_parallel(_marked, range(10_000), 2)
    assert next(told) == 0
    told.close()


def _marked(number: int) -> int:
    return number
