"""The syncs of a repository: one file a week, found by name, read one by one."""

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import cached_property

from governor_cli.core.document import Document
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.instants import parse_day, parse_instant
from governor_cli.core.wall_clock import instant_of, zone
from governor_cli.kinds.sync.model import Sync, first_day, week_of
from governor_cli.practices.agenda.part import INCIDENTS, told
from governor_cli.practices.agenda.stretch import Stretch
from governor_cli.practices.tasks import day_of
from governor_cli.workflows.repository.reading import record_of, refused
from governor_cli.workflows.repository.recording import Recording

_WEEK = timedelta(weeks=1)


class Syncs:
    """The folder of syncs; weeks begin on Monday in the playbook's zone."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording

    @property
    def folder(self) -> str:
        """Relative to the root, ending in "/"."""
        return self.recording.policy.knowledge.syncs.rstrip("/") + "/"

    def path(self, week: str) -> str:
        """Where the sync of a week stands."""
        return f"{self.folder}{week}.md"

    @cached_property
    def known(self) -> Mapping[str, str]:
        """Week -> path, the earliest first."""
        prefix = self.recording.workspace.prefix + self.folder
        entries = self.recording.repository.snapshot.entries
        names = [path[len(prefix) :] for path in entries if path.startswith(prefix)]
        weeks = sorted(name.removesuffix(".md") for name in names if name.endswith(".md"))
        return {week: self.path(week) for week in weeks if _is_week(week)}

    def document(self, week: str) -> tuple[Document, Sync]:
        """The sync of a week; GovError where there is none, or it cannot be read."""
        if week not in self.known:
            self.recording.refuse_hidden(self.path(week))
            latest = max(self.known, default="")
            later = f"The latest one is that of {latest}." if week < latest else ""
            raise GovError(
                f"there is no sync of {week}", hint=later or f"Write it with `gov sync new {week}`."
            )
        document = self.recording.repository.kept_document(self.known[week])
        record = record_in(document)
        if record.week != week:
            where = f"{document.path}:{document.place(('week',)).line}"
            raise GovError(f"{where}: `week` is {record.week}", hint=f"Write {week}, or rename the file.")
        return document, record

    def this_week(self, now: datetime) -> str:
        """The week of an instant."""
        return week_of(day_of(self.recording.policy, now))

    def meant(self, given: str | None, now: datetime) -> str:
        """The week that was typed, else this one where it has a sync, else the latest before it."""
        this = self.this_week(now)
        if given is not None:
            return read_week(given, this)
        earlier = [week for week in self.known if week <= this]
        return this if this in self.known or not earlier else earlier[-1]

    def before(self, week: str) -> str | None:
        """The latest sync of an earlier week."""
        return max((known for known in self.known if known < week), default=None)

    def monday(self, week: str) -> datetime:
        """The instant at which a week begins."""
        midnight = datetime.combine(first_day(week), time())
        return instant_of(midnight, zone(self.recording.policy.timezone))

    def ends(self, week: str) -> datetime:
        """The instant at which the next begins."""
        return self.monday(week_of(first_day(week) + _WEEK))

    def stretch(self, week: str, now: datetime) -> Stretch:
        """What the agenda of a week looks back on: from where the last one ended, up to now."""
        every = self.recording.policy.sync.every
        last = self.before(week)
        if last is None:
            return Stretch(now - every, now)
        since, before = self._looked_at(last)
        since = min(since, now)
        return Stretch(since, now, min(before or since - every, since))

    def _looked_at(self, week: str) -> tuple[datetime, datetime | None]:
        """Up to when, and from when on, an earlier sync knew what had happened."""
        try:
            document, record = self.document(week)
        except GovError:
            return self.monday(week), None
        block = document.markdown.blocks.get(INCIDENTS)
        until, since = (_instant(told(block, name) if block else "") for name in ("until", "since"))
        if until is not None:
            return until, since
        if record.closed is not None:
            return record.closed, since
        if record.date is not None:
            return instant_of(
                datetime.combine(record.date, time()), zone(self.recording.policy.timezone)
            ), since
        return self.monday(week), since


def record_in(document: Document) -> Sync:
    """The record of one sync as written; GovError with the place of what is wrong."""
    record = record_of(document)
    if not isinstance(record, Sync) or document.faults or document.markdown.faults:
        raise _refused(document)
    return record


def read_week(given: str, this: str) -> str:
    """``2026-W48``, or ``W48`` of the year that ``this`` is in; UsageError for anything else."""
    text = given.strip().upper()
    short = re.fullmatch(r"W?(\d{1,2})", text)
    week = f"{this[:4]}-W{int(short[1]):02}" if short else text
    try:
        parse_day(first_day(week).isoformat())  # which also bounds the years
    except ValueError as error:
        raise UsageError(f"`{given}` {error}", hint=f"Write it as {this}.") from None
    return week


def _is_week(name: str) -> bool:
    try:
        parse_day(first_day(name).isoformat())
    except ValueError:
        return False
    return True


def _instant(text: str) -> datetime | None:
    try:
        return parse_instant(text)
    except ValueError:
        return None


def _refused(document: Document) -> GovError:
    for fault in () if document.faults else document.markdown.faults:
        where = f"{document.path}:{fault.place.line}:{fault.place.column}: " if fault.place else ""
        return GovError(f"{where}{fault.message}", hint=fault.hint)
    return refused(document)
