"""Who comes to the sync: whoever holds the roles that the playbook invites, and who of them is away."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.agenda.text import moment, table
from governor_cli.practices.coverage.on_duty import Standing
from governor_cli.practices.coverage.standing import standing
from governor_cli.practices.schedule.departures import away
from governor_cli.practices.schedule.expansion import Frame

SECTION: Final = "Attendees"


class Attendance(NamedTuple):
    """Role -> who holds it at the time of the sync, and who of them is away then."""

    held: Mapping[str, Sequence[Standing]]
    away: frozenset[str]

    @property
    def people(self) -> list[str]:
        """As front matter has them: handles with @, and roles that nobody holds."""
        found = (
            name
            for role, people in self.held.items()
            for name in ([f"@{one.handle}" for one in people if one.handle not in self.away] or [role])
        )
        return list(dict.fromkeys(found))

    @property
    def absent(self) -> list[str]:
        """Whoever should come and is away."""
        return [f"@{name}" for name in dict.fromkeys(self._names) if name in self.away]

    @property
    def _names(self) -> list[str]:
        return [one.handle for people in self.held.values() for one in people]

    @property
    def about(self) -> str:
        """For the marker: whoever changes the list in the front matter says who really came."""
        absent = f" away={','.join(self.absent)}" if self.absent else ""
        return f"people={','.join(self.people)}{absent}"


def attendance(roster: Roster | None, policy: Playbook, at: datetime) -> Attendance:
    """Who is to come at an instant; without a roster nobody is known."""
    roles = policy.sync.attendees
    if roster is None:
        return Attendance(dict.fromkeys(roles, ()), frozenset())
    held = standing(roster, policy, at, roles)
    names = {one.handle for people in held.values() for one in people}
    return Attendance(held, frozenset(_away(roster, policy, at) & names))


def _away(roster: Roster, policy: Playbook, at: datetime) -> set[str]:
    second = int(at.timestamp())
    frame = Frame(policy, second, second + 1)
    return {
        entry.who for entry in roster.time_off if (span := away(entry, roster, frame))[0] <= second < span[1]
    }


def text(found: Attendance) -> str:
    """A row a role."""
    rows = [
        (role, "; ".join(_person(one, found.away) for one in people) or "nobody holds it")
        for role, people in found.held.items()
    ]
    return table(("Role", "Who"), rows) or "The playbook invites nobody."


def _person(one: Standing, absent: frozenset[str]) -> str:
    until = f", until {moment(datetime.fromtimestamp(one.end, UTC))}" if one.end is not None else ""
    return f"@{one.handle}{', away' if one.handle in absent else until}"
