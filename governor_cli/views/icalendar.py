"""Shifts as an iCalendar feed: UTC, stable UIDs, nothing that blocks anybody's time."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from governor_cli.kinds.roster.model import Roster
from governor_cli.practices.schedule.whole import Whole

_WIDTH = 75
_DIGITS = 24


def calendar(roster: Roster, shifts: Iterable[Whole], names: dict[str, str]) -> str:
    """A VCALENDAR; the same shifts give the same bytes. ``names`` are the roles' names."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//governor-oncall//gov//EN", "CALSCALE:GREGORIAN"]
    known: set[str] = set()
    for one in shifts:
        lines += _event(roster, one, names, known)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _event(roster: Roster, one: Whole, names: dict[str, str], known: set[str]) -> Iterator[str]:
    shift = one.shift
    person = roster.people.get(shift.who)
    start = _utc(shift.start)
    uid = _uid(one, known)
    name = person.name if person else shift.who
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@gov"
    yield f"DTSTAMP:{start}"
    yield f"DTSTART:{start}"
    yield f"DTEND:{_utc(shift.end)}"
    yield f"SUMMARY:{_escaped(f'{names.get(shift.role, shift.role)}: {name}')}"
    yield f"X-GOV-ROLE:{shift.role}"
    yield f"X-GOV-HANDLE:{shift.who}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(one: Whole, known: set[str]) -> str:
    """The same for the same shift whenever it is asked for; ``known`` are those given out already."""
    shift = one.shift
    identity = f"{shift.role}\n{shift.who}\n{'' if one.endless else shift.start}"
    while (uid := hashlib.sha256(identity.encode()).hexdigest()[:_DIGITS]) in known:
        identity += "\n"
    known.add(uid)
    return uid


def _utc(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, never cut inside a character."""
    rest = line.encode()
    first = True
    while rest:
        room = _WIDTH if first else _WIDTH - 1
        cut = rest[:room].decode("utf-8", "ignore").encode()
        yield ("" if first else " ") + cut.decode()
        rest, first = rest[len(cut) :], False
