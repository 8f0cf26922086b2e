"""Words that only a roster has: turns, handoffs, shares of the load."""

from datetime import datetime, time
from typing import Annotated, Final, NamedTuple

from governor_cli.core.patterns import compiled
from governor_cli.core.scalar import Form

NOBODY: Final = "nobody"
"""What an override takes to leave a hole on purpose; never a person."""

UNITS: Final = ("hours", "days", "weeks", "months", "shifts")
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_MOST_TURNS: Final = 10_000
_TURN: Final = r"([0-9]{1,5}) ?([a-z]+)"
_HANDOFF: Final = r"(?:([A-Za-z]{3}) )?([01][0-9]|2[0-3]):([0-5][0-9])"
_SHARE: Final = r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?%"


class Turn(NamedTuple):
    """How long a person of a rotation is on before the next takes over."""

    every: int
    unit: str
    """One of ``UNITS``."""

    def __str__(self) -> str:
        """As a roster writes it."""
        return f"{self.every} {self.unit.removesuffix('s') if self.every == 1 else self.unit}"


class Handoff(NamedTuple):
    """When turns change: minutes after midnight, and the weekday (Monday is 0) where one is named."""

    weekday: int | None
    minute: int

    def __str__(self) -> str:
        """As a roster writes it."""
        day = "" if self.weekday is None else f"{WEEKDAYS[self.weekday]} "
        return f"{day}{self.minute // 60:02}:{self.minute % 60:02}"


def read_turn(text: str) -> Turn:
    """``1 week``, ``12 hours``, ``2 shifts`` as a count and a unit."""
    match = compiled(_TURN).fullmatch(text)
    unit = f"{match[2].removesuffix('s')}s" if match else ""
    if match is None or unit not in UNITS:
        raise ValueError("is not a turn")
    if not 1 <= int(match[1]) <= _MOST_TURNS:
        raise ValueError(f"is not a turn of 1 to {_MOST_TURNS} {unit}")
    return Turn(int(match[1]), unit)


def read_handoff(text: str) -> Handoff:
    """``Mon 06:00`` or ``08:00``."""
    match = compiled(_HANDOFF).fullmatch(text)
    weekday = match[1].capitalize() if match and match[1] else None
    if match is None or (weekday is not None and weekday not in WEEKDAYS):
        raise ValueError("is not a handoff")
    minute = int(match[2]) * 60 + int(match[3])
    return Handoff(None if weekday is None else WEEKDAYS.index(weekday), minute)


def read_share(text: str) -> float:
    """``35%`` as 0.35."""
    match = compiled(_SHARE).fullmatch(text)
    share = float(match[1]) if match else 0.0
    if not 0 < share <= 100:  # noqa: PLR2004 - per cent
        raise ValueError("is not a share above 0% and up to 100%")
    return share / 100


def said(moment: datetime) -> str:
    """A local time as people say it: its day alone where the day begins then."""
    return f"{moment:%Y-%m-%d}" if moment.time() == time() else f"{moment:%Y-%m-%d %H:%M}"


TurnText = Annotated[
    Turn,
    Form(
        read_turn,
        "Write a count and a unit, such as 1 week, 3 days, 12 hours, 1 month or 1 shift.",
        {"type": "string", "pattern": "^[0-9]{1,5} ?(hour|day|week|month|shift)s?$"},
        passes=Turn,
    ),
]
HandoffText = Annotated[
    Handoff,
    Form(
        read_handoff,
        "Write Mon 06:00 where turns are weeks, 08:00 otherwise.",
        {"type": "string", "pattern": "^((Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?([01][0-9]|2[0-3]):[0-5][0-9]$"},
        passes=Handoff,
    ),
]
Share = Annotated[
    float,
    Form(
        read_share,
        "Write it in per cent, such as 35%.",
        {"type": "string", "pattern": "^[0-9]{1,3}([.][0-9]{1,2})? ?%$"},
        passes=float,
    ),
]
