"""Rules about rotations: each says who takes turns at what, when, and from which day on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.record import given
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.roster.fields import Handoff, Turn
from governor_cli.kinds.roster.model import Roster, Rotation
from governor_cli.kinds.roster.resolve import written_out
from governor_cli.policy.model import Playbook


@rule("ROS010", "a rotation's id stands once")
def ids_stand_once(subject: Subject[Roster]) -> Iterator[Fault]:
    """Overrides and ``like`` find a rotation by its id; of two, one would be meant and the other hit."""
    seen: set[str] = set()
    for number, rotation in enumerate(subject.record.rotations):
        if rotation.id in seen:
            yield Fault(
                "ROS010",
                f"another rotation is called `{rotation.id}`",
                "Give one of them another id.",
                ("rotations", number, "id"),
            )
        seen.add(rotation.id)


@rule("ROS011", "`like` names a rotation that is written out")
def like_is_written_out(subject: Subject[Roster]) -> Iterator[Fault]:
    """A rotation like another shares its people and handoffs, and follows every change of it.

    One step is easy to follow while reading; a chain of them is not, and a circle means nothing.
    """
    roster = subject.record
    for number, rotation in enumerate(roster.rotations):
        if rotation.like is None:
            continue
        model = roster.rotation(rotation.like)
        at: Loc = ("rotations", number, "like")
        if model is None:
            known = [other.id for other in roster.rotations if other.like is None]
            yield Fault(
                "ROS011", f"no rotation is called `{rotation.like}`", hint_for(rotation.like, known), at
            )
        elif model.like is not None:
            yield Fault(
                "ROS011",
                f"`{rotation.like}` is itself like `{model.like}`",
                "Name a rotation that has people of its own.",
                at,
            )


@rule("ROS012", "a rotation says who, at what, how long and since when")
def rotations_are_complete(subject: Subject[Roster]) -> Iterator[Fault]:
    """Without one of these nobody can say whose turn it is.

    A rotation ``like`` another takes from it what it does not say; a rotation of one person
    needs no ``turn``.
    """
    for number, rotation in enumerate(subject.record.rotations):
        full = written_out(rotation, subject.record)
        if full is None:
            continue
        missing = [
            key
            for key, value in (("role", full.role), ("from", full.from_), ("people", full.people))
            if value is None
        ]
        if full.turn is None and len(full.people or []) > 1:
            missing.append("turn")
        for key in missing:
            yield Fault(
                "ROS012",
                f"rotation `{rotation.id}` has no `{key}`",
                f"Add `{key}`, or make it `like` a rotation that has it.",
                ("rotations", number, key),
            )


@rule("ROS013", "a rotation has somebody in it")
def somebody_takes_turns(subject: Subject[Roster]) -> Iterator[Fault]:
    """A rotation of nobody looks like cover and is none.

    To end a rotation give it an ``until``; to leave a hole on purpose write an override that
    takes ``nobody``: then the gap is there to be seen.
    """
    hint = "Name at least one person, or end the rotation with `until`."
    for number, rotation in enumerate(subject.record.rotations):
        if rotation.people is not None and not rotation.people:
            at: Loc = ("rotations", number, "people")
            yield Fault("ROS013", f"rotation `{rotation.id}` has nobody in it", hint, at)
        for index, change in enumerate(rotation.changes):
            if not change.people:
                at = ("rotations", number, "changes", index, "people")
                yield Fault(
                    "ROS013", f"from {change.from_} rotation `{rotation.id}` has nobody in it", hint, at
                )
    for number, static in enumerate(subject.record.static):
        if not static.people:
            yield Fault(
                "ROS013",
                f"`{static.role}` is held by nobody",
                "Name at least one person.",
                ("static", number, "people"),
            )


@rule("ROS014", "a handoff fits the turn")
def handoff_fits_turn(subject: Subject[Roster]) -> Iterator[Fault]:
    """Weeks change on a day and time, days and hours at a time, months on the day of ``from``.

    Turns counted in shifts change where a window of ``hours`` begins, so they have no handoff
    of their own.
    """
    for number, rotation in enumerate(subject.record.rotations):
        full = written_out(rotation, subject.record)
        if full is None or full.turn is None or full.handoff is None:
            continue
        problem = _misfit(full.turn, full.handoff)
        if problem:
            own = "handoff" if rotation.handoff else "turn"
            yield Fault("ROS014", problem[0], problem[1], ("rotations", number, own))


def _misfit(turn: Turn, handoff: Handoff) -> tuple[str, str] | None:
    if turn.unit == "shifts":
        return ("turns in shifts change with the hours", "Leave `handoff` out.")
    if turn.unit == "weeks" and handoff.weekday is None:
        return (
            "turns in weeks change on a weekday, and none is named",
            "Write a day and a time, such as Mon 06:00.",
        )
    if turn.unit != "weeks" and handoff.weekday is not None:
        return (
            f"turns in {turn.unit} change at a time, whatever the weekday",
            "Write a time alone, such as 08:00.",
        )
    return None


@rule("ROS015", "hours can be read")
def hours_can_be_read(subject: Subject[Roster]) -> Iterator[Fault]:
    """Hours are windows of a week, or the name of hours in the playbook.

    What cannot be read covers nothing.
    """
    from governor_cli.policy.hours import HoursError, parse_hours

    named = subject.policy.windows if subject.policy else {}
    for at, text in _hours(subject.record):
        if subject.policy is None and not any(letter in text for letter in ":;"):
            continue
        try:
            parse_hours(text, named)
        except HoursError as error:
            yield Fault("ROS015", f"`{text[:60]}` {error.message}", error.hint, at)


def _hours(roster: Roster) -> Iterator[tuple[Loc, str]]:
    for number, rotation in enumerate(roster.rotations):
        if rotation.hours is not None:
            yield ("rotations", number, "hours"), rotation.hours
    for number, static in enumerate(roster.static):
        if static.hours is not None:
            yield ("static", number, "hours"), static.hours


@rule("ROS016", "two roles that exclude each other never fall to one person by rotation")
def exclusive_roles_differ(subject: Subject[Roster]) -> Iterator[Fault]:
    """The secondary is there for when the primary does not answer.

    A rotation ``like`` the primary's with an ``offset`` that is a multiple of the number of
    people gives both roles to the same person in every turn.
    """
    if subject.policy is None:
        return
    roster = subject.record
    for number, rotation in enumerate(roster.rotations):
        full = written_out(rotation, roster)
        model = roster.rotation(rotation.like) if rotation.like else None
        if (
            full is None
            or model is None
            or not _same_turns(rotation)
            or not _exclude(subject.policy, full, model)
        ):
            continue
        size = _same_person(full, model)
        if size:
            yield Fault(
                "ROS016",
                f"`{full.role}` and `{model.role}` exclude each other, and one person has both: "
                f"offset {full.offset or 0} among {size}",
                "Give it an offset that is not a multiple of the number of people, such as 1.",
                ("rotations", number, "offset" if rotation.offset is not None else "like"),
            )


def _same_turns(rotation: Rotation) -> bool:
    return not {"people", "from_", "turn", "handoff", "changes"} & given(rotation)


def _exclude(policy: Playbook, one: Rotation, other: Rotation) -> bool:
    first, second = policy.role(one.role or ""), policy.role(other.role or "")
    if first is None or second is None:
        return False
    return second.id in first.not_with or first.id in second.not_with


def _same_person(rotation: Rotation, model: Rotation) -> int:
    """The number of people among whom the offsets meet; 0 where they never do."""
    apart = (rotation.offset or 0) - (model.offset or 0)
    sizes: Sequence[int] = [len(model.people or []), *(len(change.people) for change in model.changes)]
    return next((size for size in sizes if size and apart % size == 0), 0)


@rule("ROS017", "a rotation's changes are in date order")
def changes_in_order(subject: Subject[Roster]) -> Iterator[Fault]:
    """Each change holds until the next one, and the first comes after the rotation began.

    Out of order it is anybody's guess which of two lists is in force.
    """
    for number, rotation in enumerate(subject.record.rotations):
        full = written_out(rotation, subject.record)
        before = full.from_ if full else rotation.from_
        for index, change in enumerate(rotation.changes):
            if before is not None and change.from_ <= before:
                yield Fault(
                    "ROS017",
                    f"the change of {change.from_} stands after {before}",
                    "Put the changes in date order, each on a day of its own after the rotation's `from`.",
                    ("rotations", number, "changes", index, "from"),
                )
            before = change.from_


class _Listed(NamedTuple):
    at: Loc
    people: list[str]


@rule("ROS018", "a list of people names each of them once", severity="warning")
def named_once(subject: Subject[Roster]) -> Iterator[Fault]:
    """Somebody who stands twice in a list has twice the turns.

    Where that is meant, say so: ``# gov: allow ROS018 <reason>``.
    """
    for listed in _lists(subject.record):
        for who, count in Counter(listed.people).items():
            if count > 1:
                index = len(listed.people) - 1 - listed.people[::-1].index(who)
                yield Fault(
                    "ROS018",
                    f"`{who}` stands {count} times in this list",
                    "Name each person once.",
                    (*listed.at, index),
                )


def _lists(roster: Roster) -> Iterator[_Listed]:
    for number, rotation in enumerate(roster.rotations):
        yield _Listed(("rotations", number, "people"), rotation.people or [])
        for index, change in enumerate(rotation.changes):
            yield _Listed(("rotations", number, "changes", index, "people"), change.people)
    for number, static in enumerate(roster.static):
        yield _Listed(("static", number, "people"), static.people)


RULES = (
    ids_stand_once,
    like_is_written_out,
    rotations_are_complete,
    somebody_takes_turns,
    handoff_fits_turn,
    hours_can_be_read,
    exclusive_roles_differ,
    changes_in_order,
    named_once,
)
