"""Rules about turns: when one hands over to the next, in which hours, and that two roles stay two people."""

from collections.abc import Iterator, Sequence

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.record import given
from governor_cli.kinds.roster.fields import Handoff, Turn
from governor_cli.kinds.roster.model import Roster, Rotation
from governor_cli.kinds.roster.resolve import written_out
from governor_cli.policy.model import Playbook


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


RULES = (
    handoff_fits_turn,
    hours_can_be_read,
    exclusive_roles_differ,
)
