"""A gate: the playbook's targets over a stretch of time, asked of Prometheus or read from captures."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from governor_cli.core.errors import GovError
from governor_cli.policy.model import Metric
from governor_cli.practices.metrics.definitions import WINDOW, filled, metrics_of
from governor_cli.practices.metrics.gates import Gate, Point, State, judged, recorded, verdict
from governor_cli.readers.prometheus import Points
from governor_cli.workflows.metrics.days import Days
from governor_cli.workflows.metrics.prometheus import Prometheus
from governor_cli.workflows.repository.recording import Recording


class Gating(NamedTuple):
    """The gates of one stretch, where they were asked, and captures that could not be read."""

    environment: str
    since: datetime
    until: datetime
    source: str
    gates: tuple[Gate, ...]
    unreadable: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """Of all gates together; what may stand in a file that cannot be read is not known to pass."""
        told = verdict(self.gates)
        return "no data" if told == "pass" and self.unreadable else told

    @property
    def is_unreached(self) -> bool:
        """Whether nothing is known because nobody could be asked."""
        return self.state == "no data" and any(gate.is_unreached for gate in self.gates)


def gate(
    recording: Recording,
    since: datetime,
    until: datetime,
    *,
    environment: str,
    service: str | None = None,
    server: Prometheus | None = None,
    window: timedelta | None = None,
) -> Gating:
    """The targets of a service, or all, in one environment. GovError where there is none to judge.

    With a server the playbook's metrics are asked of it; what else was captured and judged, such
    as health checks, counts from the captures.
    """
    metrics = metrics_of(recording.policy, service)
    found = Days(recording).between(since, until)
    captures = [kept.capture for kept in found.captures if kept.capture.environment == environment]
    gates = (
        [] if server is None else list(_asked(metrics, server, since, until, environment, window or WINDOW))
    )
    told = recorded(metrics, captures, others_only=server is not None)
    known = {metric.name for metric in metrics}
    gates += [one for one in told if service is None or one.name in known]
    if not gates:
        raise GovError(
            "there is no target to judge by",
            hint='Give a metric of the playbook one, such as `target: "< 1"`.',
        )
    source = server.source if server else "captures"
    return Gating(environment, since, until, source, tuple(gates), found.unreadable)


def _asked(
    metrics: list[Metric],
    server: Prometheus,
    since: datetime,
    until: datetime,
    environment: str,
    window: timedelta,
) -> Iterator[Gate]:
    own = [metric for metric in metrics if metric.target]
    queries = [filled(metric, environment, window) for metric in own]
    for metric, told in zip(own, server.ranges(queries, since, until), strict=True):
        reason = "; ".join(filter(None, (told.error, told.note)))
        points = _points(told)
        silent = told.is_unreached or told.is_failed
        yield judged(metric.name, metric.unit, metric.target or "", points, reason, unreached=silent)


def _points(told: Points) -> list[Point]:
    found: list[Point] = []
    for seconds, value in told.points:
        try:
            found.append(Point(datetime.fromtimestamp(seconds, UTC), value))
        except (ValueError, OverflowError, OSError):
            continue
    return found
