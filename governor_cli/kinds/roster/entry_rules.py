"""Rules about times in a roster: what begins ends, each exists once, and limits can be kept."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc
from governor_cli.kinds.roster.fields import said
from governor_cli.kinds.roster.model import LONGEST_HORIZON, SHORTEST_HORIZON, Roster, TimeOff
from governor_cli.kinds.roster.resolve import (
    written_out,
    zone_of_override,
    zone_of_rotation,
    zone_of_time_off,
)


@rule("ROS022", "what begins ends later")
def ends_come_after(subject: Subject[Roster]) -> Iterator[Fault]:
    """An entry that ends before it begins covers no time at all, and was meant to cover some.

    ``until`` does not count its own day or minute; ``through`` counts its day.
    """
    for at, begins, ends in _stretches(subject.record):
        if ends <= begins:
            yield Fault(
                "ROS022",
                f"it ends {said(ends)}, at or before it begins {said(begins)}",
                "Put the later time last; `until` does not count its own day.",
                at,
            )


def _stretches(roster: Roster) -> Iterator[tuple[Loc, datetime, datetime]]:
    for number, entry in enumerate(roster.time_off):
        end = end_of(entry)
        if end is not None:
            key = "through" if entry.through else "until"
            yield ("time_off", number, key), entry.from_, end
    for number, override in enumerate(roster.overrides):
        yield ("overrides", number, "until"), override.from_, override.until
    for number, static in enumerate(roster.static):
        if static.from_ and static.until:
            yield ("static", number, "until"), static.from_, static.until
    for number, rotation in enumerate(roster.rotations):
        full = written_out(rotation, roster)
        if full and full.from_ and rotation.until:
            yield ("rotations", number, "until"), datetime.combine(full.from_, time()), rotation.until
        for index, shadow in enumerate(rotation.shadows):
            if shadow.until:
                yield ("rotations", number, "shadows", index, "until"), shadow.from_, shadow.until


def end_of(entry: TimeOff) -> datetime | None:
    """When somebody is back, on the wall clock of the entry's zone."""
    if entry.through is not None:
        return datetime.combine(entry.through + timedelta(days=1), time())
    return entry.until


@rule("ROS023", "time off says when it ends, and is covered by somebody else")
def time_off_ends(subject: Subject[Roster]) -> Iterator[Fault]:
    """``through`` names the last day away, ``until`` the first moment back; one of them is enough.

    Two would be two answers, none would be for ever, and nobody covers for themselves.
    """
    for number, entry in enumerate(subject.record.time_off):
        at: Loc = ("time_off", number)
        if entry.through is None and entry.until is None:
            yield Fault(
                "ROS023", f"`{entry.who}` is off for ever", "Add `through` with the last day away.", at
            )
        if entry.through is not None and entry.until is not None:
            yield Fault("ROS023", "time off ends twice", "Keep `through` or `until`.", (*at, "until"))
        if entry.cover == entry.who:
            hint = "Name somebody else, or leave `cover` out until somebody is found."
            yield Fault("ROS023", f"`{entry.who}` covers for themselves", hint, (*at, "cover"))


@rule("ROS026", "a time that somebody typed exists once", severity="warning")
def typed_times_exist_once(subject: Subject[Roster]) -> Iterator[Fault]:
    """In spring an hour of the wall clock is left out, in autumn one comes twice.

    gov takes the first instant at which the clock reads that time or later; whoever typed it
    may have meant another. Say which with a time outside that hour, or with ``timezone: UTC``.
    """
    from governor_cli.core.wall_clock import does_not_exist, exists_twice, zone

    for at, local, name in _typed(subject.record):
        if local.hour == 0 and local.minute == 0:
            continue
        twice, taken = exists_twice(local, zone(name)), does_not_exist(local, zone(name))
        if not twice and not taken:
            continue
        what = "comes twice" if twice else "does not exist"
        readings = " and ".join(f"{instant:%Y-%m-%d %H:%MZ}" for instant in twice or taken)
        yield Fault(
            "ROS026",
            f"{said(local)} {what} in {name}: {'' if twice else 'taken for '}{readings}",
            "Write a time that exists once, or give the entry `timezone: UTC`.",
            at,
        )


