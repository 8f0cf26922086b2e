"""Spreads agree with the standard library, and their 90th percentile is one of the values."""

from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.spread import Spread


@given(st.lists(st.integers(0, 10**9), min_size=1))
def test_the_median_is_that_of_statistics_and_nine_in_ten_do_not_exceed_the_p90(values):
    found = Spread.of(values)
    assert found.median == median(values)
    assert found.p90 == sorted(values)[-(-9 * len(values) // 10) - 1]
    assert found.range == (min(values), max(values))
    assert found.n == len(values)


def test_nothing_has_no_middle():
    nothing = Spread.of([])
    assert (nothing.n, nothing.median, nothing.p90, nothing.range) == (0, None, None, None)
