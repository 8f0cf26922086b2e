"""Prove a roster: the rules over its file, and its coverage of what the playbook promises."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from governor_cli.adapters.snapshot import Snapshot
from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.core.finding import Finding
from governor_cli.core.report import Report, report
from governor_cli.core.wall_clock import tzdata_version
from governor_cli.kinds.roster.model import USUAL_HORIZON, Roster
from governor_cli.practices.coverage.covered import Coverage
from governor_cli.practices.coverage.proof import Proof
from governor_cli.practices.schedule.closed_days import closed_days
from governor_cli.workflows.check.judging import Choice, judge
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.roster.blame import blamed
from governor_cli.workflows.roster.findings import schedule_findings
from governor_cli.workflows.roster.reading import present_roster

PROVE: Final = timedelta(days=28 * 365 + 7)
"""After 28 years the calendar meets its weekdays again."""


class Proved(NamedTuple):
    """What was found, and the figures: ``coverage`` is empty where the roster cannot be read."""

    report: Report
    snapshot: Snapshot
    coverage: tuple[Coverage, ...]
    start: datetime
    end: datetime
    tzdata: str

    def source(self, path: str) -> str | None:
        """The text that was judged; None where it cannot be shown."""
        try:
            return read(path, self.snapshot.read(path)).text
        except GovError:
            return None


def prove(
    repository: Repository,
    now: datetime,
    *,
    start: datetime | None = None,
    horizon: timedelta | None = None,
    blame: bool = False,
) -> Proved:
    """Judge the roster's file, and the hours from ``start`` on over the horizon.

    With ``blame`` each gap says since which commit it is there.
    """
    path = present_roster(repository)
    workspace = repository.workspace
    place = workspace.prefix + path
    written = judge(
        repository.snapshot, workspace.cache, prefixes=[workspace.prefix], choice=Choice(paths=[place])
    )
    record = repository.record(path)
    begin = start or now.replace(second=0, microsecond=0)
    end = begin + (horizon or (record.limits.ahead if isinstance(record, Roster) else USUAL_HORIZON))
    found: Iterable[Finding] = ()
    coverage: tuple[Coverage, ...] = ()
    if isinstance(record, Roster):
        for window in repository.policy.hours.values():
            closed_days(window.closed, int(begin.timestamp()), int(end.timestamp()))
        proof = Proof(record, repository.policy, begin, end, now)
        found = schedule_findings(proof, repository.document(path), place)
        if blame:
            found = blamed(repository, proof, found)
        coverage = (*proof.coverage, *proof.informed)
    judged = report(written.judged, 1, [*written.findings, *found])
    return Proved(judged, repository.snapshot, coverage, begin, end, tzdata_version())
