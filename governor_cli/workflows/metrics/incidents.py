"""Measure the incidents of a repository, from what is remembered of each."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from governor_cli.contracts.extract import Extract
from governor_cli.practices.incident.beginning import began
from governor_cli.practices.incident.measures import DIMENSIONS, Dimension, Measured, measured
from governor_cli.workflows.repository.recording import Recording


class Wanted(NamedTuple):
    """Which incidents; None where it does not matter. ``until`` itself is not in it."""

    since: datetime | None = None
    until: datetime | None = None
    severity: str | None = None
    service: str | None = None
    environment: str | None = None
    by: Sequence[Dimension] = DIMENSIONS


def measure_incidents(recording: Recording, wanted: Wanted, now: datetime) -> Measured:
    """The measures; UsageError for a severity or service that does not exist."""
    severity = recording.severity(wanted.severity).id if wanted.severity is not None else None
    if wanted.service is not None:
        recording.service(wanted.service)
    known = recording.repository.corpus.of_kind("incident")
    chosen = [report for report in known.values() if not report.facts or _is_wanted(report, wanted, severity)]
    lost = [Extract("incident", name, {}) for name, path in recording.reports.items() if path not in known]
    return measured([*chosen, *lost], recording.policy, now, wanted.by)


def _is_wanted(report: Extract, wanted: Wanted, severity: str | None) -> bool:
    facts = report.facts
    if severity is not None and (facts["severity"] or "").casefold() != severity.casefold():
        return False
    if wanted.service is not None and wanted.service not in facts["services"]:
        return False
    if wanted.environment is not None and facts["environment"] != wanted.environment:
        return False
    at = began(report)
    return (wanted.since is None or at >= wanted.since) and (wanted.until is None or at < wanted.until)
