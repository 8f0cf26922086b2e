"""An agenda: its parts, gathered each by itself. One that cannot be told hides no other."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from governor_cli.core.errors import GovError
from governor_cli.core.instants import format_instant
from governor_cli.practices.agenda.part import Part
from governor_cli.practices.tasks import day_of
from governor_cli.workflows.sync.meetings import Syncs


class View(NamedTuple):
    """What an agenda is seen from: a week, as things stand now, for a meeting at some instant."""

    syncs: Syncs
    week: str
    now: datetime
    meeting: datetime

    @property
    def today(self) -> date:
        """In the playbook's zone."""
        return day_of(self.syncs.recording.policy, self.now)

    @property
    def at(self) -> str:
        """For the marker of a part: as of when it is true."""
        return f"at={format_instant(self.now)}"


class Told(NamedTuple):
    """Some parts; ``missing`` says why a part could not be told. The lists are for the front matter."""

    parts: Sequence[Part] = ()
    missing: Mapping[str, str] = {}
    notes: Sequence[str] = ()
    people: Sequence[str] = ()
    absent: Sequence[str] = ()
    incidents: Sequence[str] = ()

    @property
    def plain(self) -> tuple[Any, ...]:
        """In plain tuples, for another process."""
        return (tuple(map(tuple, self.parts)), *self[1:])


def told(makers: Mapping[str, Callable[[], Part]]) -> Told:
    """Every part that can be told."""
    parts: list[Part] = []
    missing: dict[str, str] = {}
    for name, make in makers.items():
        try:
            parts.append(make())
        except GovError as error:
            missing[name] = error.message
    return Told(parts, missing)


def restored(plain: tuple[Any, ...]) -> Told:
    """What ``Told.plain`` made."""
    parts, *others = plain
    return Told(tuple(Part(*one) for one in parts), *others)
