"""A calendar file as it arrives: cut off, with components that never end, with lines that make no sense."""

import time

import pytest

from governor_cli.readers.icalendar.calendar import Problem, is_calendar, read_calendar, summed_up
from governor_cli.readers.icalendar.occurrences import occurrences

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
EVENT = (
    "BEGIN:VEVENT\r\nDTEND;VALUE=DATE-TIME:20261124T060000Z\r\nDTSTART;VALUE=DATE-TIME:20261123T060000Z\r\n"
    "ATTENDEE:ada@example.com\r\nSUMMARY:On Call - Ada K. - Primary\r\nEND:VEVENT\r\n"
)
END = "END:VCALENDAR\r\n"


def problems(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.message) for one in read_calendar(text.encode()).problems]


@pytest.mark.parametrize(
    ("text", "events", "line", "where"),
    [
        (HEAD + EVENT, 1, 8, ""),
        (HEAD + EVENT + "BEGIN:VEVENT\r\nDTSTART:2026", 1, 10, " within the event of line 9"),
        (HEAD + EVENT + "BEGIN:VEVENT\r\nDTSTART:20261124T060000Z\r\n", 1, 10, " within the event of line 9"),
        (HEAD, 0, 2, ""),
    ],
)
def test_a_file_that_was_cut_off_is_told_at_its_last_line(text, events, line, where):
    found = read_calendar(text.encode())
    assert len(found.events) == events
    assert [(one.line, one.message) for one in found.problems] == [
        (line, f"the file ends{where} without END:VCALENDAR: it was cut off, and what came after is missing")
    ]
    assert found.problems[0].hint == "Export the calendar again, and keep all of the file."


def test_a_whole_file_has_no_problem_and_several_calendars_are_one():
    assert problems(HEAD + EVENT + END) == []
    found = read_calendar((HEAD + EVENT + END).encode() * 2)
    assert (len(found.events), found.problems) == (2, [])


def test_an_event_that_never_ends_loses_itself_alone():
    unended = EVENT.replace("END:VEVENT\r\n", "")
    found = read_calendar((HEAD + unended + EVENT + END).encode())
    assert (len(found.events), problems(HEAD + unended + EVENT + END)) == (
        1,
        [(3, "the event has no END:VEVENT")],
    )
    assert problems(HEAD + EVENT + unended + END) == [(9, "the event has no END:VEVENT")]


def test_a_zone_that_never_ends_and_ends_without_a_begin_lose_nothing():
    zone = "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:rubbish\r\n"
    found = read_calendar((HEAD + zone + EVENT + "END:VALARM\r\nEND:VEVENT\r\n" + EVENT + END).encode())
    assert (len(found.events), found.problems) == (2, [])


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("20261123T060000Z", "soon", 5),
        ("DTEND;VALUE=DATE-TIME:20261124T060000Z", "DURATION:PTX", 4),
        ("DTEND;VALUE=DATE-TIME:20261124T060000Z", "DTEND:20261122T060000Z", 4),
        ("DTEND;VALUE=DATE-TIME:20261124T060000Z", "DTEND:20461122T060000Z", 4),
        ("ATTENDEE:ada@example.com", "EXDATE:20261341T000000Z", 6),
        ("ATTENDEE:ada@example.com", "RDATE;VALUE=PERIOD:20261124T060000Z/PT8H", 6),
        ("ATTENDEE:ada@example.com", "RRULE:FREQ=MONTHLY", 6),
        ("DTSTART;VALUE=DATE-TIME:20261123T060000Z\r\n", "", 3),
    ],
)
def test_a_problem_stands_at_the_property_that_is_wrong_else_at_the_event(old, new, line):
    assert old in EVENT
    calendar = read_calendar((HEAD + EVENT.replace(old, new) + END).encode())
    found, told = occurrences(calendar, 0, 4_000_000_000, "UTC")
    assert ([one.line for one in told], found) == ([line], [])


def test_a_zone_of_the_calendar_that_nobody_knows_matters_where_a_time_is_on_no_clock():
    head = HEAD + "X-WR-TIMEZONE:Mars/Base\r\n"
    assert problems(head + EVENT + END) == []
    floating = EVENT.replace("T060000Z", "T060000")
    assert problems(head + floating + END) == [
        (3, "the calendar's zone `Mars/Base` is not one that tzdata knows")
    ]


def test_problems_alike_are_one_and_very_many_are_counted():
    told = [Problem(9, "b"), Problem(2, "a"), Problem(4, "a"), Problem(7, "a")]
    assert summed_up(told) == [Problem(2, "a, and 2 more alike"), Problem(9, "b")]
    many = summed_up(Problem(line, f"{line}") for line in range(1, 1_000))
    assert (len(many), many[-1]) == (101, Problem(101, "and 899 other problems"))


def test_a_text_that_only_speaks_of_calendars_is_none():
    assert is_calendar(b"\xef\xbb\xbfbegin:vcalendar \r\nVERSION:2.0\r\n")
    assert not is_calendar(b'print("BEGIN:VCALENDAR")\n')


def test_a_line_with_hundreds_of_thousands_of_parameters_is_read_at_once():
    begun = time.perf_counter()
    line = "DTSTART" + ';A="b:c"' * 400_000 + ":20261123T060000Z\r\n"
    found = read_calendar((HEAD + "BEGIN:VEVENT\r\n" + line + "END:VEVENT\r\n" + END).encode())
    assert len(found.events) == 1
    assert time.perf_counter() - begun < 5
