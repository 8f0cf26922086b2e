"""PagerDuty's own answer for a schedule, as a calendar."""

import json
from datetime import UTC, datetime

import pytest
from any_json import ANY_JSON
from hypothesis import given, settings

from governor_cli.core.errors import GovError
from governor_cli.readers.exported import is_exported, read_exported
from governor_cli.readers.icalendar.occurrences import last_end, occurrences
from governor_cli.readers.pagerduty_schedule import read_schedule

ADA = {"id": "PADA001", "type": "user_reference", "summary": "Ada K.", "self": None, "html_url": None}


def answer(*entries) -> bytes:
    final = {"name": "Final Schedule", "rendered_schedule_entries": list(entries)}
    schedule = {"id": "PPRIM01", "type": "schedule", "name": "Primary", "final_schedule": final}
    return json.dumps({"schedule": schedule}, indent=1).encode()


def entry(start="2026-11-23T07:00:00+01:00", end="2026-11-23T15:00:00+01:00", user=ADA, **more):
    return {"start": start, "end": end, "user": user, "id": "Q1", **more}


def test_an_entry_of_the_final_schedule_is_somebody_on_between_two_instants():
    calendar = read_exported(b"\xef\xbb\xbf" + answer(entry()))
    (event,) = calendar.events
    assert (event.summary, event.attendees, event.line) == ("Ada K.", ("PADA001",), 9)
    ((start, end, _),), problems = occurrences(calendar, 0, 4_000_000_000, "UTC")
    assert datetime.fromtimestamp(start, UTC) == datetime(2026, 11, 23, 6, tzinfo=UTC)
    assert (end - start, problems) == (8 * 3600, [])
    assert last_end(calendar, "UTC") == end


def test_an_entry_of_nobody_covers_nothing():
    assert read_schedule(answer(entry(user=None))).events == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"start": "soon"}, "`start` is not an instant"),
        ({"end": None}, "`end` "),
        ({"end": "2026-11-23T05:00:00Z"}, "the entry ends before it begins"),
    ],
)
def test_what_cannot_be_read_of_an_entry_is_told_at_its_line(wrong, message):
    calendar = read_schedule(answer(entry(), {**entry(), **wrong}))
    (problem,) = calendar.problems
    assert len(calendar.events) == 1
    assert problem.message.startswith(message)
    assert problem.line > calendar.events[0].line
    assert read_schedule(answer("x")).problems[0].message == "an entry is not an object"


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b'{"error": {"message": "Not Found"}}',
        b'{"schedule": {"final_schedule": null}}',
        b'{"schedule": []}',
    ],
)
def test_an_answer_without_a_final_schedule_is_refused_with_how_to_ask(data):
    assert is_exported(data)
    with pytest.raises(GovError) as refused:
        read_exported(data)
    assert "since=2026-11-23" in refused.value.hint


def test_a_table_of_weeks_and_a_calendar_are_no_such_answer():
    assert not is_exported(b"| Week | Primary |\n| --- | --- |\n")
    assert read_exported(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n").problems == []


@settings(max_examples=60, deadline=None)
@given(ANY_JSON, ANY_JSON, ANY_JSON)
def test_any_entry_is_read_or_told(one, user, at):
    """Whatever stands in an entry: it is an event, nobody, or a problem at a line."""
    calendar = read_schedule(
        answer(one, entry(user=user), entry(start=at), {**entry(), "id": one, "end": at})
    )
    occurrences(calendar, 0, 4_000_000_000, "UTC")
    assert all(problem.line > 0 for problem in calendar.problems)
