"""What the rules about coverage look at: a roster over a stretch of time, with the policy it serves."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage.covered import Coverage, StepReach, coverage, kept_posted, step_reach
from governor_cli.practices.coverage.duty import Load, loads
from governor_cli.practices.schedule.final import Schedule, final_schedule


class Proof:
    """A roster judged from one instant up to another, as seen at ``now``."""

    def __init__(
        self, roster: Roster, policy: Playbook, start: datetime, end: datetime, now: datetime
    ) -> None:
        self.roster = roster
        self.policy = policy
        self.start = start
        self.end = end
        self.now = now

    @cached_property
    def schedule(self) -> Schedule:
        """Who is on when."""
        return final_schedule(self.roster, self.policy, self.start, self.end)

    @cached_property
    def coverage(self) -> Sequence[Coverage]:
        """Every promise, and when nobody keeps it."""
        return coverage(self.policy, self.schedule)

    @cached_property
    def informed(self) -> Sequence[Coverage]:
        """The roles that are kept posted, and when nobody holds them: no promise is broken by that."""
        return coverage(self.policy, self.schedule, kept_posted(self.policy))

    @cached_property
    def steps(self) -> Sequence[StepReach]:
        """Every step of every escalation, and when it reaches nobody."""
        return step_reach(self.policy, self.schedule)

    @cached_property
    def loads(self) -> Sequence[Load]:
        """What each person has to bear."""
        return loads(self.policy, self.schedule)
