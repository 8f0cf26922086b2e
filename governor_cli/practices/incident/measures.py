"""Incident measures, each named by its two ends: how long it took, of how many, and what was left out.

Of few values the median says little: below five they are listed instead.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple

from governor_cli.contracts.extract import Extract
from governor_cli.core.instants import parse_duration, parse_instant
from governor_cli.core.spread import Spread
from governor_cli.core.wall_clock import zone
from governor_cli.kinds.incident.model import OPEN
from governor_cli.policy.model import Playbook
from governor_cli.practices.incident.adherence import Adherence, adherence, hours_of
from governor_cli.practices.incident.beginning import began

State = Literal["recorded", "pending", "not_applicable", "invalid"]
Dimension = Literal["severity", "service", "month"]
DIMENSIONS: Final[tuple[Dimension, ...]] = ("severity", "service", "month")
FEW: Final = 5
"""Below this, numbers hide more than they tell: the incidents are listed."""
NONE: Final = "none"
"""The group of incidents that name no service, or have no severity."""


class Measure(NamedTuple):
    """A length between two times of an incident."""

    name: str
    start: str
    end: str


MEASURES: Final = (
    Measure("time_to_detect", "impact_started", "detected"),
    Measure("time_to_acknowledge", "received", "acknowledged"),
    Measure("time_to_mitigate", "impact_started", "mitigated"),
    Measure("time_to_resolve", "impact_started", "resolved"),
)


class Value(NamedTuple):
    """One measure of one incident; ``seconds`` where it is recorded."""

    incident: str
    state: State
    seconds: int = 0


class Summary(NamedTuple):
    """One measure of several incidents."""

    measure: Measure
    values: Sequence[Value]
    """The recorded ones, the longest first."""
    excluded: Mapping[State, int]
    """How many were left out, by why."""

    @property
    def n(self) -> int:
        """Of how many incidents it is known."""
        return len(self.values)

    @property
    def left_out(self) -> int:
        """Of how many it is not."""
        return sum(self.excluded.values())

    @property
    def spread(self) -> Spread:
        """How they lie, in seconds."""
        return Spread([value.seconds for value in self.values])


class Kept(NamedTuple):
    """A promise of several incidents: one past its due time is broken, one not yet due counts nowhere."""

    kept: int = 0
    broken: tuple[str, ...] = ()


class Group(NamedTuple):
    """Some incidents, measured; ``by`` and ``value`` say which, both empty for all of them."""

    by: str
    value: str
    incidents: int
    summaries: Sequence[Summary]
    acknowledged: Kept
    updates: Adherence


class Measured(NamedTuple):
    """All incidents together, then by each dimension that was asked for; and how many count nowhere."""

    overall: Group
    groups: Sequence[Group]
    left_out: Mapping[str, int]


def measured(
    reports: Iterable[Extract], policy: Playbook, now: datetime, by: Iterable[Dimension] = DIMENSIONS
) -> Measured:
    """Measure incidents. Cancelled ones, exercises and drafts are left out, and said so."""
    counted: list[Extract] = []
    left_out = {"cancelled": 0, "exercise": 0, "draft": 0, "unreadable": 0}
    for report in reports:
        why = why_left_out(report)
        if why:
            left_out[why] += 1
        else:
            counted.append(report)
    grouping: Callable[[str, str, Sequence[Extract]], Group] = lambda dimension, value, some: _group(  # noqa: E731
        dimension, value, some, policy, now
    )
    groups = [
        grouping(dimension, value, some)
        for dimension in by
        for value, some in _split(counted, dimension, policy).items()
    ]
    return Measured(grouping("", "", counted), groups, left_out)


def why_left_out(report: Extract) -> str:
    """Why an incident counts in no measure: unreadable, cancelled, draft or exercise; "" where it does."""
    facts = report.facts
    if not facts:
        return "unreadable"
    if facts["status"] in {"cancelled", "draft"}:
        return str(facts["status"])
    return "exercise" if facts["exercise"] else ""


def _split(reports: Sequence[Extract], by: Dimension, policy: Playbook) -> dict[str, list[Extract]]:
    """Value -> incidents; one with two services counts for both of them."""
    where = zone(policy.timezone)
    found: dict[str, list[Extract]] = {}
    for report in reports:
        facts = report.facts
        if by == "severity":
            values = [facts["severity"] or NONE]
        elif by == "service":
            values = list(dict.fromkeys(facts["services"])) or [NONE]
        else:
            values = [f"{began(report).astimezone(where):%Y-%m}"]
        for value in values:
            found.setdefault(value, []).append(report)
    ranks = {level.id: f"{rank:04}" for rank, level in enumerate(policy.severities)}
    return dict(sorted(found.items(), key=lambda pair: (ranks.get(pair[0], "x"), pair[0])))


def _group(by: str, value: str, reports: Sequence[Extract], policy: Playbook, now: datetime) -> Group:
    return Group(
        by,
        value,
        len(reports),
        [summary(measure, reports) for measure in MEASURES],
        _acknowledged(reports, now),
        sum((adherence(report, policy, now) for report in reports), Adherence()),
    )


def summary(measure: Measure, reports: Iterable[Extract]) -> Summary:
    """One measure of these incidents."""
    recorded: list[Value] = []
    excluded: dict[State, int] = {"pending": 0, "not_applicable": 0, "invalid": 0}
    for report in reports:
        value = value_of(measure, report)
        if value.state == "recorded":
            recorded.append(value)
        else:
            excluded[value.state] += 1
    recorded.sort(key=lambda one: (-one.seconds, one.incident))
    return Summary(measure, recorded, excluded)


def value_of(measure: Measure, report: Extract) -> Value:
    """Recorded, pending while it may still come, not applicable where an end is not known, or invalid."""
    times: Mapping[str, str] = report.facts["times"]
    start, end = times.get(measure.start), times.get(measure.end)
    if measure.start == "received":
        start = start or times.get("declared")
    if start is None:
        return Value(report.id, "not_applicable")
    if end is None:
        return Value(report.id, "pending" if report.facts["status"] in OPEN else "not_applicable")
    seconds = int((parse_instant(end) - parse_instant(start)).total_seconds())
    return Value(report.id, "recorded", seconds) if seconds >= 0 else Value(report.id, "invalid")


def _acknowledged(reports: Iterable[Extract], now: datetime) -> Kept:
    """Whether each was acknowledged within the target in force at its declaration.

    One that was over by then without an acknowledgement neither kept nor broke the promise.
    """
    kept, broken = 0, list[str]()
    for report in reports:
        due = _acknowledge_by(report)
        if due is None:
            continue
        times = report.facts["times"]
        names = ("acknowledged", "mitigated", "resolved", "closed")
        stopped = next((parse_instant(times[name]) for name in names if name in times), None)
        if (stopped or now) > due:
            broken.append(report.id)
        elif "acknowledged" in times:
            kept += 1
    return Kept(kept, tuple(broken))


def _acknowledge_by(report: Extract) -> datetime | None:
    targets, times = report.facts["targets"], report.facts["times"]
    start = times.get("received") or times.get("declared")
    if "acknowledge" not in targets or start is None or report.facts.get("adopted"):
        return None
    length: timedelta = parse_duration(targets["acknowledge"])
    return hours_of(targets["hours"], targets["timezone"]).after(parse_instant(start), length)
