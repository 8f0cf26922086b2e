"""iCalendar text into events, as PagerDuty, Opsgenie, Grafana OnCall and calendars export it.

A reader of its own, in one pass: exports are flat and large, and a broken VTIMEZONE or a rule
without end must cost nothing. Zones are looked up by name in tzdata; what VTIMEZONE says of
them is not needed. What cannot be read is a problem with its line, never a guess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from governor_cli.core.errors import GovError
from governor_cli.core.wall_clock import zone_names

MOST_BYTES: Final = 32_000_000
MOST_EVENTS: Final = 100_000

_TIME = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?")
_DURATION = re.compile(
    r"([+-]?)P(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?"
)
_WANTED = frozenset({
    "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "UID", "RRULE", "EXDATE", "RDATE",
    "RECURRENCE-ID", "STATUS", "ATTENDEE", "X-GOV-HANDLE", "X-GOV-ROLE",
})  # fmt: skip
_LONGEST: Final = timedelta(days=3660)


class Property(NamedTuple):
    """One content line: its name, parameters, value and line."""

    name: str
    parameters: dict[str, str]
    value: str
    line: int


class Time(NamedTuple):
    """A time as written: on the clock of a zone, or (``zone`` is None) on no clock in particular."""

    local: datetime
    zone: str | None
    whole_day: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One VEVENT."""

    line: int
    start: Time
    length: timedelta
    end: Time | None
    """Where the end is written as a time; ``length`` is then the difference on the clock."""
    uid: str = ""
    summary: str = ""
    description: str = ""
    attendees: tuple[str, ...] = ()
    handle: str = ""
    role: str = ""
    rule: str = ""
    excluded: tuple[Time, ...] = ()
    added: tuple[Time, ...] = ()
    replaces: Time | None = None


class Problem(NamedTuple):
    """What could not be read, and on which line."""

    line: int
    message: str


@dataclass(slots=True)
class Calendar:
    """The events of a file, the zone it names for times on no clock, and what could not be read."""

    events: list[Event] = field(default_factory=list[Event])
    zone: str | None = None
    problems: list[Problem] = field(default_factory=list[Problem])


def read_calendar(data: bytes) -> Calendar:
    """The events of a file; GovError where it is no calendar at all, or larger than can be meant."""
    if len(data) > MOST_BYTES:
        raise GovError("the calendar is larger than 32 MB", hint="Export a shorter time.")
    text = data.decode("utf-8-sig", "replace")
    if "BEGIN:VCALENDAR" not in text[:10_000].upper():
        raise GovError("the file is no iCalendar", hint="One begins with BEGIN:VCALENDAR.")
    calendar = Calendar()
    inside: list[str] = []
    event: list[Property] = []
    began = 0
    for line, content in _unfolded(text):
        head = content[:40].upper().strip()
        if head.startswith("BEGIN:"):
            inside.append(head[6:])
            event, began = ([], line) if inside[-1] == "VEVENT" else (event, began)
        elif head.startswith("END:"):
            if inside[-1:] == ["VEVENT"]:
                _take(calendar, event, began)
            del inside[-1:]
        elif inside[-1:] == ["VEVENT"]:
            event += _wanted(content, line)
        elif head.startswith("X-WR-TIMEZONE"):
            calendar.zone = _zone_name(content.partition(":")[2].strip())
    return calendar


