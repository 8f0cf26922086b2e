"""The incidents of an agenda with the promises that broke; of incidents that are over they are kept."""

import posixpath
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from governor_cli.adapters.program import stamp
from governor_cli.contracts.extract import Extract
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries, in_order
from governor_cli.practices.agenda.happened import Happened, Stretch, broken, is_settled, on_agenda
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
        return posixpath.relpath(path, self._syncs.folder).replace(" ", "%20")

    def _broken(
        self, path: str, report: Extract, known: Mapping[str, Any], fresh: dict[str, Any]
    ) -> Sequence[str]:
        """The promises that broke. Once nothing can change any more but the file, they are kept."""
        key = self._key(path)
        stored = known.get(key)
        if isinstance(stored, list | tuple):
            return [str(one) for one in stored]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        record, found = self._judged(path, report)
        if record is not None and is_settled(report, found):
            fresh[key] = list(found)
        return found

    def _judged(self, path: str, report: Extract) -> tuple[Incident | None, Sequence[str]]:
        document = self._recording.repository.document(path)
        record = record_of(document)
        if not isinstance(record, Incident):
            return None, _UNREADABLE
        policy, now = self._recording.policy, self._now
        seen = picture(path, record, in_order(entries(document)), policy, None, now)
        return record, broken(report, seen.clocks, policy, now)

    @property
    def _now(self) -> datetime:
        return self._stretch.until

    def _key(self, path: str) -> str:
        return self._recording.repository.snapshot.oid(self._recording.workspace.prefix + path)

    @cached_property
    def _shelf(self) -> Any:
        name = f"broken-{stamp()}-{self._recording.policy_blob}"
        return self._recording.workspace.cache.shelf(name)
