"""A calendar file into its events, and what could not be read of it, each with its line.

A reader of its own, in one pass: exports are flat and large, and a broken VTIMEZONE or a rule
without end must cost nothing. Zones are looked up by name in tzdata; what VTIMEZONE says of
them is not needed. What cannot be read is a problem with its line, never a guess.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from governor_cli.core.errors import GovError
from governor_cli.readers.icalendar.event import WANTED, Event, event_of, zone_name
from governor_cli.readers.icalendar.lines import Property, UnreadableError, property_of, unfolded

MOST_BYTES: Final = 32_000_000
MOST_EVENTS: Final = 100_000

_MOST_PROBLEMS: Final = 100
"""Whoever has more sorts of them exports in another way first."""
_AGAIN: Final = "Export the calendar again, and keep all of the file."
_BEGINS: Final = re.compile(r"(?mi)^[\ufeff ]*BEGIN:VCALENDAR\s*$")


class Problem(NamedTuple):
    """What could not be read, and on which line."""

    line: int
    message: str
    hint: str = ""


@dataclass(slots=True)
class Calendar:
    """The events of a file, the zone it names for times on no clock, and what could not be read."""

    events: list[Event] = field(default_factory=list[Event])
    zone: str | None = None
    problems: list[Problem] = field(default_factory=list[Problem])


def is_calendar(data: bytes) -> bool:
    """Whether bytes begin as a calendar does."""
    return _BEGINS.search(data[:10_000].decode("utf-8", "replace")) is not None


def read_calendar(data: bytes) -> Calendar:
    """The events of a file; GovError where it is no calendar at all, or larger than can be meant."""
    if len(data) > MOST_BYTES:
        raise GovError("the calendar is larger than 32 MB", hint="Export a shorter time.")
    if not is_calendar(data):
        raise GovError("the file is no iCalendar", hint="One begins with BEGIN:VCALENDAR.")
    reading = _Reading()
    last = 1
    for line, content in unfolded(data.decode("utf-8-sig", "replace")):
        last = line if content else last
        head = content[:40].upper().strip()
        if head.startswith("BEGIN:"):
            reading.begin(head[6:], line)
        elif head.startswith("END:"):
            reading.end(head[4:])
        else:
            reading.take(content, line)
    reading.finish(last)
    return reading.calendar


class _Reading:
    """The components that are open at a line of the file, and what was read up to there."""

    def __init__(self) -> None:
        self.calendar = Calendar()
        self._open: list[tuple[str, int]] = []
        self._names: Counter[str] = Counter()
        self._event: list[Property] = []
        self._unknown_zone: Problem | None = None

    def begin(self, name: str, line: int) -> None:
        """A component; an event within an event means that the first one never ended."""
        if name == "VEVENT":
            if self._names["VEVENT"]:
                self._close("VEVENT", complete=False)
            self._event = []
        self._open.append((name, line))
        self._names[name] += 1

    def end(self, name: str) -> None:
        """The end of the innermost component of a name; one that closes nothing says nothing."""
        if self._names[name]:
            self._close(name, complete=True)

    def take(self, content: str, line: int) -> None:
        """A property: of an event, or the zone of the calendar."""
        if self._open and self._open[-1][0] == "VEVENT":
            found = property_of(content, line)
            if found is not None and found.name in WANTED:
                self._event.append(found)
        elif content[:13].upper() == "X-WR-TIMEZONE":
            named = content.partition(":")[2].strip()
            self.calendar.zone = zone_name(named)
            if self.calendar.zone is None:
                message = f"the calendar's zone `{named[:60]}` is not one that tzdata knows"
                self._unknown_zone = Problem(line, message)

    def finish(self, line: int) -> None:
        """What is open at the end of the file was cut off."""
        if self._open:
            begun = next(
                (f" within the event of line {at}" for name, at in self._open if name == "VEVENT"), ""
            )
            message = (
                f"the file ends{begun} without END:VCALENDAR: it was cut off, and what came after is missing"
            )
            self.calendar.problems.append(Problem(line, message, _AGAIN))
        if self._unknown_zone and any(event.start.zone is None for event in self.calendar.events):
            self.calendar.problems.append(self._unknown_zone)

    def _close(self, name: str, *, complete: bool) -> None:
        while True:
            closed, line = self._open.pop()
            self._names[closed] -= 1
            if closed == "VEVENT":
                if complete and name == "VEVENT":
                    self._add(line)
                else:
                    self.calendar.problems.append(Problem(line, "the event has no END:VEVENT", _AGAIN))
            if closed == name:
                return

    def _add(self, line: int) -> None:
        """One event, or the problem that keeps it from being read."""
        if len(self.calendar.events) >= MOST_EVENTS:
            raise GovError(f"the calendar has more than {MOST_EVENTS} events", hint="Export a shorter time.")
        try:
            event = event_of(self._event, line)
        except UnreadableError as error:
            self.calendar.problems.append(Problem(error.line, str(error)))
            return
        if event is not None:
            self.calendar.events.append(event)


def summed_up(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of their lines, those alike as one: an export has the same one in each event."""
    alike: dict[str, list[Problem]] = {}
    for one in sorted(problems):
        alike.setdefault(one.message, []).append(one)
    told = [
        several[0]._replace(message=f"{message}, and {len(several) - 1} more alike")
        if len(several) > 1
        else several[0]
        for message, several in alike.items()
    ]
    rest = len(told) - _MOST_PROBLEMS
    last = [Problem(told[_MOST_PROBLEMS].line, f"and {rest} other problems")] if rest > 0 else []
    return told[:_MOST_PROBLEMS] + last
