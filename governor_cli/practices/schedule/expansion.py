"""Rotations and static entries into shifts: whose turn it is, in which of the hours."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice, pairwise
from typing import Final

from governor_cli.core.errors import GovError
from governor_cli.core.finding import Loc
from governor_cli.core.wall_clock import WallClock, clock_of, wall_seconds
from governor_cli.kinds.roster.fields import Turn
from governor_cli.kinds.roster.model import Roster, Rotation, Static
from governor_cli.kinds.roster.resolve import written_out
from governor_cli.policy.chains import role_behind
from governor_cli.policy.hours import HoursError, WeekHours, parse_hours
from governor_cli.policy.model import Playbook
from governor_cli.practices.schedule.closed_days import closed_days
from governor_cli.practices.schedule.shift import Shift, Span
from governor_cli.practices.schedule.turns import DAY, WEEK, Pace, Stint, pace, stints

_ALONE = Turn(1, "weeks")
"""The turn of a rotation of one person, which has no need to say it."""


class Frame:
    """The time that is expanded, and what the policy calls things; windows are worked out once."""

    def __init__(self, policy: Playbook | None, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.named: Mapping[str, str] = policy.windows if policy else {}
        self._closed = {name: window.closed for name, window in policy.hours.items()} if policy else {}
        behind = {role.id: role_behind(policy, role.id) for role in policy.roles} if policy else {}
        self._roles = {name: role.id for name, role in behind.items() if role is not None}
        self._open: dict[tuple[str, str], list[Span]] = {}

    def role(self, name: str) -> str:
        """The role that another name stands for."""
        return self._roles.get(name, name)

    def clock(self, zone: str) -> WallClock:
        """The clock of a zone, good to the end of the frame and the turns that reach beyond."""
        return clock_of(zone, self.end + 2 * WEEK)

    def open(self, hours: str | None, zone: str) -> list[Span] | None:
        """The windows within the frame; None where there are no hours, so always.

        Hours that cannot be read cover nothing: a rule speaks about them.
        """
        if hours is None:
            return None
        key = (hours, zone)
        if key not in self._open:
            self._open[key] = self._windows(hours, zone)
        return self._open[key]

    def _windows(self, hours: str, zone: str) -> list[Span]:
        read = self.hours(hours)
        if read is None:
            return []
        return read.seconds(self.start, self.end, zone, self._closed_days(read.name))

    def _closed_days(self, name: str) -> frozenset[date]:
        """The days on which named hours are closed.

        Without the calendars nobody could be told who is on; so the days count as open then, and
        only a proof of coverage insists on them.
        """
        calendars = self._closed.get(name)
        if not calendars:
            return frozenset()
        try:
            return closed_days(calendars, self.start, self.end)
        except GovError:
            return frozenset()

    def hours(self, text: str) -> WeekHours | None:
        """Hours as written, or None."""
        try:
            return parse_hours(text, self.named)
        except HoursError:
            return None


MOST_SHIFTS: Final = 3_000_000
"""Half a gigabyte: beyond what any team has, within what a machine bears."""


def expand(roster: Roster, frame: Frame) -> Iterator[tuple[int, list[Shift]]]:
    """The layer and the shifts of each rotation and each static entry, as if nothing departed from them.

    GovError where there are more than ``MOST_SHIFTS``.
    """
    left = MOST_SHIFTS
    for layer, shifts in _expand(roster, frame):
        made = list(islice(shifts, left + 1))
        left -= len(made)
        if left < 0:
            raise GovError(
                f"the roster has more than {MOST_SHIFTS:,} shifts in this time",
                hint="Look at a shorter time with --horizon, or make turns longer.",
            )
        yield layer, made


def _expand(roster: Roster, frame: Frame) -> Iterator[tuple[int, Iterator[Shift]]]:
    for number, rotation in enumerate(roster.rotations):
        full = written_out(rotation, roster)
        if full is not None:
            layer = 1 if full.layer is None else full.layer
            yield layer, _of_rotation(full, roster, frame, ("rotations", number))
    for number, static in enumerate(roster.static):
        layer = 1 if static.layer is None else static.layer
        yield layer, _of_static(static, roster, frame, ("static", number))


def _of_rotation(rotation: Rotation, roster: Roster, frame: Frame, source: Loc) -> Iterator[Shift]:
    zone = rotation.timezone or roster.timezone
    windows = frame.open(rotation.hours, zone)
    role = frame.role(rotation.role or "")
    for turn, who in turns_of(rotation, roster, frame):
        for start, end in [turn] if windows is None else _within(windows, turn):
            yield Shift(start, end, who, role, source)


def turns_of(rotation: Rotation, roster: Roster, frame: Frame) -> Iterator[tuple[Span, str]]:
    """Each turn that reaches into the frame, cut to it, with whose it is; turns of no length are none's."""
    clock = frame.clock(rotation.timezone or roster.timezone)
    end = (
        frame.end if rotation.until is None else min(frame.end, clock.epoch_of(wall_seconds(rotation.until)))
    )
    rhythm = pace_of(rotation, frame)
    if rhythm is None or end <= frame.start:
        return
    offset = rotation.offset or 0
    after, last = clock.wall_at(frame.start) - DAY, clock.wall_at(end) + DAY
    for stint in stints_of(rotation, rhythm):
        stop = end if stint.until is None else min(end, clock.epoch_of(stint.until))
        if not stint.people or stop <= frame.start or stint.first > last:
            continue
        for number, begin, over in _turns(rhythm, stint, clock, after, stop):
            start = max(begin, frame.start)
            if start < over:
                yield (start, over), stint.people[(number + offset) % len(stint.people)]


