"""Spans obey the laws of sets, and agree with portion."""

from itertools import pairwise

import portion
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.spans import clip, contains, covering, intersect, normalise, subtract, total, union

quick = settings(deadline=None)
messy = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12)
tidy = messy.map(normalise)


def as_set(spans):
    return {second for start, end in spans for second in range(start, end)}


def test_touching_spans_become_one_only_when_normalised():
    assert normalise([(5, 9), (0, 5), (7, 8), (3, 3), (20, 10)]) == [(0, 9)]
    assert intersect([(0, 5), (5, 9)], [(2, 7)]) == [(2, 5), (5, 7)]
    assert subtract([(0, 5), (5, 9)], [(3, 4)]) == [(0, 3), (4, 5), (5, 9)]


@quick
@given(messy)
def test_normalised_spans_are_sorted_apart_and_cover_the_same(spans):
    tidied = normalise(spans)
    assert as_set(tidied) == as_set(spans)
    assert all(before[1] < after[0] for before, after in pairwise(tidied))
    assert normalise(tidied) == tidied


@quick
@given(tidy, tidy)
def test_the_operations_are_those_of_sets(ones, others):
    assert as_set(union(ones, others)) == as_set(ones) | as_set(others)
    assert as_set(intersect(ones, others)) == as_set(ones) & as_set(others)
    assert as_set(subtract(ones, others)) == as_set(ones) - as_set(others)
    assert total(ones) == len(as_set(ones))


@quick
@given(tidy, tidy)
def test_the_operations_agree_with_portion(ones, others):
    def interval(spans):
        return portion.Interval(*(portion.closedopen(start, end) for start, end in spans))

    def spans_of(found):
        return [(part.lower, part.upper) for part in found if not part.empty]

    assert subtract(ones, others) == spans_of(interval(ones) - interval(others))
    assert intersect(ones, others) == spans_of(interval(ones) & interval(others))


@quick
@given(tidy, st.integers(-1, 61))
def test_a_second_is_found_in_the_span_that_holds_it(spans, second):
    assert contains(spans, second) == (second in as_set(spans))
    found = covering(spans, second)
    assert found is None or (found in spans and found[0] <= second < found[1])


def test_clipping_keeps_what_lies_within():
    assert clip([(0, 5), (8, 12)], 3, 9) == [(3, 5), (8, 9)]
