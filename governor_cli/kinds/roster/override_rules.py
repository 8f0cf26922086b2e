"""Rules about overrides: each says one thing, in date order, and no two decide about the same hours."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.roster.fields import NOBODY, said
from governor_cli.kinds.roster.model import Override, Roster
from governor_cli.kinds.roster.resolve import role_of, zone_of_override
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
                f"the override from {said(override.from_)} stands after one from {said(latest)}",
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
                    f"it decides about the same hours as the override from {said(overrides[first].from_)}",
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


RULES = (
    overrides_say_one_thing,
    rotations_are_known,
    overrides_in_order,
    overrides_do_not_contend,
)
