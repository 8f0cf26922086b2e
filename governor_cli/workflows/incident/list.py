"""List incidents, the latest first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from governor_cli.contracts.extract import Extract
from governor_cli.core.errors import GovError
from governor_cli.core.instants import parse_instant
from governor_cli.kinds.incident.extract import extract as extract_of
from governor_cli.kinds.incident.model import OPEN
from governor_cli.workflows.incident.glance import MANY, glance, is_judged
from governor_cli.workflows.repository.recording import Recording


class Wanted(NamedTuple):
    """Which incidents; None where it does not matter."""

    open_only: bool = False
    severity: str | None = None
    since: datetime | None = None
    service: str | None = None


class Listed(NamedTuple):
    """One incident of the list; ``path`` is relative to the top of the git repository."""

    id: str
    path: str
    facts: Mapping[str, Any]

    @property
    def declared(self) -> str | None:
        """When it was declared, or its signal came in."""
        times: Mapping[str, str] = self.facts["times"]
        return times.get("declared")

    @property
    def began(self) -> str:
        """What the list is ordered by: the first time that is known, else the day of the id."""
        times: Mapping[str, str] = self.facts["times"]
        day = f"{self.id[4:8]}-{self.id[8:10]}-{self.id[10:12]}"
        return self.declared or times.get("received") or min(times.values(), default=day)


class Listing(NamedTuple):
    """The incidents, and the reports that could not be read."""

    incidents: tuple[Listed, ...]
    unreadable: tuple[str, ...]


def list_incidents(recording: Recording, wanted: Wanted) -> Listing:
    """Every incident that is wanted; UsageError for a severity or service that does not exist."""
    if wanted.severity is not None:
        wanted = Wanted(
            wanted.open_only, recording.severity(wanted.severity).id, wanted.since, wanted.service
        )
    if wanted.service is not None:
        recording.service(wanted.service)
    prefix = recording.workspace.prefix
    quickly = wanted.open_only and len(recording.reports) > MANY and not is_judged(recording)
    reports: Mapping[str, Extract] = {} if quickly else recording.repository.corpus.of_kind("incident")
    known = _open_ones(recording) if quickly else _perhaps_wanted(recording, wanted)
    found = [
        Listed(extract.id, prefix + path, extract.facts)
        for path, extract in known.items()
        if extract.facts and _is_wanted(extract, wanted)
    ]
    found.sort(key=lambda one: (one.began, one.id), reverse=True)
    unreadable = (path for path, extract in known.items() if not extract.facts)
    missing = () if quickly else (path for path in recording.reports.values() if path not in reports)
    return Listing(tuple(found), tuple(sorted({*unreadable, *missing})))


def _perhaps_wanted(recording: Recording, wanted: Wanted) -> Mapping[str, Extract]:
    """Those that go on and those that cannot be read, where nobody asked for others."""
    reports = recording.repository.corpus.of_kind("incident")
    if not wanted.open_only:
        return reports
    return reports.where("status", lambda status: status is None or status in OPEN)


def _open_ones(recording: Recording) -> Mapping[str, Extract]:
    """What goes on, by the heads of the reports: nobody waits for thousands of others to be judged first.

    A report that cannot be read has no facts.
    """
    found: dict[str, Extract] = {}
    workspace, repository = recording.workspace, recording.repository
    for one in glance(repository.snapshot, workspace.prefix, recording.reports, workspace.cache):
        if one.is_open or not one.status:
            try:
                document, record = recording.report(one.id)
                found[one.path] = extract_of(record, document)
            except GovError:
                found[one.path] = Extract("incident", one.id, {}, ())
    return found


def _is_wanted(extract: Extract, wanted: Wanted) -> bool:
    facts = extract.facts
    if wanted.open_only and facts["status"] not in OPEN:
        return False
    if wanted.severity is not None and (facts["severity"] or "").casefold() != wanted.severity.casefold():
        return False
    if wanted.service is not None and wanted.service not in facts["services"]:
        return False
    began = Listed(extract.id, "", facts).began
    return wanted.since is None or _instant(began) >= wanted.since


def _instant(text: str) -> datetime:
    return parse_instant(text if "T" in text else f"{text}T00:00:00Z")