def _wanted(content: str, line: int) -> list[Property]:
    found = _property(content, line)
    return [found] if found is not None and found.name in _WANTED else []


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Content lines with the number of the line each begins on."""
    parts: list[str] = []
    began = 0
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.removesuffix("\r")  # noqa: PLW2901 - the same line without its end
        if line[:1] in {" ", "\t"} and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield began, "".join(parts)
        parts, began = [line], number
    if parts:
        yield began, "".join(parts)


def _property(content: str, line: int) -> Property | None:
    """``NAME;KEY=value;KEY="quoted:value":text``."""
    colon = _outside_quotes(content, ":")
    if colon < 0:
        return None
    name, *parameters = _split_outside_quotes(content[:colon], ";")
    pairs = (parameter.partition("=") for parameter in parameters)
    values = {key.upper(): value.strip('"') for key, _, value in pairs}
    return Property(name.upper(), values, content[colon + 1 :], line)


def _outside_quotes(text: str, wanted: str) -> int:
    if '"' not in text:
        return text.find(wanted)
    quoted = False
    for index, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif character == wanted and not quoted:
            return index
    return -1


def _split_outside_quotes(text: str, separator: str) -> Iterator[str]:
    while (at := _outside_quotes(text, separator)) >= 0:
        yield text[:at]
        text = text[at + 1 :]
    yield text


def _take(calendar: Calendar, properties: list[Property], line: int) -> None:
    """Add one event, or the problem that keeps it from being read."""
    if len(calendar.events) >= MOST_EVENTS:
        raise GovError(f"the calendar has more than {MOST_EVENTS} events", hint="Export a shorter time.")
    try:
        event = _event(properties, line)
    except ValueError as error:
        calendar.problems.append(Problem(line, str(error)))
        return
    if event is not None:
        calendar.events.append(event)


def _event(properties: list[Property], line: int) -> Event | None:
    by_name: dict[str, Property] = {}
    for one in properties:
        by_name.setdefault(one.name, one)
    if "STATUS" in by_name and by_name["STATUS"].value.strip().upper() == "CANCELLED":
        return None
    if "DTSTART" not in by_name:
        raise ValueError("the event has no begin")
    start = _time(by_name["DTSTART"])
    end = _time(by_name["DTEND"]) if "DTEND" in by_name else None
    length = _length(start, end, by_name.get("DURATION"))

    def text(name: str) -> str:
        return _unescaped(by_name[name].value) if name in by_name else ""

    return Event(
        line=line,
        start=start,
        length=length,
        end=end,
        uid=text("UID"),
        summary=text("SUMMARY"),
        description=text("DESCRIPTION"),
        attendees=tuple(_attendee(one) for one in properties if one.name == "ATTENDEE"),
        handle=text("X-GOV-HANDLE"),
        role=text("X-GOV-ROLE"),
        rule=text("RRULE"),
        excluded=tuple(_times(one for one in properties if one.name == "EXDATE")),
        added=tuple(_times(one for one in properties if one.name == "RDATE")),
        replaces=_time(by_name["RECURRENCE-ID"]) if "RECURRENCE-ID" in by_name else None,
    )


def _attendee(one: Property) -> str:
    """The address, or the name where there is none."""
    value = one.value.strip()
    return value[7:] if value.lower().startswith("mailto:") else one.parameters.get("CN", value)


def _times(properties: Iterator[Property]) -> Iterator[Time]:
    for one in properties:
        for value in one.value.split(","):
            if value.strip() and "/" not in value:
                yield _time(one._replace(value=value))


def _time(one: Property) -> Time:
    match = _TIME.fullmatch(one.value.strip())
    if match is None:
        raise ValueError(f"`{one.value.strip()[:40]}` is not a time")
    try:
        local = datetime.strptime(match[1] + (match[2] or "000000"), "%Y%m%d%H%M%S")  # noqa: DTZ007
    except ValueError:
        raise ValueError(f"`{one.value.strip()[:40]}` is a time that does not exist") from None
    if not 1970 <= local.year <= 2999:  # noqa: PLR2004 - as everywhere in gov
        raise ValueError(f"`{one.value.strip()[:40]}` is not between the years 1970 and 2999")
    if match[3]:
        return Time(local, "UTC")
    named = one.parameters.get("TZID")
    if named is None:
        return Time(local, None, match[2] is None)
    found = _zone_name(named)
    if found is None:
        raise ValueError(f"the zone `{named[:60]}` is not one that tzdata knows")
    return Time(local, found, match[2] is None)


def _zone_name(named: str) -> str | None:
    """A name of tzdata, also where a path stands before it (``/freeassociation.org/.../Europe/Berlin``)."""
    if named in zone_names():
        return named
    parts = named.strip("/").split("/")
    tails = ("/".join(parts[-count:]) for count in (3, 2, 1))
    return next((tail for tail in tails if tail in zone_names()), None)


def _length(start: Time, end: Time | None, duration: Property | None) -> timedelta:
    if end is not None:
        length = end.local - start.local
        if start.zone == end.zone and length < timedelta():
            raise ValueError("the event ends before it begins")
    elif duration is not None:
        length = _duration(duration.value.strip())
    else:
        length = timedelta(days=1) if start.whole_day else timedelta()
    if abs(length) > _LONGEST:
        raise ValueError("the event is longer than ten years")
    return length


def _duration(text: str) -> timedelta:
    match = _DURATION.fullmatch(text)
    if match is None or match[1] == "-" or any(len(part or "") > 9 for part in match.groups()):  # noqa: PLR2004
        raise ValueError(f"`{text[:40]}` is not a length")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    try:
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        raise ValueError(f"`{text[:40]}` is not a length") from None


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
