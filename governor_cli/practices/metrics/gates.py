"""Gates: whether every point of a stretch of time meets a target. Pass, fail, or no data, never a guess."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from governor_cli.kinds.metrics.compare import bound_of, meets
from governor_cli.kinds.metrics.model import NO_DATA, Capture, Health
from governor_cli.policy.model import Metric

State = Literal["pass", "fail", "no data"]
PASS: Final = "pass"  # noqa: S105 - a verdict, not a password
FAIL: Final = "fail"
NOTHING: Final = "no data"
SILENT: Final = (NO_DATA, "NaN")


class Point(NamedTuple):
    """A value at an instant; ``ok`` where the source itself judged it."""

    at: datetime
    value: str
    ok: bool | None = None
    unit: str = ""


class Gate(NamedTuple):
    """The judgement of one metric over the stretch that was asked for.

    ``n`` points had a value, ``missed`` of them miss the target, ``worst`` lies farthest on its
    wrong side; ``first`` and ``last`` say which part of the stretch is known at all.
    """

    name: str
    unit: str
    target: str
    state: State
    n: int = 0
    missed: int = 0
    worst: Point | None = None
    first: datetime | None = None
    last: datetime | None = None
    reason: str = ""
    is_unreached: bool = False


def judged(
    name: str, unit: str, target: str, points: Iterable[Point], reason: str = "", *, unreached: bool = False
) -> Gate:
    """The gate of one metric. Points without a value say nothing; without any there is no data."""
    told = list(points)
    known = [point for point in told if point.value not in SILENT]
    foreign = {point.unit for point in known if unit and point.unit and point.unit != unit}
    if foreign:
        why = f"measured in {', '.join(sorted(foreign))}, the target is in {unit}"
        return Gate(name, unit, target, NOTHING, reason=why)
    if not known:
        why = reason or ("nothing but NaN and no data" if told else "nothing was measured")
        return Gate(name, unit, target, NOTHING, reason=why, is_unreached=unreached)
    missed = [point for point in known if _misses(point, target)]
    times = [point.at for point in known]
    return Gate(
        name,
        unit,
        target,
        FAIL if missed else PASS,
        len(known),
        len(missed),
        _worst(missed or known, target),
        min(times),
        max(times),
        reason,
    )


def recorded(
    metrics: Sequence[Metric], captures: Iterable[Capture], *, others_only: bool = False
) -> list[Gate]:
    """A gate for each metric with a target, from captures; then for what else was judged there.

    ``others_only`` leaves the playbook's metrics out, for they were asked elsewhere.
    """
    points: dict[str, list[Point]] = {}
    lasts: dict[str, Health] = {}
    for capture in captures:
        for health in capture.health:
            points.setdefault(health.name, []).append(
                Point(capture.at, health.value, health.ok, health.unit or "")
            )
            lasts[health.name] = health
    own = [metric for metric in metrics if metric.target]
    gates = [
        judged(one.name, one.unit, one.target or "", points.get(one.name, ()))
        for one in own
        if not others_only
    ]
    known = {metric.name for metric in metrics}
    others = [one for name, one in lasts.items() if name not in known and (one.target or one.ok is not None)]
    return gates + [judged(one.name, one.unit or "", one.target or "", points[one.name]) for one in others]


def verdict(gates: Sequence[Gate]) -> State:
    """Fail where one fails; else no data where one has none, or where there are none."""
    states = {gate.state for gate in gates}
    if FAIL in states:
        return FAIL
    return PASS if states == {PASS} else NOTHING


def _misses(point: Point, target: str) -> bool:
    met = meets(point.value, target) if target else None
    return met is False or (met is None and point.ok is False)


def _worst(points: Sequence[Point], target: str) -> Point:
    bound = bound_of(target)
    if bound is None:
        return points[0]
    sign, limit = bound
    if sign in {"<", "<=", "≤"}:
        return max(points, key=_number)
    if sign in {">", ">=", "≥"}:
        return min(points, key=_number)
    return max(points, key=lambda point: abs(_number(point) - limit))


def _number(point: Point) -> Decimal:
    return Decimal(point.value)
