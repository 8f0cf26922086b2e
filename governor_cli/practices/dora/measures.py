"""DORA for an environment: all of it, then by service, environment and month, and what was left out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from governor_cli.practices.deployments.left_out import LeftOut, counted
from governor_cli.practices.dora.delivery import Delivery
from governor_cli.practices.dora.failures import Judged
from governor_cli.practices.dora.metrics import Metric, Told, metrics
from governor_cli.practices.dora.periods import Period, day_of, months
from governor_cli.practices.dora.streams import Streams
from governor_cli.practices.incident.measures import NONE

Dimension = Literal["service", "environment", "month"]
DIMENSIONS: Final[tuple[Dimension, ...]] = ("service", "environment", "month")


class Group(NamedTuple):
    """Some deployments and incidents, measured; ``by`` and ``value`` say which, "" for all of them."""

    by: str
    value: str
    period: Period
    deployments: int
    metrics: tuple[Metric, ...]


class Dora(NamedTuple):
    """One environment together, then by each dimension that was asked for."""

    environment: str
    service: str
    period: Period
    overall: Group
    groups: Sequence[Group]
    elsewhere: Sequence[str]
    """Other environments that something went out to."""


class Question(NamedTuple):
    """What to measure: where, of what, when, and in which groups."""

    environment: str
    service: str
    since: datetime | None
    """None: each group begins on the day of its own first deployment."""
    until: datetime
    zone: ZoneInfo
    by: Sequence[Dimension] = DIMENSIONS
    all_environments: bool = False
    """Whether the groups by environment are of all of them; else of this one alone."""
    left_out: Sequence[LeftOut] = ()
    """Tags and records that are no deployments."""


def measured(streams: Streams, incidents: Sequence[Judged], question: Question) -> Dora:
    """The metrics that were asked for."""
    return _Measuring(streams, incidents, question).dora()


class _Measuring:
    """One question, with what its groups share."""

    def __init__(self, streams: Streams, incidents: Sequence[Judged], question: Question) -> None:
        self._streams = streams
        self._question = question
        self._incidents = incidents
        self._culprits = frozenset(one.culprit for one in incidents if one.culprit)
        self._is_known = {
            one.environment: True
            for one in streams.deployments
            if one.outcome is not None or one.name in self._culprits
        }

    def dora(self) -> Dora:
        asked = self._question
        environments = sorted({one.environment for one in self._streams.deployments})
        ways: Mapping[Dimension, Callable[[], Iterator[Group]]] = {
            "service": self._by_service,
            "environment": lambda: self._by_environment(environments),
            "month": self._by_month,
        }
        return Dora(
            asked.environment,
            asked.service,
            self._period(asked.environment, asked.service),
            self._group("", "", asked.environment, asked.service),
            [group for one in asked.by for group in ways[one]()],
            [one for one in environments if one != asked.environment],
        )

    def _by_environment(self, environments: Sequence[str]) -> Iterator[Group]:
        asked = self._question
        chosen = environments if asked.all_environments else [asked.environment]
        for one in chosen:
            group = self._group("environment", one, one, asked.service)
            if group.deployments:
                yield group

    def _by_service(self) -> Iterator[Group]:
        """A group a service; one for those that name none where others do."""
        asked = self._question
        period = self._period(asked.environment, "")
        there = [one for one in self._deliveries(asked.environment, "") if period.has(one.deployment.at)]
        named = {service for one in there for service in one.deployment.services}
        wanted = sorted(named & {asked.service} if asked.service else named)
        for one in wanted:
            yield self._group("service", one, asked.environment, one)
        if wanted and not asked.service and any(not one.deployment.services for one in there):
            yield self._group("service", NONE, asked.environment, "", unnamed=True)

    def _by_month(self) -> Iterator[Group]:
        asked = self._question
        for value, period in months(self._period(asked.environment, asked.service), asked.zone):
            yield self._group("month", value, asked.environment, asked.service, period)

    def _period(self, environment: str, service: str) -> Period:
        """As asked for; else from its first deployment on, where there is none from its first incident."""
        asked = self._question
        if asked.since is not None:
            return Period(asked.since, asked.until)
        out = [one.deployment.at for one in self._deliveries(environment, service)]
        since = day_of(out or [one.at for one in self._incidents_in(environment, service)], asked.zone)
        return Period(min(since or asked.until, asked.until), asked.until)

    def _incidents_in(self, environment: str, service: str) -> Iterator[Judged]:
        return (
            one
            for one in self._incidents
            if one.environment == environment and (not service or service in one.services)
        )

    def _deliveries(self, environment: str, service: str) -> Sequence[Delivery]:
        return self._streams.deliveries(environment, service)

    def _group(
        self,
        by: str,
        value: str,
        environment: str,
        service: str,
        period: Period | None = None,
        *,
        unnamed: bool = False,
    ) -> Group:
        period = period or self._period(environment, service)
        deliveries = [
            one
            for one in self._deliveries(environment, service)
            if period.has(one.deployment.at) and not (unnamed and one.deployment.services)
        ]
        incidents = [
            one
            for one in self._incidents_in(environment, service)
            if period.has(one.at) and not (unnamed and one.services)
        ]
        is_known = self._is_known.get(environment, False)
        left_out = counted(self._question.left_out, environment, period.has)
        told = Told(period.since, period.until, deliveries, incidents, self._culprits, is_known, left_out)
        return Group(by, value, period, len(deliveries), metrics(told, self._question.zone))
