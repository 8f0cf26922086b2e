"""Circles in what waits for what, found in one pass and without recursion: chains may be long."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def circles(waits_for: Mapping[K, Iterable[K]]) -> list[list[K]]:
    """Each circle once, from its first member on; one for each knot of circles that share members."""
    done: set[K] = set()
    found: list[list[K]] = []
    for start in waits_for:
        if start not in done:
            found += _from(start, waits_for, done)
    return found


def _from(start: K, waits_for: Mapping[K, Iterable[K]], done: set[K]) -> list[list[K]]:
    """Walk depth first; a step back onto the path walked is a circle."""
    found: list[list[K]] = []
    told: set[K] = set()
    path: list[K] = [start]
    places = {start: 0}
    steps = [iter(waits_for.get(start, ()))]
    while steps:
        following = next(steps[-1], None)
        if following is None:
            steps.pop()
            last = path.pop()
            del places[last]
            done.add(last)
        elif following in places:
            circle = path[places[following] :]
            if told.isdisjoint(circle):
                found.append(circle)
                told.update(circle)
        elif following not in done and following in waits_for:
            places[following] = len(path)
            path.append(following)
            steps.append(iter(waits_for[following]))
    return found
