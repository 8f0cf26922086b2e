"""Work beside one's own: its value comes back, its errors are raised here, and nothing is left of it."""

import os
import signal
import threading

import pytest
from long_program import SAYS, interrupted, killed

from governor_cli.adapters.beside import beside

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="it takes a system that forks")


@pytest.fixture
def two_processors(monkeypatch):
    """Whatever this machine has; and no other thread, unlike the process that runs these tests.

    In the end nothing may be left of any process that was forked, not even its entry.
    """
    forked = []
    fork = os.fork

    def noted():
        process = fork()
        forked.append(process)
        return process

    monkeypatch.setattr(os, "fork", noted)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    yield
    assert forked
    for process in forked:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


@pytest.mark.usefixtures("two_processors")
def test_another_process_does_it_and_the_value_comes_back():
    with beside(lambda: (os.getpid(), {"a": [None, "ü" * 200_000, 1.5]})) as value:
        own = "mine"
        process, told = value()
    assert (own, told) == ("mine", {"a": [None, "ü" * 200_000, 1.5]})
    assert process != os.getpid()


@pytest.mark.usefixtures("two_processors")
@pytest.mark.parametrize("odd", [object(), ValueError("no"), SystemExit(3), KeyboardInterrupt()])
def test_what_comes_to_nothing_there_is_done_here(odd):
    """An object is no plain value; an error is raised where somebody sees it."""

    def work():
        if isinstance(odd, BaseException):
            raise odd
        return [os.getpid(), odd]

    with beside(work) as value:
        if isinstance(odd, BaseException):
            with pytest.raises(type(odd)):
                value()
        else:
            assert value() == [os.getpid(), odd]


@pytest.mark.usefixtures("two_processors")
def test_a_process_that_is_killed_is_done_without():
    mine = os.getpid()

    def work():
        if os.getpid() != mine:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done here"

    with beside(work) as value:
        assert value() == "done here"


@pytest.mark.usefixtures("two_processors")
def test_whoever_leaves_early_ends_it():
    with pytest.raises(LookupError), beside(threading.Event().wait):
        raise LookupError
    with beside(threading.Event().wait):
        pass


def test_where_no_process_can_be_had_it_is_done_here(monkeypatch):
    def refuse():
        raise BlockingIOError

    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "fork", refuse)
    with beside(os.getpid) as value:
        assert value() == os.getpid()
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_one_processor_does_one_thing_after_the_other(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    with beside(os.getpid) as value:
        assert value() == os.getpid()


def test_with_another_thread_nothing_is_forked(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    with beside(os.getpid) as value:
        assert value() == os.getpid()


_LONG = f"""
import os, signal, threading
os.sched_getaffinity = lambda _: {{0, 1}}
from governor_cli.adapters.beside import beside
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
with beside(threading.Event().wait) as value:
    {SAYS}
    value()
"""


def test_an_interrupt_from_the_terminal_is_told_once():
    errors = interrupted(_LONG)
    assert errors.count("Traceback") == 1, errors
    assert "KeyboardInterrupt" in errors


def test_nothing_outlives_a_command_that_is_killed():
    busy = _LONG.replace("threading.Event().wait", "lambda: threading.Event().wait(0.2) or 'x' * 1_000_000")
    killed(busy.replace("value()", "threading.Event().wait()"))
