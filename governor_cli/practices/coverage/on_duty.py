"""Who is on at an instant, told from stretches of duty that were worked out before.

Nothing of the roster is imported here: a shell prompt may ask every time.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from governor_cli.core.finding import Loc

NEAR: Final = 8 * 86_400
"""Seconds around an instant within which the borders of a duty without dates of its own are told."""
FAR: Final = 512 * 86_400
"""The same for every other duty."""


class Duty(NamedTuple):
    """One person holding a role from one second up to another; None is further than was looked."""

    start: int | None
    end: int | None
    handle: str
    via: str
    """``rotation emea``, or ``override 3 for ada`` where something departs from it."""
    entry: "Loc"
    """The line of the roster that puts them on."""
    before: int = FAR
    """Seconds: a start that lies longer ago is not told."""
    after: int = FAR
    """Seconds: an end that is further away is not told."""


Duties = Mapping[str, Sequence[Duty]]
"""Role -> who holds it when."""


class Standing(NamedTuple):
    """One person who is on; a border further away than a year and a half is None."""

    handle: str
    start: int | None
    end: int | None
    via: str
    entry: "Loc"


On = Mapping[str, Sequence[Standing]]
"""Role -> who is on, those who began first in front."""


class Why(NamedTuple):
    """The line of the roster that puts somebody on, and the commit that wrote it, where there is one."""

    line: int
    text: str
    commit: str = ""
    author: str = ""
    at: "datetime | None" = None
    subject: str = ""


class Asked(NamedTuple):
    """Who is on at an instant; ``now`` is what today's roster says where a revision was asked about."""

    at: "datetime"
    zone: str
    on: On
    whys: Mapping[tuple[str, str], Why]
    """(role, handle) -> why; empty where nobody asked."""
    as_of: str
    now: On

    @property
    def agrees(self) -> bool:
        """Whether the same people were on then and now."""
        return _handles(self.on) == _handles(self.now)


def on_at(duties: Duties, second: int) -> On:
    """Who is on at an epoch second that the duties cover."""
    return {role: _holding(held, second) for role, held in duties.items()}


def _holding(held: Sequence[Duty], second: int) -> list[Standing]:
    return sorted((_standing(one, second) for one in held if _is_on(one, second)), key=_since)


def _is_on(one: Duty, second: int) -> bool:
    return (one.start is None or one.start <= second) and (one.end is None or second < one.end)


def _standing(one: Duty, second: int) -> Standing:
    start = one.start if one.start is not None and second - one.start < one.before else None
    end = one.end if one.end is not None and one.end - second < one.after else None
    return Standing(one.handle, start, end, one.via, one.entry)


def _since(one: Standing) -> tuple[int, float, str]:
    return one.start or 0, one.end or float("inf"), one.handle


def _handles(on: On) -> dict[str, list[str]]:
    return {role: [one.handle for one in people] for role, people in on.items() if people}
