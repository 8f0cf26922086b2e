"""Work over several processors: in order, and over when somebody interrupts it."""

from long_program import SAYS, interrupted, killed

from governor_cli.adapters.processes import in_parallel

_LONG = f"""
import signal, threading
from governor_cli.adapters.processes import in_parallel
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
def work(number):
    if number == 0:
        {SAYS}
    threading.Event().wait(0.05)
    return b"x" * 300_000
for one in in_parallel(work, range(2_000), 3):
    pass
"""


def test_each_is_answered_in_its_order():
    assert list(in_parallel(lambda one: one * 2, range(50), 3)) == list(range(0, 100, 2))
    assert list(in_parallel(str, [], 3)) == []


def test_a_worker_that_is_interrupted_goes_on_and_the_command_ends():
    errors = interrupted(_LONG)
    assert errors.count("Traceback") == 1, errors
    assert "KeyboardInterrupt" in errors


def test_no_worker_outlives_a_command_that_is_killed():
    killed(_LONG)


def test_whoever_wants_no_more_waits_for_nothing_that_has_not_begun():
    told = in_parallel(_marked, range(10_000), 2)
    assert next(told) == 0
    told.close()


def _marked(number: int) -> int:
    return number
