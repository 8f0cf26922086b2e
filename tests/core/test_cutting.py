"""Cutting a text to what a place can hold."""

from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.cutting import cut


def weight(character):
    return len(character.encode())


@given(st.text(), st.integers(3, 40))
def test_it_fits_and_is_the_text_or_a_beginning_of_it(text, most):
    short = cut(text, most, weight)
    assert sum(map(weight, short)) <= most
    assert short == text or (short[-1] == "…" and text.startswith(short[:-1]))


@given(st.text())
def test_what_fits_stays_as_it_is(text):
    assert cut(text, sum(map(weight, text)), weight) == text


def test_where_not_even_the_mark_fits_nothing_is_left():
    assert cut("abcdef", 2, weight) == ""


def test_it_is_cut_as_late_as_can_be():
    assert cut("abcdef", 4) == "abc…"
    assert cut("ab cdef", 4) == "ab…"
