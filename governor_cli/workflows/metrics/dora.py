"""DORA of a repository: `Measuring(ground, now).measured(Wanted(...))`.

The history is read once, in one pass of git, however many periods are asked for.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from governor_cli.adapters.change_log import changes
from governor_cli.core.errors import UsageError
from governor_cli.practices.dora.failures import Judged, judged
from governor_cli.practices.dora.measures import DIMENSIONS, Dimension, Dora, Question
from governor_cli.practices.dora.measures import measured as asked
from governor_cli.practices.dora.streams import Streams
from governor_cli.workflows.deploy.ground import Ground
from governor_cli.workflows.deploy.sources import Known, Sources, deployments, nothing_found
from governor_cli.workflows.repository.history import is_shallow

_NAMED = 3
"""Incidents that a note names; of more it says how many."""
_CUT = "this clone is shallow: changes before its edge are not known, and tags may be missing"


class Wanted(NamedTuple):
    """What to measure. ``until`` itself is not in it; None is from the first deployment, and up to now."""

    since: datetime | None = None
    until: datetime | None = None
    environment: str | None = None
    service: str | None = None
    by: Sequence[Dimension] = DIMENSIONS


class Measured(NamedTuple):
    """The metrics, and what a reader should know about them."""

    dora: Dora
    notes: Sequence[str]


class Measuring:
    """A repository whose deployments, history and incidents are read once."""

    def __init__(self, ground: Ground, now: datetime, sources: Sources | None = None) -> None:
        self._ground = ground
        self._now = now
        self._sources = sources or Sources()

    @cached_property
    def known(self) -> Known:
        """The deployments of every environment."""
        return deployments(self._ground, self._sources, self._now)

    @cached_property
    def _streams(self) -> Streams:
        commits = [one.commit for one in self.known.deployments if one.commit]
        return Streams(self.known.deployments, changes(self._ground.git, commits), self.known.tags)

    @cached_property
    def _incidents(self) -> Sequence[Judged]:
        return tuple(judged(self._ground.reports, self._streams, self._ground.environment))

    def measured(self, wanted: Wanted) -> Measured:
        """The metrics of a period; UsageError for a period that ends before it begins, or no such service."""
        if wanted.service is not None:
            self._ground.service(wanted.service)
        end = self._now + timedelta(microseconds=1)  # what happens this very moment counts
        until = min(wanted.until or end, end)
        if wanted.since and wanted.since > until:
            raise UsageError("--since lies after --until", hint="Name the earlier time first.")
        question = Question(
            wanted.environment or self._ground.environment,
            wanted.service or "",
            wanted.since,
            until,
            self._ground.zone,
            wanted.by,
            all_environments=wanted.environment is None,
            left_out=self.known.chosen.left_out,
        )
        found = asked(self._streams, self._incidents, question)
        return Measured(found, tuple(self._notes(found)))

    def _notes(self, found: Dora) -> Sequence[str]:
        return [
            note
            for note in (
                self._why_nothing(found),
                self._unblamed(found),
                _CUT if is_shallow(self._ground.git) else "",
                _unreadable(self._ground.unreadable),
            )
            if note
        ]

    def _unblamed(self, found: Dora) -> str:
        """Incidents that a change caused which went out with no deployment: the fail rate misses them."""
        lost = [
            one.incident
            for one in self._incidents
            if one.is_caused
            and not one.culprit
            and one.environment == found.environment
            and found.period.has(one.at)
        ]
        if not lost:
            return ""
        more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
        return f"no deployment known here brought the change that caused {', '.join(lost[:_NAMED])}{more}"

    def _why_nothing(self, found: Dora) -> str:
        """Why there is nothing, and where there is something."""
        if found.overall.deployments:
            return ""
        there = [one for one in self.known.deployments if one.environment == found.environment]
        if there and not any(found.service in {"", *one.services} for one in there):
            return f"none of the {len(there)} deployments to {found.environment} names {found.service}"
        if there:
            last = there[-1].name
            return f"nothing went out in this time; the last deployment to {found.environment} is {last}"
        if found.elsewhere:
            return (
                f"nothing went out to {found.environment}, but to {', '.join(found.elsewhere)}: --environment"
            )
        return nothing_found(self.known)


def _unreadable(count: int) -> str:
    return f"{count} report{'' if count == 1 else 's'} cannot be read: run `gov check`" if count else ""
