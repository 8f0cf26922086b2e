"""iCalendar as services export it, rules against an independent library, and what nobody should send."""

from datetime import UTC, datetime, timedelta
from textwrap import dedent

import icalendar as oracle_parser
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.errors import GovError
from governor_cli.readers.icalendar.calendar import read_calendar
from governor_cli.readers.icalendar.occurrences import last_end, occurrences

FOREVER = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def calendar(*events: str, head: str = "") -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{dedent(event).strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{body}END:VCALENDAR\n".replace(
        "\n", "\r\n"
    ).encode()


def happened(data: bytes, start=FOREVER[0], end=FOREVER[1], zone="UTC"):
    found, problems = occurrences(read_calendar(data), int(start.timestamp()), int(end.timestamp()), zone)
    shown = [
        tuple(f"{datetime.fromtimestamp(second, UTC):%Y-%m-%d %H:%M}" for second in (one.start, one.end))
        for one in found
    ]
    return shown, [problem.message for problem in problems]


PAGERDUTY = """
    DTEND;VALUE=DATE-TIME:20261130T060000Z
    DTSTART;VALUE=DATE-TIME:20261123T060000Z
    ATTENDEE:ada@example.com
    SUMMARY:On Call - Ada K. - Governor Platform Pri
     mary
    UID:Q0HJ3K
"""


def test_a_flat_export_has_its_lines_joined_and_its_attendee():
    (event,) = read_calendar(calendar(PAGERDUTY)).events
    assert event.summary == "On Call - Ada K. - Governor Platform Primary"
    assert event.attendees == ("ada@example.com",)
    assert happened(calendar(PAGERDUTY))[0] == [("2026-11-23 06:00", "2026-11-30 06:00")]


def test_a_zone_is_looked_up_by_name_whatever_its_vtimezone_says():
    event = """
        DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260329T013000
        DTEND;TZID="Europe/Berlin":20260329T033000
    """
    broken = "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nDTSTART:rubbish\nRRULE:FREQ=SECONDLY\n"
    assert happened(calendar(event, head=broken + "END:STANDARD\nEND:VTIMEZONE\n"))[0] == [
        ("2026-03-29 00:30", "2026-03-29 01:30")
    ]


def test_a_time_on_no_clock_is_read_in_the_zone_of_the_calendar_or_of_who_asks():
    event = "DTSTART:20260701T100000\nDURATION:PT90M"
    assert happened(calendar(event, head="X-WR-TIMEZONE:Asia/Tokyo\n"))[0] == [
        ("2026-07-01 01:00", "2026-07-01 02:30")
    ]
    assert happened(calendar(event), zone="Europe/Berlin")[0] == [("2026-07-01 08:00", "2026-07-01 09:30")]


def test_whole_days_last_as_long_as_the_days_do():
    event = "DTSTART;VALUE=DATE:20260328\nDTEND;VALUE=DATE:20260330"
    assert happened(calendar(event), zone="Europe/Berlin")[0] == [("2026-03-27 23:00", "2026-03-29 22:00")]


def test_cancelled_events_and_open_shifts_cover_nothing():
    time = "DTSTART:20260701T100000Z\nDTEND:20260701T110000Z\n"
    events = (f"{time}STATUS:CANCELLED", f"{time}SUMMARY:_TBD_ open shift", f"{time}SUMMARY:unassigned")
    assert happened(calendar(*events)) == ([], [])


def test_an_exception_moves_one_occurrence():
    time = "UID:1\nDTSTART:20260105T060000Z\nDTEND:20260105T140000Z\n"
    rule = f"{time}RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260107T060000Z"
    moved = "UID:1\nRECURRENCE-ID:20260106T060000Z\nDTSTART:20260106T090000Z\nDTEND:20260106T100000Z"
    assert happened(calendar(rule, moved))[0] == [
        ("2026-01-05 06:00", "2026-01-05 14:00"),
        ("2026-01-06 09:00", "2026-01-06 10:00"),
    ]


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ("DTEND:20260101T000000Z", "the event has no begin"),
        ("DTSTART:soon", "`soon` is not a time"),
        ("DTSTART:20260230T000000Z", "`20260230T000000Z` is a time that does not exist"),
        ("DTSTART;TZID=Mars/Base:20260101T000000", "the zone `Mars/Base` is not one that tzdata knows"),
        ("DTSTART:20260102T000000Z\nDTEND:20260101T000000Z", "the event ends before it begins"),
        ("DTSTART:20260101T000000Z\nDURATION:P9999999999W", "`P9999999999W` is not a length"),
        ("DTSTART:20260101T000000Z\nDTEND:29990101T000000Z", "the event is longer than ten years"),
        (
            "DTSTART:20260101T000000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY",
            "the rule `FREQ=SECONDLY` is not one",
        ),
        ("DTSTART:20260101T000000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYMONTH=3", "the rule `FREQ=YEARLY"),
        (
            "DTSTART:20260101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=0",
            "`0` in a rule is not a count",
        ),
        ("DTSTART:20260101T000000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=XX", "the day `XX` of a rule"),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_no_guess(event, message):
    shown, problems = happened(calendar(event))
    assert shown == []
    assert problems[0].startswith(message)


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xfe\x00BEGIN", b"---\nkind: roster\n---\n"])
def test_what_is_no_calendar_is_refused(data):
    with pytest.raises(GovError, match="the file is no iCalendar"):
        read_calendar(data)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    happened(
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260101T000000Z\r\n" + data + b"\r\nEND:VEVENT\r\n"
    )


