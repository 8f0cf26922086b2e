"""Suggestions name the word probably meant, and stay silent when nothing is close."""

import pytest

from governor_cli.core.suggest import did_you_mean, hint_for

STATES = ("draft", "declared", "acknowledged", "resolved")


@pytest.mark.parametrize(
    ("word", "meant"),
    [("resovled", "resolved"), ("DRAFT", "draft"), ("ack", "acknowledged"), ("declard", "declared")],
)
def test_a_close_word_is_suggested_in_any_case_or_as_a_beginning(word, meant):
    assert did_you_mean(word, STATES) == meant


@pytest.mark.parametrize("word", ["", "banana", "d" * 10_000, "\x00", "d"])
def test_nothing_is_suggested_for_what_is_far_off_or_ambiguous(word):
    assert did_you_mean(word, STATES) is None


def test_the_hint_lists_what_is_allowed():
    assert hint_for("opne", ["open", "closed"]) == "Did you mean `open`? Allowed: open, closed."
    assert hint_for("banana", ["open", "closed"]) == "Allowed: open, closed."
    assert not hint_for("x", [])


def test_a_set_is_told_in_the_same_order_by_every_run():
    words = frozenset(f"person{number}" for number in range(10))
    assert hint_for("x", words) == f"Allowed: {', '.join(sorted(words))}."


def test_more_than_anybody_reads_is_left_to_the_command_that_lists_it():
    codes = [f"INC{number:03}" for number in range(40)]
    assert hint_for("INC04", codes, listed_by="gov rules").endswith("? Run `gov rules` to see them all.")
    assert hint_for("banana", codes, listed_by="gov rules") == "Run `gov rules` to see them all."


def test_a_long_list_is_cut_short():
    assert hint_for("?", [f"role-{number}" for number in range(40)]).endswith("role-11 and 28 more.")
