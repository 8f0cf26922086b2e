"""Spans of time as sorted integers: union, intersection and difference in one pass.

A span is (start, end) in epoch seconds, the end exclusive. Arguments are sorted and disjoint
(spans may touch), as every function here returns them; ``normalise`` makes them so.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain

Span = tuple[int, int]


def normalise(spans: Iterable[Span]) -> list[Span]:
    """Sorted, without empty ones, those that overlap or touch made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def union(*several: Iterable[Span]) -> list[Span]:
    """Every second that is in one of them."""
    return normalise(chain.from_iterable(several))


def intersect(ones: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Every second that is in both; a border inside either remains a border."""
    found: list[Span] = []
    i = j = 0
    while i < len(ones) and j < len(others):
        one, other = ones[i], others[j]
        start, end = max(one[0], other[0]), min(one[1], other[1])
        if start < end:
            found.append((start, end))
        if one[1] <= other[1]:
            i += 1
        else:
            j += 1
    return found


def subtract(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """Every second of ``spans`` that is not in ``taken``."""
    left: list[Span] = []
    j = 0
    for start, end in spans:
        while j < len(taken) and taken[j][1] <= start:
            j += 1
        at, k = start, j
        while k < len(taken) and taken[k][0] < end:
            if taken[k][0] > at:
                left.append((at, taken[k][0]))
            at = max(at, taken[k][1])
            k += 1
        if at < end:
            left.append((at, end))
    return left


def clip(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The part of them within [start, end)."""
    return intersect(spans, [(start, end)])


def total(spans: Iterable[Span]) -> int:
    """The seconds in them."""
    return sum(end - start for start, end in spans)


def contains(spans: Sequence[Span], second: int) -> bool:
    """Whether a second is in one of them."""
    return covering(spans, second) is not None


def covering(spans: Sequence[Span], second: int) -> Span | None:
    """The span that holds a second."""
    before = bisect_right(spans, second, key=_start)
    if before and second < spans[before - 1][1]:
        return spans[before - 1]
    return None


def _start(span: Span) -> int:
    return span[0]
