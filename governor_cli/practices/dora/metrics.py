"""The five metrics of some deliveries and incidents in a stretch of time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from governor_cli.core.spread import Spread
from governor_cli.practices.deployments.deployment import Dated
from governor_cli.practices.dora.definitions import (
    FAIL_RATE,
    FREQUENCY,
    LEAD_TIME,
    RECOVERY,
    REWORK_RATE,
    Definition,
)
from governor_cli.practices.dora.delivery import Delivery
from governor_cli.practices.dora.failures import Judged

_SECOND: Final = timedelta(seconds=1)
_SECONDS_A_DAY: Final = 86_400
_SAYS: Final[Mapping[Dated, str]] = {
    "name": "name of the tag",
    "tagger": "date of the tag",
    "commit": "date of the tagged commit",
    "file": "file",
}


class Metric(NamedTuple):
    """One metric; ``value`` is None where ``n`` is 0: no data is no number."""

    definition: Definition
    n: int
    value: float | None
    median: float | None = None
    p90: float | None = None
    excluded: Mapping[str, int] = {}
    anchors: Mapping[str, int] = {}
    """What its ends or verdicts were taken from, and how often."""
    behind: Sequence[str] = ()
    """The incidents that were measured, the longest first, or the deployments that a rate counts."""


class Told(NamedTuple):
    """What is to be measured: deliveries and incidents of ``since`` to ``until``, which is not in it."""

    since: datetime
    until: datetime
    deliveries: Sequence[Delivery]
    incidents: Sequence[Judged]
    culprits: AbstractSet[str]
    """Deployments whose change caused an incident, at any time."""
    is_known: bool
    """Whether anybody here writes down how deployments end."""
    left_out: Mapping[str, int] = {}
    """Tags and records that are no deployments, by why."""


def metrics(told: Told, zone: tzinfo) -> tuple[Metric, ...]:
    """All five, in their order."""
    return (_lead_time(told), _frequency(told, zone), _recovery(told), _fail_rate(told), _rework_rate(told))


def _lead_time(told: Told) -> Metric:
    anchors: Counter[str] = Counter()
    excluded: Counter[str] = Counter()
    for one in told.deliveries:
        excluded.update(one.excluded)
        if one.seconds:
            anchors[f"author date -> {_SAYS[one.deployment.dated]}"] += len(one.seconds)
    spread = Spread.of(length for one in told.deliveries for length in one.seconds)
    return _of_spread(LEAD_TIME, spread, excluded, anchors)


def _frequency(told: Told, zone: tzinfo) -> Metric:
    days = Counter(one.deployment.at.astimezone(zone).date() for one in told.deliveries)
    first, last = (
        told.since.astimezone(zone).date(),
        (told.until - timedelta(microseconds=1)).astimezone(zone).date(),
    )
    whole = max((last - first).days + 1, len(days))
    spread = Spread.of([*days.values(), *[0] * (whole - len(days))])
    n = len(told.deliveries)
    value = n / max((told.until - told.since) // _SECOND / _SECONDS_A_DAY, 1.0)
    anchors = Counter(_SAYS[one.deployment.dated] for one in told.deliveries)
    if not n:
        return Metric(FREQUENCY, 0, None, excluded=told.left_out)
    return Metric(FREQUENCY, n, value, spread.median, spread.p90, told.left_out, anchors)


def _recovery(told: Told) -> Metric:
    counted = sorted(
        (one for one in told.incidents if not one.why), key=lambda one: (-one.seconds, one.incident)
    )
    excluded = Counter(one.why for one in told.incidents if one.why)
    anchors = Counter(one.anchors for one in counted)
    behind = [one.incident for one in counted]
    return _of_spread(RECOVERY, Spread([one.seconds for one in counted]), excluded, anchors, behind)


def _fail_rate(told: Told) -> Metric:
    anchors: Counter[str] = Counter()
    failed: list[str] = []
    for one in told.deliveries:
        deployment = one.deployment
        if deployment.name in told.culprits or deployment.failed:
            failed.append(deployment.name)
        by = (
            "incident" if deployment.name in told.culprits else "outcome" if deployment.outcome else "nothing"
        )
        anchors[by] += 1
    if not told.is_known:
        return Metric(FAIL_RATE, 0, None, excluded=_some("outcome_unknown", len(told.deliveries)))
    return _rate(FAIL_RATE, failed, len(told.deliveries), {}, anchors)


def _rework_rate(told: Told) -> Metric:
    known = [one.deployment for one in told.deliveries if one.deployment.planned is not None]
    unplanned = [one.name for one in known if not one.planned]
    excluded = _some("plan_unknown", len(told.deliveries) - len(known))
    return _rate(REWORK_RATE, unplanned, len(known), excluded, {"plan": len(known)} if known else {})


def _rate(
    definition: Definition, of: Sequence[str], n: int, excluded: Mapping[str, int], anchors: Mapping[str, int]
) -> Metric:
    return Metric(definition, n, len(of) / n if n else None, excluded=excluded, anchors=anchors, behind=of)


def _some(why: str, count: int) -> dict[str, int]:
    return {why: count} if count else {}


def _of_spread(
    definition: Definition,
    spread: Spread,
    excluded: Mapping[str, int],
    anchors: Mapping[str, int],
    behind: Iterable[str] = (),
) -> Metric:
    median = spread.median
    return Metric(definition, spread.n, median, median, spread.p90, excluded, anchors, tuple(behind))
