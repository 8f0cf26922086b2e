"""The end of a block that takes too long, whatever comes of what was cut off."""

from threading import Event

import pytest

from governor_cli.adapters.deadline import ending


def test_a_block_that_ends_in_time_is_left_alone():
    ended = Event()
    with ending(60, ended.set):
        pass
    assert not ended.is_set()


def test_a_block_that_takes_longer_is_ended_once_and_said_to_be_late():
    ended = Event()
    with pytest.raises(TimeoutError), ending(0.01, ended.set):
        assert ended.wait(10)


def test_what_comes_of_cutting_a_block_off_is_not_told_instead():
    def cut_off():
        ended.wait(10)
        raise ConnectionResetError

    ended = Event()
    with pytest.raises(TimeoutError), ending(0.01, ended.set):
        cut_off()


def test_a_fault_of_the_block_itself_stays_what_it_is():
    with pytest.raises(KeyError), ending(60, Event().set):
        raise KeyError


def test_an_end_that_comes_too_late_disturbs_nobody():
    def released():
        late.set()
        raise RuntimeError

    late = Event()
    with pytest.raises(TimeoutError), ending(0.01, released):
        late.wait(10)
