"""Circles in what waits for what."""

import graphlib

from hypothesis import given
from hypothesis import strategies as st

from governor_cli.kinds.tasks.circles import circles

graphs = st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), max_size=3), max_size=7)


@given(graphs)
def test_a_circle_is_found_exactly_where_there_is_one(graph):
    known = {key: [one for one in waits if one in graph] for key, waits in graph.items()}
    try:
        list(graphlib.TopologicalSorter(known).static_order())
    except graphlib.CycleError:
        assert circles(graph)
    else:
        assert circles(graph) == []


@given(graphs)
def test_each_step_of_a_circle_is_a_wait(graph):
    for circle in circles(graph):
        assert len(set(circle)) == len(circle)
        assert all(after in graph[one] for one, after in zip(circle, [*circle[1:], circle[0]], strict=True))


def test_a_chain_of_a_hundred_thousand_needs_no_recursion():
    graph = {number: [number + 1] for number in range(100_000)}
    assert circles(graph) == []
    graph[99_999] = [0]
    assert len(circles(graph)[0]) == 100_000