def test_a_rule_without_end_ends_with_the_question():
    event = "DTSTART:19700105T060000Z\nDURATION:PT8H\nRRULE:FREQ=DAILY"
    shown, _ = happened(calendar(event), *FOREVER)
    assert len(shown) == 365
    assert last_end(read_calendar(calendar(event)), "UTC") is None


def test_a_rule_that_counts_far_is_judged_as_one_without_end():
    event = "DTSTART:20250601T000000Z\nDURATION:P1D\nRRULE:FREQ=DAILY;COUNT=1000"
    assert last_end(read_calendar(calendar(event)), "UTC") is None


def test_a_rule_that_makes_no_sense_ends_nothing_and_is_told_once():
    wrong = "DTSTART:20260101T000000Z\nDURATION:P1D\nRRULE:FREQ=HOURLY;COUNT=99999999999999"
    single = "DTSTART:20260101T000000Z\nDURATION:P1D\nRDATE:20260301T000000Z"
    data = calendar(wrong, single)
    assert last_end(read_calendar(data), "UTC") == int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())
    _, problems = happened(data)
    assert len(problems) == 1


def test_rules_that_meet_no_day_end():
    event = "DTSTART:20260106T060000Z\nDURATION:PT8H\nRRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO"
    assert happened(calendar(event))[0] == [("2026-01-06 06:00", "2026-01-06 14:00")]


def test_more_repetitions_than_anybody_has_are_refused():
    event = "DTSTART:19700101T060000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY"
    with pytest.raises(GovError):
        happened(calendar(*[event] * 40), FOREVER[0], FOREVER[0] + timedelta(days=9_000))


@pytest.mark.slow
def test_ten_megabytes_of_events_are_read_in_bounded_time():
    one = "UID:{0}\nDTSTART:20260101T000000Z\nDTEND:20260101T010000Z\nSUMMARY:On Call - Ada\nDESCRIPTION:{1}"
    data = calendar(*(one.format(number, "x" * 100) for number in range(50_000)))
    assert len(data) > 10_000_000
    assert len(read_calendar(data).events) == 50_000
    with pytest.raises(GovError, match="more than"):
        read_calendar(calendar(*(["DTSTART:20260101T000000Z"] * 100_001)))


def test_a_million_opened_components_are_read_at_once():
    assert (
        read_calendar(b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 1_000_000 + b"END:X\n" * 1_000_000).events == []
    )


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["Europe/Berlin", "America/Chicago", "Australia/Lord_Howe", "Asia/Kathmandu"]),
    st.integers(0, 200),
    st.sampled_from(
        [
            "",
            ";INTERVAL=2",
            ";BYDAY=MO,WE,SU",
            ";INTERVAL=3;BYDAY=TU,SA",
            ";COUNT=7",
            ";UNTIL=20260301T000000Z",
        ]
    ),
    st.integers(4, 22),
)
def test_weekly_rules_agree_with_an_independent_library(zone, day, more, hour):
    start = datetime(2025, 10, 1, hour) + timedelta(days=day)  # noqa: DTZ001 - on the clock of the zone
    end = start + timedelta(hours=8)
    text = f"""
        UID:1
        DTSTAMP:20250101T000000Z
        DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}
        DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}
        RRULE:FREQ=WEEKLY{more}
    """
    data = calendar(text)
    expected = recurring_ical_events.of(oracle_parser.Calendar.from_ical(data)).between(*FOREVER)
    theirs = sorted(
        tuple(f"{one[name].dt.astimezone(UTC):%Y-%m-%d %H:%M}" for name in ("DTSTART", "DTEND"))
        for one in expected
    )
    assert happened(data)[0] == theirs
