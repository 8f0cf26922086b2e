"""Series: the values of one name in one environment over time, whatever files they stand in."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from governor_cli.kinds.metrics.model import NO_DATA, Capture


class Mark(NamedTuple):
    """One measurement of a series, with what it was taken for."""

    at: datetime
    value: str
    ok: bool | None
    trigger: str
    incident: str
    phase: str
    source: str
    error: str

    @property
    def number(self) -> float | None:
        """For drawing; None for no data, NaN and what is beyond all bounds."""
        try:
            value = float(self.value)
        except ValueError:
            return None
        return value if abs(value) < float("inf") else None


class Series(NamedTuple):
    """Values of one unit in the order of time; ``target`` is the latest that stands beside one."""

    environment: str
    name: str
    unit: str
    target: str
    marks: tuple[Mark, ...]

    @property
    def last(self) -> Mark:
        """The latest measurement, a value or not."""
        return self.marks[-1]

    @property
    def numbers(self) -> list[float | None]:
        """The values for drawing."""
        return [mark.number for mark in self.marks]


def series(captures: Iterable[Capture], names: Sequence[str] | None = None) -> list[Series]:
    """Every series of these captures, by environment and name. Two units of one name are two series.

    A measurement that failed has no unit to go by where it was not defined; it joins the one there is.
    """
    marks: dict[tuple[str, str, str], list[Mark]] = {}
    targets: dict[tuple[str, str, str], str] = {}
    for capture in sorted(captures, key=lambda one: one.at):
        for health in capture.health:
            if names is not None and health.name not in names:
                continue
            key = (capture.environment, health.name, health.unit or "")
            mark = Mark(
                capture.at,
                health.value,
                health.ok,
                capture.trigger,
                capture.incident or "",
                capture.phase or "",
                capture.source,
                health.error or "",
            )
            marks.setdefault(key, []).append(mark)
            targets[key] = health.target or targets.get(key, "")
    _without_units_joined(marks, targets)
    return [Series(*key, targets[key], tuple(found)) for key, found in sorted(marks.items())]


def _without_units_joined(
    marks: dict[tuple[str, str, str], list[Mark]], targets: dict[tuple[str, str, str], str]
) -> None:
    for key in [key for key in marks if not key[2]]:
        others = [other for other in marks if other[:2] == key[:2] and other[2]]
        if len(others) == 1 and all(mark.value == NO_DATA for mark in marks[key]):
            (other,) = others
            marks[other] = sorted(marks[other] + marks.pop(key), key=lambda mark: mark.at)
            targets[other] = targets[other] or targets.pop(key)
