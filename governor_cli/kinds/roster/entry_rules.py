"""Rules about dated entries: overrides, time off, and the limits a team sets itself."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.roster.fields import NOBODY
from governor_cli.kinds.roster.model import LONGEST_HORIZON, SHORTEST_HORIZON, Override, Roster, TimeOff
from governor_cli.kinds.roster.resolve import role_of, written_out, zone_of_override, zone_of_time_off
from governor_cli.policy.chains import role_behind

_COMPARED: Final = 200
"""Overrides of one role that hold at one time and are compared; nobody has as many, a hostile file might."""


@rule("ROS020", "an override says one thing about one role")
def overrides_say_one_thing(subject: Subject[Roster]) -> Iterator[Fault]:
    """An override takes a shift over, adds somebody, or lets two people swap.

    It names the role or the rotation it is about; ``for`` narrows a take to the hours of one
    person. Anything else could be read in two ways.
    """
    for number, override in enumerate(subject.record.overrides):
        for key, message, hint in _unclear(override):
            at: Loc = ("overrides", number, key) if key else ("overrides", number)
            yield Fault("ROS020", message, hint, at)


def _unclear(override: Override) -> Iterator[tuple[str, str, str]]:
    if override.action not in {"take", "add", "swap"}:
        said = override.action.replace("+", " and ") or "neither take, add nor swap"
        yield "", f"an override says {said}", "Write exactly one of `take`, `add` and `swap`."
    if override.role is None and override.rotation is None:
        yield "", "an override names no role", "Add `role` or `rotation`."
    if override.role is not None and override.rotation is not None:
        yield "role", "an override names a role and a rotation", "Keep the one that is meant."
    if override.for_ is not None and override.take is None:
        yield "for", "`for` goes with `take` alone", "Leave it out."
    if override.for_ is not None and override.for_ == override.take:
        yield "take", f"`{override.take}` takes over from themselves", "Name two different people."
    if override.swap is not None and (len(override.swap) != 2 or len(set(override.swap)) != 2):  # noqa: PLR2004
        yield "swap", "a swap is between two different people", "Write it as [ada, sean]."
    if override.add == NOBODY:
        yield "add", "`nobody` cannot be added", "Write `take: nobody` to leave a hole on purpose."


@rule("ROS021", "an override names a rotation of this roster")
def rotations_are_known(subject: Subject[Roster]) -> Iterator[Fault]:
    """A misspelt rotation makes the override hit nothing, silently."""
    known = [rotation.id for rotation in subject.record.rotations]
    for number, override in enumerate(subject.record.overrides):
        if override.rotation is not None and override.rotation not in known:
            at: Loc = ("overrides", number, "rotation")
            message = f"no rotation is called `{override.rotation}`"
            yield Fault("ROS021", message, hint_for(override.rotation, known), at)


@rule("ROS022", "what begins ends later")
def ends_come_after(subject: Subject[Roster]) -> Iterator[Fault]:
    """An entry that ends before it begins covers no time at all, and was meant to cover some.

    ``until`` does not count its own day or minute; ``through`` counts its day.
    """
    for at, begins, ends in _stretches(subject.record):
        if ends <= begins:
            yield Fault(
                "ROS022",
                f"it ends {_shown(ends)}, at or before it begins {_shown(begins)}",
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


@rule("ROS024", "overrides are in date order", severity="warning")
def overrides_in_order(subject: Subject[Roster]) -> Iterator[Fault]:
    """Two people who each add an override on a branch then merge without a conflict.

    It is also the order in which people look for them.
    """
    latest: datetime | None = None
    for number, override in enumerate(subject.record.overrides):
        if latest is not None and override.from_ < latest:
            yield Fault(
                "ROS024",
                f"the override from {_shown(override.from_)} stands after one from {_shown(latest)}",
                "Put the overrides in the order of `from`.",
                ("overrides", number, "from"),
            )
        latest = max(latest or override.from_, override.from_)


@rule("ROS025", "no two overrides decide about the same hours of the same people")
def overrides_do_not_contend(subject: Subject[Roster]) -> Iterator[Fault]:
    """Where two overrides meet the later line would win, and its author did not know of the other.

    Overrides for different people, of different rotations, or that add different people do not
    contend.
    """
    entries = sorted(
        (_held(override, subject.record), number) for number, override in enumerate(subject.record.overrides)
    )
    holding: list[tuple[datetime, int]] = []
    overrides = subject.record.overrides
    for (start, end), number in entries:
        holding = [(until, other) for until, other in holding if until > start][-_COMPARED:]
        if end <= start:
            continue
        for _, other in holding:
            if _contend(overrides[other], overrides[number], subject):
                first, second = sorted((other, number))
                yield Fault(
                    "ROS025",
                    f"it decides about the same hours as the override from {_shown(overrides[first].from_)}",
                    "Narrow one of them with `for`, or let one begin where the other ends.",
                    ("overrides", second),
                )
                break
        holding.append((end, number))


def _held(override: Override, roster: Roster) -> tuple[datetime, datetime]:
    from governor_cli.core.wall_clock import instant_of, zone

    where = zone(zone_of_override(override, roster))
    return instant_of(override.from_, where), instant_of(override.until, where)


def _contend(one: Override, other: Override, subject: Subject[Roster]) -> bool:
    if _role(one, subject) != _role(other, subject):
        return False
    if one.rotation and other.rotation and one.rotation != other.rotation:
        return False
    if one.add or other.add:
        return one.add == other.add
    mine, theirs = _touched(one), _touched(other)
    return mine is None or theirs is None or bool(mine & theirs)


def _role(override: Override, subject: Subject[Roster]) -> str | None:
    name = role_of(override, subject.record)
    role = role_behind(subject.policy, name) if subject.policy and name else None
    return role.id if role else name


def _touched(override: Override) -> set[str] | None:
    """The people whose hours an override takes; None where it takes everybody's."""
    if override.swap:
        return set(override.swap)
    return {override.for_} if override.for_ else None


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
            f"{_shown(local)} {what} in {name}: {'' if twice else 'taken for '}{readings}",
            "Write a time that exists once, or give the entry `timezone: UTC`.",
            at,
        )


def _typed(roster: Roster) -> Iterator[tuple[Loc, datetime, str]]:
    for number, override in enumerate(roster.overrides):
        zone = zone_of_override(override, roster)
        yield ("overrides", number, "from"), override.from_, zone
        yield ("overrides", number, "until"), override.until, zone
    for number, entry in enumerate(roster.time_off):
        zone = zone_of_time_off(entry, roster)
        yield ("time_off", number, "from"), entry.from_, zone
        if entry.until is not None:
            yield ("time_off", number, "until"), entry.until, zone


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


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}" if moment.time() == time() else f"{moment:%Y-%m-%d %H:%M}"


RULES = (
    overrides_say_one_thing,
    rotations_are_known,
    ends_come_after,
    time_off_ends,
    overrides_in_order,
    overrides_do_not_contend,
    typed_times_exist_once,
    limits_can_be_kept,
)
