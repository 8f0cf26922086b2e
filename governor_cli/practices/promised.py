"""What was promised by when, and how that stands at an instant: nothing else says what is late."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final, Literal, NamedTuple

from governor_cli.core.instants import format_instant, parse_instant

State = Literal["running", "at_risk", "breached"]
AT_RISK: Final = 0.75
"""The part of the time after which it is time to worry."""
SOON: Final = timedelta(hours=1)
"""What is due within this is soon late, however much of its time is left."""


class Promise(NamedTuple):
    """Something to be done by an instant, and from when on one should worry.

    ``subject`` is an incident, task or file; ``owner`` a handle without @ or a role; ``shown`` is
    for what people want to see at any time.
    """

    what: str
    subject: str
    due: datetime
    worry: datetime
    owner: str
    title: str = ""
    shown: bool = False


class Item(NamedTuple):
    """A promise as it stands."""

    what: str
    subject: str
    due: datetime
    state: State
    owner: str
    title: str = ""

    @property
    def is_late(self) -> bool:
        """Whether it should have been done by now."""
        return self.state == "breached"


def standing(promises: Iterable[Promise], now: datetime) -> list[Item]:
    """What is late or soon late at an instant, and what is always shown, the nearest first."""
    items = [
        Item(one.what, one.subject, one.due, _state(one, now), one.owner, one.title)
        for one in promises
        if one.shown or now >= one.worry or one.due - now <= SOON
    ]
    return sorted(items, key=lambda item: (item.due, item.subject, item.what))


def _state(one: Promise, now: datetime) -> State:
    if now > one.due:
        return "breached"
    return "at_risk" if now >= one.worry else "running"


def stored(promises: Iterable[Promise]) -> list[list[Any]]:
    """As JSON can hold them."""
    return [
        [
            one.what,
            one.subject,
            format_instant(one.due),
            format_instant(one.worry),
            one.owner,
            one.title,
            one.shown,
        ]
        for one in promises
    ]


def restored(rows: Iterable[Any]) -> list[Promise]:
    """What ``stored`` made; ValueError or TypeError for anything else."""
    return [
        Promise(what, subject, parse_instant(due), parse_instant(worry), owner, title, shown)
        for what, subject, due, worry, owner, title, shown in rows
    ]
