"""One incident as it stands at an instant: its record, its clocks, and whom its escalation reaches."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import Entry
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.incident.clocks import Clock, Situation, clocks
from governor_cli.practices.incident.targets import targets_in_force

if TYPE_CHECKING:  # most answers name no step, and who is on is the dearest question there is
    from governor_cli.practices.coverage.escalation import Reached


class Picture:
    """``path`` is relative to the top of the git repository.

    ``checklist`` is `open` or `closed`; empty where there is none yet.
    """

    def __init__(
        self,
        path: str,
        record: Incident,
        policy: Playbook,
        at: datetime,
        clocks: tuple[Clock, ...],
        rows: Sequence[tuple[datetime, Entry]] = (),
        roster: Roster | None = None,
        checklist: str = "",
    ) -> None:
        self.path = path
        self.record = record
        self.policy = policy
        self.at = at
        self.clocks = clocks
        self.rows = rows
        self.roster = roster
        self.checklist = checklist

    @cached_property
    def steps(self) -> "Sequence[Reached]":
        """The steps of the escalation with the people they reach now; empty without a severity."""
        return _steps(self.policy, self.roster, self.record.severity, self.at)

    @property
    def open_clocks(self) -> list[Clock]:
        """What is still to be done, the nearest first; what has no due time is left out."""
        waiting = [clock for clock in self.clocks if clock.is_open and clock.due is not None]
        return sorted(waiting, key=lambda clock: clock.due or self.at)


def picture(
    path: str,
    record: Incident,
    rows: Sequence[tuple[datetime, Entry]],
    policy: Playbook,
    roster: Roster | None,
    at: datetime,
    documented: datetime | None = None,
    checklist: str = "",
) -> Picture:
    """Read one incident. A report without targets is judged by those of today."""

    def pages(severity: str) -> bool:
        level = policy.severity(severity)
        return level is not None and level.page_within is not None

    targets = record.targets or targets_in_force(policy, record.severity, record.source)
    situation = Situation(record, rows, targets, policy.updates.until, pages, documented)
    return Picture(path, record, policy, at, clocks(situation, at), rows, roster, checklist)


def _steps(
    policy: Playbook, roster: Roster | None, severity: str | None, at: datetime
) -> "Sequence[Reached]":
    from governor_cli.practices.coverage.escalation import Reached, reached, schedule_at

    if severity is None:
        return ()
    if roster is not None:
        return reached(policy, schedule_at(roster, policy, at), severity, at)
    found: list[Reached] = []
    for number, step in enumerate(policy.steps(severity), 1):
        if step.tell:
            found.append(Reached(number, "tell", list(step.tell), (), step.after))
        if step.inform:
            found.append(Reached(number, "inform", list(step.inform), (), step.within))
    return found
