"""The incidents of an agenda with the promises that broke; what a report says of both is kept."""

import posixpath
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, NamedTuple

from governor_cli.adapters.program import stamp
from governor_cli.adapters.snapshot import GONE
from governor_cli.contracts.extract import Extract
from governor_cli.practices.agenda.happened import (
    TOLD,
    Deadline,
    Happened,
    began_before,
    broken,
    deadlines,
    is_recent,
    is_settled,
    possible,
    was_over,
)
from governor_cli.practices.agenda.stretch import Stretch
from governor_cli.workflows.sync.meetings import Syncs

_UNREADABLE = ("cannot be read",)


class _Known(NamedTuple):
    """What is known of an incident: of one that is over no more facts than an agenda tells."""

    id: str
    facts: Mapping[str, Any]
    broken: Sequence[str] | None = None
    """The promises that broke, once nothing can change any more but the file."""
    promised: Sequence[tuple[str, float, float | None]] | None = None
    """Each deadline with its instants in seconds; None while nobody has asked for them."""

    @property
    def report(self) -> Extract:
        """As rules and practices take it."""
        return Extract("incident", self.id, self.facts)


class Incidents:
    """What happened in a stretch of time, as far as the agenda of a week tells it."""

    def __init__(self, syncs: Syncs, week: str, stretch: Stretch) -> None:
        self._syncs = syncs
        self._recording = syncs.recording
        self._week = week
        self._stretch = stretch
        self._ways: dict[str, str] = {}
        """Folder of reports -> the way to it from the agendas."""

    @cached_property
    def happened(self) -> Sequence[Happened]:
        """Every incident that belongs on the agenda."""
        reports = self._recording.repository.corpus.of_kind("incident")
        keys = {path: self._key(path) for path in possible(reports, self._stretch)}
        kept = {key: _Known(*told) for key, told in self._shelf.get_many(keys.values()).items()}
        stored = {key: one for key, one in kept.items() if self._holds(one)}
        read = reports.some([path for path, key in keys.items() if key not in stored])
        fresh = {path: _Known(report.id, dict(report.facts)) for path, report in read.items()}
        found: list[Happened] = []
        for path, key in keys.items():
            one = fresh[path] if path in fresh else stored[key]
            if self._belongs(one.report):
                told, known = self._broken(path, one)
                found.append(Happened(one.report, self._link(path), told))
                if known is not one:
                    fresh[path] = known
        self._shelf.put_many({keys[path]: tuple(one) for path, one in fresh.items() if keys[path] != GONE})
        return found

    def _holds(self, one: _Known) -> bool:
        """What was settled later than this agenda is not yet so for it."""
        return one.broken is None or was_over(one.report, self._recording.policy, self._stretch.until)

    def _belongs(self, report: Extract) -> bool:
        if is_recent(report, self._stretch):
            return True
        return began_before(report, self._stretch) and report.id not in self._told_before

    @cached_property
    def _told_before(self) -> frozenset[str]:
        """The incidents on earlier agendas."""
        syncs = self._recording.repository.corpus.of_kind("sync").values()
        return frozenset(
            reference.name
            for sync in syncs
            if sync.id < self._week
            for reference in sync.references
            if reference.what == "incident"
        )

    def _link(self, path: str) -> str:
        folder, name = posixpath.split(path)
        if folder not in self._ways:
            self._ways[folder] = posixpath.relpath(folder or ".", self._syncs.folder)
        return posixpath.join(self._ways[folder], name).replace(" ", "%20")

    def _broken(self, path: str, one: _Known) -> tuple[Sequence[str], _Known]:
        """The promises that broke, and what is known now."""
        if one.broken is not None:
            return one.broken, one
        known, report = one, one.report
        if one.promised is None:
            promised = self._promised(path)
            if promised is None:
                return _UNREADABLE, one
            known = one._replace(promised=[_stored(deadline) for deadline in promised])
        promises, policy = list(map(_deadline, known.promised or ())), self._recording.policy
        told = broken(report, promises, policy, self._stretch.until)
        if is_settled(report, promises, policy, self._stretch.until):
            known = _Known(one.id, {name: one.facts[name] for name in TOLD}, told)
        return told, known

    def _promised(self, path: str) -> Sequence[Deadline] | None:
        """What was promised in an incident; None where its report cannot be read."""
        from governor_cli.kinds.incident.model import Incident
        from governor_cli.kinds.incident.timeline import entries, in_order
        from governor_cli.practices.incident.picture import picture
        from governor_cli.workflows.repository.reading import record_of

        document = self._recording.repository.document(path)
        record = record_of(document)
        if not isinstance(record, Incident):
            return None
        policy = self._recording.policy
        seen = picture(path, record, in_order(entries(document)), policy, None, self._stretch.until)
        return list(deadlines(seen.clocks))

    def _key(self, path: str) -> str:
        return self._recording.repository.snapshot.oid(self._recording.workspace.prefix + path)

    @cached_property
    def _shelf(self) -> Any:
        name = f"agenda-{stamp()}-{self._recording.policy_blob}"
        return self._recording.workspace.cache.shelf(name)


def _stored(one: Deadline) -> tuple[str, float, float | None]:
    return one.name, one.due.timestamp(), one.stopped.timestamp() if one.stopped else None


def _deadline(stored: tuple[str, float, float | None]) -> Deadline:
    name, due, stopped = stored
    return Deadline(name, _instant(due), None if stopped is None else _instant(stopped))


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
