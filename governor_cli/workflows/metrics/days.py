"""The files of captures, one a day: found by name, read one by one, however broken their neighbours are."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from governor_cli.core.document import Document
from governor_cli.core.errors import GovError
from governor_cli.core.instants import parse_day
from governor_cli.core.wall_clock import zone
from governor_cli.workflows.repository.reading import record_of, refused
from governor_cli.workflows.repository.recording import Recording

if TYPE_CHECKING:  # an agenda looks for captures, and mostly finds few
    from zoneinfo import ZoneInfo

    from governor_cli.kinds.metrics.model import Capture, Metrics


class Kept(NamedTuple):
    """A capture in its file; ``tree`` is what stands there, ``path`` is relative to the root."""

    path: str
    number: int
    capture: "Capture"
    tree: Mapping[str, Any]


class Found(NamedTuple):
    """Captures in the order of time, and the files that could not be read."""

    captures: tuple[Kept, ...]
    unreadable: tuple[str, ...] = ()


class Days:
    """The metrics folder of one repository."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording

    @property
    def folder(self) -> str:
        """Relative to the root, ending in "/"."""
        return self.recording.policy.knowledge.metrics.rstrip("/") + "/"

    @cached_property
    def zone(self) -> "ZoneInfo":
        """The zone whose midnight begins a new file."""
        return zone(self.recording.policy.timezone)

    def path(self, day: date) -> str:
        """Where the captures of a day stand."""
        return f"{self.folder}{day.isoformat()}.md"

    @cached_property
    def known(self) -> Mapping[date, str]:
        """The days that have a file, in order."""
        prefix = self.recording.workspace.prefix + self.folder
        entries = self.recording.repository.snapshot.entries
        names = [path[len(prefix) :] for path in entries if path.startswith(prefix)]
        return dict(sorted((day, self.folder + name) for name in names if (day := _day(name)) is not None))

    def document(self, day: date) -> "tuple[Document, Metrics] | None":
        """A day's file with its record; None where there is none, GovError where it cannot be used."""
        path = self.known.get(day)
        if path is None:
            return None
        from governor_cli.kinds.metrics.model import Metrics

        document = self.recording.repository.document(path)
        record = record_of(document)
        if isinstance(record, Metrics):
            return document, record
        if not document.has_front:
            hint = f"Run `gov metrics adopt {path}`: its text stays as it is."
            raise GovError(f"{path} is a note without front matter", hint=hint)
        raise refused(document)

    def between(self, since: datetime | None, until: datetime | None) -> Found:
        """The captures from one instant to another, both included."""
        captures: list[Kept] = []
        unreadable: list[str] = []
        for day in (day for day in self.known if self.holds(day, since, until)):
            try:
                found = self.document(day)
            except GovError:
                unreadable.append(self.known[day])
                continue
            captures.extend(kept for kept in _kept(found) if _within(kept.capture.at, since, until))
        captures.sort(key=lambda kept: kept.capture.at)
        return Found(tuple(captures), tuple(unreadable))

    def holds(self, day: date, since: datetime | None, until: datetime | None) -> bool:
        """Whether a day has any part of a stretch of time; an open end holds every day."""
        first = since.astimezone(self.zone).date() if since else date.min
        last = until.astimezone(self.zone).date() if until else date.max
        return first <= day <= last


def _kept(found: "tuple[Document, Metrics] | None") -> Iterator[Kept]:
    if found is None:
        return
    document, record = found
    trees: list[Mapping[str, Any]] = document.front.get("captures") or []
    for number, (capture, tree) in enumerate(zip(record.captures, trees, strict=True)):
        yield Kept(document.path, number, capture, tree)


def _within(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at >= since) and (until is None or at <= until)


def _day(name: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}\.md", name):
        return None
    try:
        return parse_day(name.removesuffix(".md"))
    except ValueError:
        return None
