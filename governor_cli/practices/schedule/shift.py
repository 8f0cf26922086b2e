"""A shift: one person, one role, one unbroken stretch, and where in the roster it comes from."""

from typing import NamedTuple

from governor_cli.core.finding import Loc

Span = tuple[int, int]
"""Epoch seconds, the end exclusive."""


class Shift(NamedTuple):
    """Epoch seconds first, so that shifts sort by time."""

    start: int
    end: int
    who: str
    role: str
    """Where a role is ``same_as`` another: the other."""
    source: Loc
    """The rotation, static entry or override that made the shift."""
    via: Loc = ()
    """The time off or override that gave it to ``who``; () where nothing did."""
    instead_of: str = ""
    """Who would have had it without ``via``."""
