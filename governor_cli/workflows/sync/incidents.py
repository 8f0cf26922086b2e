"""The incidents of an agenda with the promises that broke; of incidents that are over they are kept."""

import posixpath
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final

from governor_cli.adapters.program import stamp
from governor_cli.contracts.extract import Extract
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries, in_order
from governor_cli.practices.agenda.happened import (
    Deadline,
    Happened,
    Stretch,
    broken,
    deadlines,
    is_settled,
    on_agenda,
)
from governor_cli.practices.incident.picture import picture
from governor_cli.workflows.repository.reading import record_of
from governor_cli.workflows.sync.meetings import Syncs

_UNREADABLE: Final = ("cannot be read",)


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
        corpus = self._recording.repository.corpus
        chosen = dict(on_agenda(corpus.of_kind("incident"), self._stretch, self._told_before))
        known = self._shelf.get_many(map(self._key, chosen))
        fresh: dict[str, Any] = {}
        found = [
            Happened(one, self._link(path), self._broken(path, one, known, fresh))
            for path, one in chosen.items()
        ]
        if fresh:
            self._shelf.put_many(fresh)
        return found

    @cached_property
    def _told_before(self) -> frozenset[str]:
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

    def _broken(
        self, path: str, report: Extract, known: Mapping[str, Any], fresh: dict[str, Any]
    ) -> Sequence[str]:
        """The promises that broke; once nothing can change any more but the file, they are kept as told."""
        key, now = self._key(path), self._stretch.until
        if key in known:
            told, stored = known[key]
            return (
                list(told)
                if stored is None
                else broken(report, map(_deadline, stored), self._recording.policy, now)
            )
        promised = self._promised(path)
        if promised is None:
            return _UNREADABLE
        told = broken(report, promised, self._recording.policy, now)
        is_over = is_settled(report, told)
        fresh[key] = (told, None) if is_over else ((), [_stored(one) for one in promised])
        return told

    def _promised(self, path: str) -> Sequence[Deadline] | None:
        """What was promised in an incident; None where its report cannot be read."""
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
        name = f"broken-{stamp()}-{self._recording.policy_blob}"
        return self._recording.workspace.cache.shelf(name)


def _stored(one: Deadline) -> tuple[str, float, float | None]:
    return one.name, one.due.timestamp(), one.stopped.timestamp() if one.stopped else None


def _deadline(stored: tuple[str, float, float | None]) -> Deadline:
    name, due, stopped = stored
    return Deadline(name, _instant(due), None if stopped is None else _instant(stopped))


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
