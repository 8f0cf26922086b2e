"""The order in which people take turns, kept while somebody joins or leaves."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import islice

from governor_cli.kinds.roster.model import Rotation
from governor_cli.policy.model import Playbook
from governor_cli.practices.schedule.expansion import Frame, pace_of, stints_of
from governor_cli.practices.schedule.turns import Pace, Stint, wall_of


def order_from(rotation: Rotation, policy: Playbook, day: date) -> list[str]:
    """The people of a rotation at its first handoff at or after a day, whoever is on then first.

    A list written down in this order from that day on gives everybody the turns they had.
    """
    frame = Frame(policy, 0, 1)
    rhythm = pace_of(rotation, frame)
    if rhythm is None:
        return list(rotation.people or [])
    first = rhythm.first_at_or_after(wall_of(day))
    stints = [stint for stint in stints_of(rotation, rhythm) if stint.people]
    held = next((stint for stint in reversed(stints) if stint.first <= first), stints[0])
    turn = _turn_at(rhythm, held, first)
    at = turn % len(held.people)
    return [*held.people[at:], *held.people[:at]]


def _turn_at(rhythm: Pace, stint: Stint, wall: int) -> int:
    """The number of the turn that holds a wall second."""
    if wall < stint.first:
        return 0
    turns = list(islice(rhythm.handoffs(stint.first, wall), 4))
    return turns[bisect_right([begin for _, begin in turns], wall) - 1][0]


def joined(people: Sequence[str], who: str, after: str | None) -> list[str]:
    """With somebody new after another, or as the last in line."""
    if after is None:
        return [*people, who]
    at = people.index(after) + 1
    return [*people[:at], who, *people[at:]]


def without(people: Sequence[str], who: str) -> list[str]:
    """Everybody else in the same order."""
    return [other for other in people if other != who]
