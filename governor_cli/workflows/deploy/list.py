"""List deployments, the latest first."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from governor_cli.practices.deployments.deployment import Deployment
from governor_cli.practices.deployments.left_out import counted
from governor_cli.workflows.deploy.ground import Ground
from governor_cli.workflows.deploy.sources import Sources, deployments, nothing_found


class Wanted(NamedTuple):
    """Which deployments; None where it does not matter. ``until`` itself is not in it."""

    since: datetime | None = None
    until: datetime | None = None
    environment: str | None = None
    service: str | None = None

    def has(self, at: datetime) -> bool:
        """Whether an instant is in the period."""
        return (self.since is None or at >= self.since) and (self.until is None or at < self.until)


class Listing(NamedTuple):
    """The deployments, how many tags and records are none, and why there is nothing to list."""

    deployments: tuple[Deployment, ...]
    left_out: Mapping[str, int]
    note: str


def list_deployments(ground: Ground, wanted: Wanted, sources: Sources, now: datetime) -> Listing:
    """Every deployment that is wanted; UsageError for a service that does not exist."""
    if wanted.service is not None:
        ground.service(wanted.service)
    known = deployments(ground, sources, now)
    found = tuple(one for one in reversed(known.deployments) if _is_wanted(one, wanted))
    left_out = counted(known.chosen.left_out, wanted.environment, wanted.has)
    return Listing(found, left_out, "" if found else nothing_found(known))


def _is_wanted(one: Deployment, wanted: Wanted) -> bool:
    if wanted.environment is not None and one.environment != wanted.environment:
        return False
    if wanted.service is not None and wanted.service not in one.services:
        return False
    return wanted.has(one.at)
