"""A schedule as PagerDuty's REST API gives it (``GET /schedules/ID``): who is on, as a calendar."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from governor_cli.core.errors import GovError
from governor_cli.core.instants import parse_instant
from governor_cli.core.json_text import JsonText, read_json
from governor_cli.core.trees import is_mapping, is_sequence
from governor_cli.readers.icalendar.calendar import MOST_EVENTS, Calendar, Problem
from governor_cli.readers.icalendar.event import Event, Time

_ENTRIES: Final = ("schedule", "final_schedule", "rendered_schedule_entries")
_HINT: Final = "Ask for GET /schedules/ID?since=2026-11-23&until=2027-01-04, and give its answer as it is."


def is_schedule(data: bytes) -> bool:
    """Whether bytes begin as an object of JSON does, which no calendar and no table of weeks does."""
    return data[:1_000].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def read_schedule(data: bytes) -> Calendar:
    """The entries of the final schedule; GovError where the answer holds none of a schedule."""
    text = read_json("schedule", data)
    entries = _entries(text)
    calendar = Calendar()
    for number, entry in enumerate(entries):
        try:
            event = _event(entry, text.place((*_ENTRIES, number)).line)
        except ValueError as error:
            calendar.problems.append(Problem(text.place((*_ENTRIES, number)).line, str(error), _HINT))
            continue
        if event is not None:
            calendar.events.append(event)
    return calendar


def _entries(text: JsonText) -> list[Any]:
    if not text.usable:
        reason = text.faults[0].message if text.faults else "cannot be read"
        raise GovError(f"the answer cannot be read: {reason}", hint=_HINT)
    found: Any = text.tree
    for key in _ENTRIES:
        found = found.get(key) if is_mapping(found) else None
    if not is_sequence(found):
        raise GovError("the answer has no `schedule.final_schedule.rendered_schedule_entries`", hint=_HINT)
    if len(found) > MOST_EVENTS:
        raise GovError(f"the schedule has more than {MOST_EVENTS} entries", hint="Ask for a shorter time.")
    return found


def _event(entry: Any, line: int) -> Event | None:
    """One entry; None where nobody is on. The user is named as people see them, and found by their id."""
    if not is_mapping(entry):
        raise ValueError("an entry is not an object")
    user = entry.get("user")
    if not is_mapping(user):
        return None
    start, end = (_instant(entry, key) for key in ("start", "end"))
    if end <= start:
        raise ValueError("the entry ends before it begins")
    known = [value for key in ("email", "id") if (value := _text(user, key))]
    return Event(
        line=line,
        start=_time(start),
        length=end - start,
        end=_time(end),
        uid=_text(entry, "id"),
        summary=_text(user, "summary") or _text(user, "name") or _text(user, "id"),
        attendees=tuple(known),
    )


def _instant(entry: Mapping[str, Any], key: str) -> datetime:
    text = _text(entry, key)
    try:
        return parse_instant(text)
    except ValueError as error:
        raise ValueError(f"`{key}` {error}") from None


def _time(at: datetime) -> Time:
    return Time(at.replace(tzinfo=None), "UTC")


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""
