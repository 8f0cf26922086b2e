"""How things stand, for an agenda: who comes, what is late, what comes, whether the tooling is well."""

from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Final

from governor_cli.core.wall_clock import instant_of, zone
from governor_cli.practices.agenda import ahead, attendance, outstanding, tooling
from governor_cli.practices.agenda.part import ATTENDEES, Part
from governor_cli.practices.coverage import duty_rules
from governor_cli.practices.coverage.proof import Proof
from governor_cli.practices.coverage.week_table import Weeks
from governor_cli.practices.promised import Item, standing
from governor_cli.practices.tasks import day_of
from governor_cli.workflows.doctor.last import last_result
from governor_cli.workflows.due import Promises, promises
from governor_cli.workflows.roster.findings import schedule_faults
from governor_cli.workflows.roster.reading import roster_of
from governor_cli.workflows.sync.agenda import Told, View, told

_BURDEN: Final = frozenset(one.code for one in duty_rules.RULES)
"""What people have to bear is for the review of the roster, not for every week."""


class Standing:
    """All parts that need no minutes: another process can gather them."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.recording = view.syncs.recording
        self.policy = self.recording.policy

    def told(self) -> Told:
        """The parts, and the people that are to come."""
        come = attendance.attendance(self.recording.roster, self.policy, self.view.meeting)
        text = attendance.text(come)
        found = told(
            {
                ATTENDEES: lambda: Part(ATTENDEES, attendance.SECTION, come.about, text),
                outstanding.OVERDUE[0]: self._overdue,
                ahead.BLOCK: self._coverage,
                outstanding.DOCUMENTATION[0]: self._documentation,
                outstanding.CHECKLISTS[0]: self._checklists,
                tooling.BLOCK: self._tooling,
            }
        )
        troubles = self._promises.troubles if outstanding.OVERDUE[0] not in found.missing else ()
        return found._replace(notes=list(troubles), people=come.people, absent=come.absent)

    # what is outstanding

    @cached_property
    def _promises(self) -> Promises:
        return promises(self.recording, self.view.now)

    @cached_property
    def _items(self) -> list[Item]:
        """Every promise, those with time left as well."""
        return standing([one._replace(shown=True) for one in self._promises.found], self.view.now)

    def _overdue(self) -> Part:
        now, troubles = self.view.now, self._promises.troubles
        text = outstanding.overdue(self._items, self.policy, now, troubles)
        return Part(*outstanding.OVERDUE, self.view.at, text)

    def _documentation(self) -> Part:
        text = outstanding.documentation(self._items, self.policy, self.view.now)
        return Part(*outstanding.DOCUMENTATION, self.view.at, text)

    def _checklists(self) -> Part:
        corpus = self.recording.repository.corpus
        text = outstanding.checklists(corpus, self.policy, self._items, self.view.now)
        return Part(*outstanding.CHECKLISTS, self.view.at, text)

    # what comes

    def _coverage(self) -> Part:
        view, policy = self.view, self.policy
        document, roster = roster_of(self.recording.repository)
        start = day_of(policy, max(view.meeting, view.now))
        weeks = Weeks(start, ahead.WEEKS + bool(start.weekday()))
        begin = max(view.now, view.syncs.monday(view.week)).replace(second=0, microsecond=0)
        last = datetime.combine(start + timedelta(weeks=ahead.WEEKS), time())
        proof = Proof(roster, policy, begin, instant_of(last, zone(policy.timezone)), view.now)
        found = [
            fault.message
            for fault, severity in schedule_faults(proof, document)
            if severity != "info" and fault.code not in _BURDEN
        ]
        return Part(ahead.BLOCK, ahead.SECTION, f"{view.at} {weeks}", ahead.text(proof, weeks, found))

    # the tooling

    def _tooling(self) -> Part:
        text = tooling.text(last_result(self.recording.workspace), self.view.now)
        return Part(tooling.BLOCK, tooling.SECTION, self.view.at, text)
