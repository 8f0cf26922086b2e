"""Who is on at an instant, since when, until when, and through which entry of the roster."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage.gaps import source_name
from governor_cli.practices.schedule.final import Schedule, final_schedule
from governor_cli.practices.schedule.shift import Shift
from governor_cli.practices.schedule.whole import is_cut

_FIRST_LOOK = timedelta(days=8)
_LAST_LOOK = timedelta(days=512)


class Standing(NamedTuple):
    """One person who is on; a border further away than a year and a half is None."""

    handle: str
    start: int | None
    end: int | None
    via: str
    shift: Shift


On = Mapping[str, Sequence[Standing]]
"""Role -> who is on."""


class Why(NamedTuple):
    """The line of the roster that puts somebody on, and the commit that wrote it, where there is one."""

    line: int
    text: str
    commit: str = ""
    author: str = ""
    at: datetime | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is on at an instant; ``now`` is what today's roster says where a revision was asked about."""

    at: datetime
    zone: str
    on: On
    whys: Mapping[tuple[str, str], Why]
    """(role, handle) -> why; empty where nobody asked."""
    as_of: str = ""
    now: On = field(default_factory=dict[str, Sequence[Standing]])

    @property
    def agrees(self) -> bool:
        """Whether the same people were on then and now."""
        return _handles(self.on) == _handles(self.now)


def _handles(on: On) -> dict[str, list[str]]:
    return {role: [one.handle for one in people] for role, people in on.items() if people}


def standing(
    roster: Roster, policy: Playbook, at: datetime, roles: Iterable[str]
) -> Mapping[str, Sequence[Standing]]:
    """Role -> who is on. Looks a week around, and further only where a shift reaches beyond that."""
    wanted = list(roles)
    look = _FIRST_LOOK
    while True:
        schedule = final_schedule(roster, policy, at - look, at + look)
        on = {role: schedule.on_call(role, at) for role in wanted}
        if look >= _LAST_LOOK or not any(
            is_cut(shift, schedule) for shifts in on.values() for shift in shifts
        ):
            return {role: [_standing(shift, schedule) for shift in shifts] for role, shifts in on.items()}
        look *= 4


def holds_until(roster: Roster, policy: Playbook, at: datetime, longest: int) -> int:
    """The next second at which somebody's shift begins or ends, at most ``longest`` seconds away."""
    begin = int(at.timestamp())
    schedule = final_schedule(roster, policy, at, at + timedelta(seconds=longest))
    ends = {edge for shift in (*schedule.shifts, *schedule.shadows) for edge in shift[:2] if edge > begin}
    return min(ends, default=begin + longest)


def _standing(shift: Shift, schedule: Schedule) -> Standing:
    return Standing(
        shift.who,
        None if shift.start == schedule.start else shift.start,
        None if shift.end == schedule.end else shift.end,
        via(shift, schedule.roster),
        shift,
    )


def via(shift: Shift, roster: Roster) -> str:
    """``rotation emea``, or ``override 3 for ada`` where something departs from it."""
    if not shift.via:
        return source_name(shift.source, roster)
    instead = f" for {shift.instead_of}" if shift.instead_of else ""
    return f"{source_name(shift.via, roster)}{instead}"


def all_roles(roster: Roster, policy: Playbook) -> list[str]:
    """The playbook's roles, then those that only the roster knows."""
    own = [*(rotation.role for rotation in roster.rotations), *(static.role for static in roster.static)]
    return list(dict.fromkeys([*(role.id for role in policy.roles), *(role for role in own if role)]))
