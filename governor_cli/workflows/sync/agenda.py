"""Gather what the weekly sync has to look at, each part by itself: one that cannot be told hides no other."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final, NamedTuple

from governor_cli.core.errors import GovError
from governor_cli.core.instants import format_instant
from governor_cli.core.wall_clock import instant_of, zone
from governor_cli.policy.model import Playbook
from governor_cli.practices.agenda import ahead, attendance, happened, outstanding, previous, tooling, trends
from governor_cli.practices.agenda.attendance import Attendance
from governor_cli.practices.agenda.boxes import boxes
from governor_cli.practices.agenda.happened import Happened, Stretch
from governor_cli.practices.agenda.part import Part
from governor_cli.practices.coverage import duty_rules
from governor_cli.practices.coverage.proof import Proof
from governor_cli.practices.coverage.week_table import Weeks
from governor_cli.practices.promised import Item, standing
from governor_cli.practices.tasks import day_of
from governor_cli.workflows.doctor.last import last_result
from governor_cli.workflows.due import Promises, promises
from governor_cli.workflows.roster.check import schedule_findings
from governor_cli.workflows.roster.reading import roster_of
from governor_cli.workflows.sync.course import delivered, measured
from governor_cli.workflows.sync.incidents import Incidents
from governor_cli.workflows.sync.meetings import Syncs
from governor_cli.workflows.task.state import Tasks

_BURDEN: Final = frozenset(one.code for one in duty_rules.RULES)
"""What people have to bear is for the review of the roster, not for every week."""


class Agenda(NamedTuple):
    """The parts in the order of the minutes; ``missing`` says why a part could not be told."""

    parts: Sequence[Part]
    missing: Mapping[str, str]
    attendance: Attendance
    incidents: Sequence[str]
    notes: Sequence[str] = ()


class Gathering:
    """One agenda in the making: of a week, as things stand now, for a meeting at some instant."""

    def __init__(
        self, syncs: Syncs, week: str, now: datetime, meeting: datetime, decided: Mapping[str, str]
    ) -> None:
        self.syncs = syncs
        self.week = week
        self.now = now
        self.meeting = meeting
        self.decided = decided
        self.notes: list[str] = []

    def agenda(self) -> Agenda:
        """Every part that can be told."""
        makers: dict[str, Callable[[], Part]] = {
            attendance.BLOCK: self._attendees,
            previous.BLOCK: self._actions,
            happened.BLOCK: self._incidents,
            outstanding.OVERDUE[0]: self._overdue,
            ahead.BLOCK: self._coverage,
            outstanding.DOCUMENTATION[0]: self._documentation,
            outstanding.CHECKLISTS[0]: self._checklists,
            trends.BLOCK: self._trends,
            tooling.BLOCK: self._tooling,
        }
        parts: list[Part] = []
        missing: dict[str, str] = {}
        for name, make in makers.items():
            try:
                parts.append(make())
            except GovError as error:
                missing[name] = error.message
        incidents = [one.report.id for one in self._happened] if happened.BLOCK not in missing else []
        return Agenda(parts, missing, self._attendance, incidents, self.notes)

    @property
    def _policy(self) -> Playbook:
        return self.syncs.recording.policy

    # people

    @cached_property
    def _attendance(self) -> Attendance:
        recording = self.syncs.recording
        return attendance.attendance(recording.roster, recording.policy, self.meeting)

    def _attendees(self) -> Part:
        found = self._attendance
        return Part(attendance.BLOCK, attendance.SECTION, found.about, attendance.text(found))

    # what was to be done

    def _actions(self) -> Part:
        tasks = Tasks(self.syncs.recording).file
        named = ((tasks.name(task), task) for task in tasks.tasks)
        found = previous.previous(named, self._today, self._stretch.since, self.decided)
        told = previous.text(found, self.decided, *self._left())
        return Part(previous.BLOCK, previous.SECTION, self._at, told)

    def _left(self) -> tuple[str, Sequence[str]]:
        """The last sync, while it is open, and its actions that are no tasks yet."""
        last = self.syncs.before(self.week)
        if last is None:
            return "", ()
        try:
            document, record = self.syncs.document(last)
        except GovError:
            return "", ()
        roles = [role.id for role in self._policy.roles]
        open_ones = boxes(document, roles) if record.status == "open" else ()
        return last, [" ".join(one.action.box.text.split()) for one in open_ones if not one.task]

    @cached_property
    def _promises(self) -> Promises:
        return promises(self.syncs.recording, self.now)

    @property
    def _troubles(self) -> Sequence[str]:
        """What could not be looked at."""
        return self._promises.troubles

    @cached_property
    def _items(self) -> list[Item]:
        """Every promise, those with time left as well."""
        self.notes += self._troubles
        return standing([one._replace(shown=True) for one in self._promises.found], self.now)

    def _overdue(self) -> Part:
        return Part(
            *outstanding.OVERDUE,
            self._at,
            outstanding.overdue(self._items, self._policy, self.now, self._troubles),
        )

    def _documentation(self) -> Part:
        told = outstanding.documentation(self._items, self._policy, self.now)
        return Part(*outstanding.DOCUMENTATION, self._at, told)

    def _checklists(self) -> Part:
        corpus = self.syncs.recording.repository.corpus
        told = outstanding.checklists(corpus, self._policy, self._items, self.now)
        return Part(*outstanding.CHECKLISTS, self._at, told)

    # what happened

    @cached_property
    def _stretch(self) -> Stretch:
        return self.syncs.stretch(self.week, self.now)

    @cached_property
    def _happened(self) -> Sequence[Happened]:
        return Incidents(self.syncs, self.week, self._stretch).happened

    def _incidents(self) -> Part:
        since, until = (format_instant(at) for at in (self._stretch.since, self._stretch.until))
        told = happened.text(self._happened, self._stretch)
        return Part(happened.BLOCK, happened.SECTION, f"since={since} until={until}", told, moves=True)

    # what comes

    def _coverage(self) -> Part:
        recording = self.syncs.recording
        document, roster = roster_of(recording.repository)
        start = day_of(recording.policy, max(self.meeting, self.now))
        weeks = Weeks(start, ahead.WEEKS + bool(start.weekday()))
        begin = max(self.now, self.syncs.monday(self.week)).replace(second=0, microsecond=0)
        last = datetime.combine(start + timedelta(weeks=ahead.WEEKS), time())
        end = instant_of(last, zone(recording.policy.timezone))
        proof = Proof(roster, recording.policy, begin, end, self.now)
        found = [one for one in schedule_findings(proof, document, document.path) if one.code not in _BURDEN]
        return Part(ahead.BLOCK, ahead.SECTION, f"{self._at} {weeks}", ahead.text(proof, weeks, found))

    # how things go

    def _trends(self) -> Part:
        recording = self.syncs.recording
        notes = list[str]()
        figures = None
        try:
            figures = list(delivered(recording, self.now, notes))
        except GovError as error:
            notes.append(f"Deliveries are not known: {error.message}.")
        courses = list(measured(recording, self.now, notes))
        told = trends.text(figures, courses, trends.WEEKS, notes)
        return Part(trends.BLOCK, trends.SECTION, self._at, told)

    def _tooling(self) -> Part:
        last = last_result(self.syncs.recording.workspace)
        return Part(tooling.BLOCK, tooling.SECTION, self._at, tooling.text(last, self.now))

    @cached_property
    def _today(self) -> date:
        return day_of(self.syncs.recording.policy, self.now)

    @property
    def _at(self) -> str:
        return f"at={format_instant(self.now)}"