def _turns(
    rhythm: Pace, stint: Stint, clock: WallClock, after: int, stop: int
) -> Iterator[tuple[int, int, int]]:
    for (number, wall), (_, next_wall) in pairwise(rhythm.handoffs(stint.first, after)):
        begin = clock.epoch_of(wall)
        if begin >= stop:
            return
        yield number, begin, min(clock.epoch_of(next_wall), stop)


def pace_of(rotation: Rotation, frame: Frame) -> Pace | None:
    """How a rotation hands over; None where it does not say enough, about which rules speak."""
    if rotation.from_ is None or rotation.role is None or not rotation.people:
        return None
    if rotation.turn is None and len(rotation.people) > 1:
        return None
    hours = frame.hours(rotation.hours) if rotation.hours else None
    if rotation.hours and hours is None:
        return None
    turn = rotation.turn or _ALONE
    return pace(turn, rotation.handoff, rotation.from_, hours.windows if hours else ())


def stints_of(rotation: Rotation, rhythm: Pace) -> list[Stint]:
    """The people a rotation began with, and each dated list after them."""
    lists: list[tuple[date, Sequence[str]]] = []
    if rotation.from_ is not None:
        lists.append((rotation.from_, rotation.people or []))
    lists += [(change.from_, change.people) for change in rotation.changes]
    return stints(rhythm, lists)


def _within(windows: Sequence[Span], turn: Span) -> list[Span]:
    """The parts of a turn inside the windows; windows that touch are one stretch of the same turn."""
    start, end = turn
    at = bisect_right(windows, (start, start))
    if at and windows[at - 1][1] > start:
        at -= 1
    found: list[Span] = []
    while at < len(windows) and windows[at][0] < end:
        opens, closes = max(windows[at][0], start), min(windows[at][1], end)
        if found and found[-1][1] == opens:
            found[-1] = (found[-1][0], closes)
        elif opens < closes:
            found.append((opens, closes))
        at += 1
    return found


def _of_static(static: Static, roster: Roster, frame: Frame, source: Loc) -> Iterator[Shift]:
    zone = static.timezone or roster.timezone
    span = stretch(static.from_, static.until, zone, frame)
    if span[0] >= span[1]:
        return
    windows = frame.open(static.hours, zone)
    role = frame.role(static.role)
    for start, end in [span] if windows is None else _within(windows, span):
        for who in static.people:
            yield Shift(start, end, who, role, source)


def stretch(begin: datetime | None, end: datetime | None, zone: str, frame: Frame) -> Span:
    """Two local times as a span within the frame; where one is absent, the frame's own border."""
    clock = frame.clock(zone)
    start = frame.start if begin is None else max(frame.start, clock.epoch_of(wall_seconds(begin)))
    return start, frame.end if end is None else min(frame.end, clock.epoch_of(wall_seconds(end)))
