"""The columns of a timeline's table: which holds the time, which the event, which who it was."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from governor_cli.readers.postmortem.words import key, plain
from governor_cli.readers.postmortem.zones import zones_in

_TIMES: Final = frozenset(
    {
        "time",
        "times",
        "timestamp",
        "timestamps",
        "when",
        "datetime",
        "date time",
        "date and time",
        "utc",
        "time stamp",
    }
    | {"start", "start time", "started", "clock", "local time", "time of day", "event time", "date/time"}
)
_DAYS: Final = frozenset({"date", "day"})
_WHO: Final = frozenset({"who", "actor", "person", "by", "owner", "author", "responder", "handle", "user"})
_WHAT: Final = frozenset(
    {
        "event",
        "events",
        "what",
        "description",
        "action",
        "details",
        "what happened",
        "activity",
        "happened",
        "message",
        "entry",
    }
)


class Columns(NamedTuple):
    """Which column of a table holds what."""

    labels: tuple[str, ...]
    time: int | None
    day: int | None
    who: int | None
    what: int | None

    @classmethod
    def of(cls, labels: Sequence[str]) -> "Columns | None":
        """None where no column holds times."""
        names = [label_of(label) for label in labels]
        time = next((at for at, name in enumerate(names) if name in _TIMES), None)
        day = next((at for at, name in enumerate(names) if name in _DAYS), None)
        if time is None and day is None:
            return None
        who = next((at for at, name in enumerate(names) if name in _WHO), None)
        what = next((at for at, name in enumerate(names) if name in _WHAT), None)
        if what is None:
            what = next((at for at in range(len(names)) if at not in {time, day, who}), None)
        return cls(tuple(labels), time, day, who, what)


def label_of(label: str) -> str:
    """A header's words without the zone beside them."""
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", label)
    for zone in zones_in(bare):
        bare = bare.replace(zone.name, " ")
    return key(bare) or ("utc" if zones_in(label) else "")


def headed(labels: Sequence[str]) -> bool:
    """Whether a table's header is that of a timeline: for texts without headings."""
    names = [label_of(plain(label)) for label in labels]
    return bool(names) and (
        names[0] in _TIMES or (names[0] in _DAYS and any(name in _WHAT for name in names))
    )
