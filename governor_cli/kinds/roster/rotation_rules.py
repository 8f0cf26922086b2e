"""Rules about rotations: each is known by one name, and says who takes turns at what, since when."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.roster.model import Roster
from governor_cli.kinds.roster.resolve import written_out


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
    changes_in_order,
    named_once,
)