def _typed(roster: Roster) -> Iterator[tuple[Loc, datetime, str]]:
    for at, local, zone in _local_times(roster):
        if local is not None:
            yield at, local, zone


def _local_times(roster: Roster) -> Iterator[tuple[Loc, datetime | None, str]]:
    """Every key that holds a local time, and the zone in which it is read."""
    for number, override in enumerate(roster.overrides):
        zone = zone_of_override(override, roster)
        yield ("overrides", number, "from"), override.from_, zone
        yield ("overrides", number, "until"), override.until, zone
    for number, entry in enumerate(roster.time_off):
        zone = zone_of_time_off(entry, roster)
        yield ("time_off", number, "from"), entry.from_, zone
        yield ("time_off", number, "until"), entry.until, zone
    for number, static in enumerate(roster.static):
        zone = static.timezone or roster.timezone
        yield ("static", number, "from"), static.from_, zone
        yield ("static", number, "until"), static.until, zone
    for number, rotation in enumerate(roster.rotations):
        zone = zone_of_rotation(rotation.id, roster)
        yield ("rotations", number, "until"), rotation.until, zone
        for index, shadow in enumerate(rotation.shadows):
            at: Loc = ("rotations", number, "shadows", index)
            yield (*at, "from"), shadow.from_, zone
            yield (*at, "until"), shadow.until, zone


@rule("ROS027", "limits can be kept")
def limits_can_be_kept(subject: Subject[Roster]) -> Iterator[Fault]:
    """A horizon is worked through shift by shift, so it has a bound.

    After 28 years the calendar meets its weekdays again and nothing new can be found. A rest of
    more than a week, or no day on call at all, is a slip of the pen.
    """
    limits = subject.record.limits
    if not SHORTEST_HORIZON <= limits.horizon <= LONGEST_HORIZON:
        yield Fault("ROS027", "a horizon is from one day to 28 years", "Write 400d.", ("limits", "horizon"))
    if limits.min_rest > timedelta(days=7):
        yield Fault("ROS027", "a rest is at most seven days", "Write 11h.", ("limits", "min_rest"))
    if limits.max_consecutive_days < 1:
        at: Loc = ("limits", "max_consecutive_days")
        yield Fault("ROS027", "nobody could be on call at all", "Write 7.", at)


@rule("ROS028", "nobody is away by two entries at once", severity="warning")
def away_once(subject: Subject[Roster]) -> Iterator[Fault]:
    """Of two covers for the same days the first one written takes the shifts.

    It happens when two people note the same absence, each in a clone: whoever wrote the other entry
    believes in another cover.
    """
    held: dict[str, tuple[datetime, TimeOff]] = {}
    for start, end, number in sorted(_absences(subject.record)):
        entry = subject.record.time_off[number]
        last, other = held.get(entry.who, (start, entry))
        if start < last:
            covered = f", which {other.cover} covers" if other.cover else ""
            yield Fault(
                "ROS028",
                f"`{entry.who}` is away then already, by the entry from {said(other.from_)}{covered}",
                "Keep one entry for these days, with the cover that holds.",
                ("time_off", number),
            )
        if end >= last:
            held[entry.who] = end, entry


def _absences(roster: Roster) -> Iterator[tuple[datetime, datetime, int]]:
    """Begin, end and number of each entry that ends after it begins."""
    from governor_cli.core.wall_clock import instant_of, zone

    for number, entry in enumerate(roster.time_off):
        end = end_of(entry)
        if end is not None and end > entry.from_:
            there = zone(zone_of_time_off(entry, roster))
            yield instant_of(entry.from_, there), instant_of(end, there), number


RULES = (
    ends_come_after,
    time_off_ends,
    typed_times_exist_once,
    limits_can_be_kept,
    away_once,
)
