"""Sparklines and bars: gaps are gaps, extremes do not overflow, and nothing is wider than asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.views.spark import bar, sparkline

NUMBERS = st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False), max_size=200)


def test_a_course_rises_from_the_lowest_to_the_highest():
    assert sparkline([1, 2, 3, 4, 5, 6, 7, 8]) == "▁▂▃▄▅▆▇█"


def test_no_data_is_a_gap_and_a_zero_is_none():
    assert sparkline([0, None, 1]) == "▁·█"
    assert sparkline([None, None]) == "··"
    assert sparkline([]) == ""


def test_values_that_are_all_the_same_lie_in_the_middle():
    assert sparkline([3, 3, 3]) == "▅▅▅"


@given(NUMBERS)
def test_any_numbers_fit_in_the_width(numbers):
    assert len(sparkline(numbers, 20)) == min(20, len(numbers))


@pytest.mark.parametrize(
    ("number", "target", "drawn"),
    [
        (150, "<= 300", "██████······"),
        (300, "<= 300", "████████████"),
        (900, "<= 300", "████████████"),
        (0, "<= 300", "············"),
        (12.5, "<= 300", "▌···········"),
        (1, "= 0", "█▎··········"),
        (None, "< 1", ""),
    ],
)
def test_a_bar_is_full_at_its_target(number, target, drawn):
    assert bar(number, target, 10) == drawn


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False, allow_infinity=False))
def test_any_bar_has_its_width(number, highest):
    assert len(bar(number, "", highest)) in {0, 12}
