"""How values lie: their number, the one in the middle, what nine in ten do not exceed, the extremes.

Medians and not means, for one long night says nothing about the others.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self


class Spread(NamedTuple):
    """Some values, the largest first."""

    values: Sequence[int]

    @classmethod
    def of(cls, values: Iterable[int]) -> Self:
        """The spread of values in any order."""
        return cls(sorted(values, reverse=True))

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.values)

    @property
    def median(self) -> float | None:
        """Of an even number the mean of the two in the middle; None where there is none."""
        from statistics import median

        return median(self.values) if self.values else None

    @property
    def p90(self) -> int | None:
        """The 90th percentile by nearest rank: a value that was really measured."""
        return self.values[self.n // 10] if self.values else None

    @property
    def range(self) -> tuple[int, int] | None:
        """The smallest and the largest."""
        return (self.values[-1], self.values[0]) if self.values else None
