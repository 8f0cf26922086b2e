"""Deployments sorted into streams: what went out to one environment, of all services or of one."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Final

from governor_cli.practices.deployments.deployment import Deployment
from governor_cli.practices.dora.delivery import Change, Delivered, Delivery, delivered

_SHORTEST: Final = 4
"""Characters of an abbreviated commit: what Git takes."""


class Streams:
    """Every deployment, the history behind them, and what each brought to its stream."""

    def __init__(
        self, deployments: Sequence[Deployment], changes: Mapping[str, Change], tags: Mapping[str, str]
    ) -> None:
        self.deployments = deployments
        self._changes = changes
        self._tags = tags
        self._delivered = cache(self._of)

    def deliveries(self, environment: str, service: str = "") -> Sequence[Delivery]:
        """What each deployment of a stream brought, in the order of time; "" is all services together."""
        return self._delivered(environment, service).deliveries

    def _of(self, environment: str, service: str) -> Delivered:
        return delivered(
            [
                one
                for one in self.deployments
                if one.environment == environment and (not service or service in one.services)
            ],
            self._changes,
        )

    # who is to blame

    def culprit(
        self, change: str, environment: str, default: str, services: Sequence[str]
    ) -> Deployment | None:
        """The deployment that a commit or tag went out with, to an environment; "" is one that nobody named.

        Where the change is a deployment it is that one. Of a commit it is the first that brought it:
        to a service of the incident if possible, to the ``default`` environment where none is named.
        """
        named = self._names.get(change)
        if named is not None and environment in {"", named.environment}:
            return named
        commit = named.commit if named is not None else self._commit(change)
        for service in (*services, ""):
            found = self._delivered(environment or default, service)
            if commit is not None and commit in found.brought_by:
                return found.deliveries[found.brought_by[commit]].deployment
        return None

    @cached_property
    def _names(self) -> Mapping[str, Deployment]:
        return {name: one for one in self.deployments for name in (*one.earlier, one.name)}

    def _commit(self, change: str) -> str | None:
        """The commit of a tag, or one by its id or the beginning of it; None where there are several."""
        if change in self._tags:
            return self._tags[change]
        text = change.lower()
        if len(text) < _SHORTEST:
            return None
        at = bisect_left(self._ids, text)
        found = [commit for commit in self._ids[at : at + 2] if commit.startswith(text)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _ids(self) -> Sequence[str]:
        return sorted(self._changes)
