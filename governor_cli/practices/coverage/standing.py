"""Who is on at an instant, since when, until when, and through which entry of the roster."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage.gaps import source_name
from governor_cli.practices.coverage.on_duty import FAR, NEAR, Duties, Duty, On, on_at
from governor_cli.practices.schedule.final import Schedule, final_schedule
from governor_cli.practices.schedule.shift import Shift
from governor_cli.practices.schedule.whole import is_cut


def standing(roster: Roster, policy: Playbook, at: datetime, roles: Iterable[str]) -> On:
    """Role -> who is on at an instant."""
    return on_at(duties(roster, policy, at, at + timedelta(seconds=1), roles), int(at.timestamp()))


def duties(roster: Roster, policy: Playbook, begin: datetime, end: datetime, roles: Iterable[str]) -> Duties:
    """Role -> who holds it when, between two instants.

    Looks a week around, and further only where a shift reaches beyond that.
    """
    wanted = list(roles)
    look = NEAR
    while True:
        around = timedelta(seconds=look)
        schedule = final_schedule(roster, policy, begin - around, end + around)
        held = {role: _between(schedule, role, begin, end) for role in wanted}
        if look >= FAR or not any(is_cut(shift, schedule) for shifts in held.values() for shift in shifts):
            return {role: [_duty(shift, schedule) for shift in shifts] for role, shifts in held.items()}
        look *= 4


def _between(schedule: Schedule, role: str, begin: datetime, end: datetime) -> list[Shift]:
    first, last = int(begin.timestamp()), int(end.timestamp())
    return [shift for shift in schedule.of_role(role) if shift.start < last and shift.end > first]


def _duty(shift: Shift, schedule: Schedule) -> Duty:
    return Duty(
        None if shift.start == schedule.start else shift.start,
        None if shift.end == schedule.end else shift.end,
        shift.who,
        via(shift, schedule.roster),
        shift.via or shift.source,
        *_reach(shift, schedule.roster),
    )


def _reach(shift: Shift, roster: Roster) -> tuple[int, int]:
    """How far its borders are looked for: those of a static entry without dates may never come."""
    if shift.source[0] != "static":
        return FAR, FAR
    entry = roster.static[int(shift.source[1])]
    return NEAR if entry.from_ is None else FAR, NEAR if entry.until is None else FAR


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
