"""What departs from the turns: covers for time off, then overrides in the order they are written.

Shifts are kept by person and begin, so that each entry touches only the few it is about:
searching all of them for each of thousands of absences took thirty times as long.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.core.spans import normalise, subtract, total
from governor_cli.core.wall_clock import wall_seconds
from governor_cli.kinds.roster.fields import NOBODY
from governor_cli.kinds.roster.model import Override, Roster, TimeOff
from governor_cli.kinds.roster.resolve import role_of, zone_of_override, zone_of_time_off
from governor_cli.practices.schedule.expansion import Frame, stretch
from governor_cli.practices.schedule.shift import Shift, Span
from governor_cli.practices.schedule.turns import DAY, wall_of

Wanted = Callable[[Shift], bool]


class Board:
    """Shifts by person, each list in order of begin."""

    def __init__(self, shifts: Iterable[Shift]) -> None:
        self._lists: dict[str, list[Shift]] = {}
        for shift in shifts:
            self._lists.setdefault(shift.who, []).append(shift)
        self._longest: dict[str, int] = {}
        for who, own in self._lists.items():
            own.sort()
            self._longest[who] = max(shift.end - shift.start for shift in own)
        self._covers: dict[str, set[str]] = {}
        self.holes: list[Shift] = []
        """What an override took and gave to nobody."""

    def __iter__(self) -> Iterator[Shift]:
        for own in self._lists.values():
            yield from own

    @property
    def people(self) -> list[str]:
        """Whoever has a shift."""
        return list(self._lists)

    def within(self, who: str, span: Span) -> list[Shift]:
        """The shifts of a person that reach into a span."""
        own = self._lists.get(who, [])
        first = bisect_left(own, (span[0] - self._longest.get(who, 0),))
        last = bisect_left(own, (span[1],))
        return [shift for shift in own[first:last] if shift.end > span[0]]

    def of(self, who: str, span: Span, wanted: Wanted) -> list[Shift]:
        """A person's shifts within a span, and those that somebody has as a cover for them."""
        own = [shift for shift in self.within(who, span) if wanted(shift)]
        for cover in self._covers.get(who, ()):
            own += [
                shift
                for shift in self.within(cover, span)
                if shift.instead_of == who and _is_cover(shift) and wanted(shift)
            ]
        return own

    def give(self, shifts: Iterable[Shift], span: Span, taker: str, via: Loc) -> bool:
        """Cut the shifts at the borders of the span and give what is inside; whether anything moved."""
        moved = False
        for shift in shifts:
            if shift.who == taker:
                continue
            moved = True
            self._take(shift)
            start, end = max(shift.start, span[0]), min(shift.end, span[1])
            for rest in ((shift.start, start), (end, shift.end)):
                if rest[0] < rest[1]:
                    self.add(shift._replace(start=rest[0], end=rest[1]))
            given = shift._replace(start=start, end=end, who=taker, via=via, instead_of=shift.who)
            if taker == NOBODY:
                self.holes.append(given)
                continue
            self.add(given)
            if _is_cover(given):
                self._covers.setdefault(shift.who, set()).add(taker)
        return moved

    def add(self, shift: Shift) -> None:
        """One more shift."""
        insort(self._lists.setdefault(shift.who, []), shift)
        length = shift.end - shift.start
        self._longest[shift.who] = max(self._longest.get(shift.who, 0), length)

    def _take(self, shift: Shift) -> None:
        own = self._lists[shift.who]
        del own[bisect_left(own, shift)]


def _is_cover(shift: Shift) -> bool:
    return bool(shift.via) and shift.via[0] == "time_off"


def away(entry: TimeOff, roster: Roster, frame: Frame) -> Span:
    """When somebody is off, cut to the frame."""
    zone = zone_of_time_off(entry, roster)
    start, end = stretch(entry.from_, entry.until, zone, frame)
    if entry.through is not None:
        end = min(frame.end, frame.clock(zone).epoch_of(wall_of(entry.through) + DAY))
    return start, end


class Holding(NamedTuple):
    """An override with the time it holds, cut to the frame; ``whole`` where nothing was cut off."""

    override: Override
    at: Loc
    span: Span
    whole: bool


def holdings(roster: Roster, frame: Frame) -> Iterator[Holding]:
    """The overrides that hold within the frame."""
    for number, override in enumerate(roster.overrides):
        clock = frame.clock(zone_of_override(override, roster))
        start, end = (clock.epoch_of(wall_seconds(local)) for local in (override.from_, override.until))
        span = max(start, frame.start), min(end, frame.end)
        if span[0] < span[1]:
            yield Holding(override, ("overrides", number), span, span == (start, end))


def depart(board: Board, roster: Roster, frame: Frame) -> list[Loc]:
    """Apply every cover and override to the board; those of them that changed nothing."""
    for number, entry in enumerate(roster.time_off):
        span = away(entry, roster, frame)
        if entry.cover and span[0] < span[1]:
            board.give(board.within(entry.who, span), span, entry.cover, ("time_off", number))
    return [
        holding.at
        for holding in holdings(roster, frame)
        if not _apply(board, holding, roster, frame) and holding.whole
    ]


def _apply(board: Board, holding: Holding, roster: Roster, frame: Frame) -> bool:
    override, at, span, _ = holding
    role = frame.role(role_of(override, roster) or "")
    wanted = _about(override, role, roster)
    if override.add is not None:
        return _add(board, Shift(*span, override.add, role, at, at), wanted)
    if override.swap is not None:
        pairs = zip(override.swap, reversed(override.swap), strict=True)
        theirs = [(board.of(who, span, wanted), taker) for who, taker in pairs]
        moved = [board.give(shifts, span, taker, at) for shifts, taker in theirs]
        return any(moved)
    if override.take is None:
        return False
    holders = [override.for_] if override.for_ else board.people
    shifts = [shift for who in holders for shift in board.of(who, span, wanted)]
    return board.give(dict.fromkeys(shifts), span, override.take, at)


def _about(override: Override, role: str, roster: Roster) -> Wanted:
    """Which shifts an override is about: those of its rotation, or of its role."""
    if override.rotation is None:
        return lambda shift: shift.role == role
    sources = {
        ("rotations", number)
        for number, rotation in enumerate(roster.rotations)
        if rotation.id == override.rotation
    }
    return lambda shift: shift.source in sources


def _add(board: Board, shift: Shift, wanted: Wanted) -> bool:
    """Add somebody where they are not on already; whether they are on any longer for it."""
    span = (shift.start, shift.end)
    held = normalise((own.start, own.end) for own in board.within(shift.who, span) if wanted(own))
    missing = subtract([span], held)
    for start, end in missing:
        board.add(shift._replace(start=start, end=end))
    return total(missing) > 0
