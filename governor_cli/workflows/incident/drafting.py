"""A report that a monitor or pager feeds: found again by the alert's key, and edited fact by fact."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from governor_cli.adapters import templates
from governor_cli.core.document import Document, read
from governor_cli.core.edit import delete, put, set_value
from governor_cli.core.errors import GovError
from governor_cli.core.ids import new_incident_id, slug
from governor_cli.core.instants import format_instant
from governor_cli.core.yaml_write import dump_front
from governor_cli.kinds.incident.model import OPEN, Incident
from governor_cli.kinds.incident.timeline import cells, entries
from governor_cli.practices.incident.picture import Picture
from governor_cli.workflows.check.soundness import new_errors
from governor_cli.workflows.incident.record import Fact, with_row, with_time
from governor_cli.workflows.incident.show import picture_of
from governor_cli.workflows.repository.reading import record_of, refused
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.repository.writing import create_artifact, rewrite_artifact

LONGEST_TITLE: Final = 200


class Drafted(NamedTuple):
    """What a message became. Without a picture it told nothing that belongs in a report."""

    notes: Sequence[str]
    picture: Picture | None = None
    path: str = ""
    data: bytes = b""
    changed: bool = False
    what: str = ""
    """For the message of a commit."""


class Draft:
    """One report under edit; nothing is written before ``keep``."""

    def __init__(self, recording: Recording, document: Document, source: str, *, is_new: bool) -> None:
        self.recording = recording
        self.before = document
        self.document = document
        self.source = source
        self.is_new = is_new

    @property
    def record(self) -> Incident:
        """The record as edited so far."""
        record = record_of(self.document)
        if not isinstance(record, Incident):
            raise refused(self.document)
        return record

    @property
    def is_undeclared(self) -> bool:
        """Whether nobody has declared it: it is the message's alone."""
        return self.record.times.declared is None

    def row(self, at: datetime, kind: str, text: str, who: str = "") -> None:
        """A row of the timeline, once."""
        fact = Fact("log", who or self.source, at, text)
        wanted = cells(at, fact.who, kind, text)
        known = {cells(row.at, row.who, row.type, row.text) for row in entries(self.document) if row.at}
        if wanted not in known:
            self.document = with_row(self.document, fact, kind)

    def time(self, name: str, at: datetime) -> None:
        """A time that is not known yet."""
        if getattr(self.record.times, name) is None:
            self.document = with_time(self.document, name, at)

    def status(self, status: str) -> None:
        """The state."""
        if self.record.status != status:
            self._edit(set_value(self.document, ("status",), status))

    def link(self, name: str, address: str | None) -> None:
        """An address, unless there is one already."""
        if address and getattr(self.record.links, name) is None:
            self._edit(put(self.document, ("links", name), address))

    def firing(self, key: str) -> list[str]:
        """What has not gone quiet."""
        return list(self.record.alerts[self._index(key)].firing)

    def set_firing(self, key: str, firing: Iterable[str]) -> None:
        """What has not gone quiet now; the order of arrival stays."""
        value = list(dict.fromkeys(firing))
        if value != self.firing(key):
            self._edit(put(self.document, ("alerts", self._index(key), "firing"), value))

    def quiet(self, at: datetime, text: str, who: str = "") -> None:
        """Nothing fires any more: an undeclared report is resolved, a declared one only told."""
        if any(alert.firing for alert in self.record.alerts) or not self.is_undeclared:
            self.row(at, "", text, who)
            return
        self.row(at, "resolved", text, who)
        self.time("resolved", at)
        self.status("resolved")

    def fires_again(self, at: datetime, text: str, who: str = "") -> None:
        """An undeclared report that was resolved is a draft again."""
        if self.record.status != "resolved" or not self.is_undeclared:
            self.row(at, "", text, who)
            return
        self.row(at, "reopened", text, who)
        self._edit(delete(self.document, ("times", "resolved")))
        self.status("draft")

    def keep(self, now: datetime, what: str, *, notes: Sequence[str] = (), write: bool = True) -> Drafted:
        """Write the report, if anything changed. GovError where the message would make it wrong."""
        document, record = self.document, self.record
        changed = self.is_new or document.data != self.before.data
        before = b"" if self.is_new else self.before.data
        wrong = new_errors(document.path, before, document.data, self.recording.policy)
        if wrong:
            raise GovError(
                f"{record.id}: the message does not fit the report: {wrong[0].message}",
                hint=f"Look at {document.path}, and write what happened with `gov incident log`.",
            )
        if write and self.is_new:
            create_artifact(self.recording.workspace, document.path, document.data)
        elif write:
            rewrite_artifact(self.recording.workspace, self.before, document.data)
        said = f"{record.id} {what}" if changed else f"{record.id} unchanged: the message tells nothing new"
        found = picture_of(self.recording, document, record, now)
        return Drafted([*notes, said], found, document.path, document.data, changed, what)

    def _edit(self, data: bytes) -> None:
        self.document = read(self.document.path, data)

    def _index(self, key: str) -> int:
        return next(
            at
            for at, alert in enumerate(self.record.alerts)
            if (alert.source, alert.key) == (self.source, key)
        )


def found_draft(recording: Recording, source: str, key: str) -> Draft | None:
    """The report that this alert feeds: an open one, or one that was resolved before anybody declared it."""
    feeding = sorted(_fed_by(recording, source, key))
    if not feeding:
        _refuse_unreadable(recording, key)
        return None
    return Draft(recording, recording.repository.document(feeding[-1][1]), source, is_new=False)


def _fed_by(recording: Recording, source: str, key: str) -> Iterator[tuple[bool, str]]:
    """(whether it is open, path) of the reports that the next message may change."""
    reports = recording.repository.corpus.of_kind("incident")
    for path, extract in reports.where(
        "status", lambda status: status not in {"closed", "cancelled"}
    ).items():
        facts = extract.facts
        if [source, key] in [list(pair) for pair in facts.get("alerts", ())]:
            undeclared = facts["status"] == "resolved" and "declared" not in facts["times"]
            if facts["status"] in OPEN or undeclared:
                yield facts["status"] in OPEN, path


def _refuse_unreadable(recording: Recording, key: str) -> None:
    """A report that cannot be read may be the one: a second draft of the same alert helps nobody."""
    reports = recording.repository.corpus.of_kind("incident")
    states = dict(zip(reports.paths, reports.column("status"), strict=True))
    for path in recording.reports.values():
        if states.get(path) is None:
            document = recording.repository.document(path)
            if (
                key in document.text
                or dump_front({"key": key}).split("key: ")[1].strip("-\n") in document.text
            ):
                raise refused(document)


def new_draft(
    recording: Recording, source: str, key: str, received: datetime, title: str, known: Mapping[str, Any]
) -> Draft:
    """A report that waits for triage. ``known`` is more of its front matter."""
    ident = new_incident_id(received.astimezone(UTC).date())
    while ident in recording.reports:
        ident = new_incident_id(received.astimezone(UTC).date())
    title = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
    front: dict[str, Any] = {
        "kind": "incident",
        "schema": "1",
        "id": ident,
        "title": title,
        "status": "draft",
        **{name: value for name, value in known.items() if value},
        "times": {"received": format_instant(received)},
        "change": "unknown",
        "alerts": [{"source": source, "key": key, "firing": []}],
    }
    folder = recording.policy.knowledge.incident_reports.rstrip("/")
    text = f"{dump_front(front)}\n{templates.text('incident.md')}"
    document = read(f"{folder}/{ident}-{slug(title)}.md", text.encode("utf-8", "replace"))
    return Draft(recording, document, source, is_new=True)
