"""When a time in somebody else's timeline is certain, and why it is not."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.readers.postmortem.clocks import moment_at, whole_moment
from governor_cli.readers.postmortem.days import days_in, the_day_in
from governor_cli.readers.postmortem.moments import Context, certain, follow
from governor_cli.readers.postmortem.zones import stated_zones, zone_named

_SURE = [
    ("10:15 UTC", "2022-07-03 10:15"),
    ("10:15", "2022-07-03 10:15"),
    ("09:05:30", "2022-07-03 09:05:30"),
    ("2022-05-03 10:15", "2022-05-03 10:15"),
    ("2022-05-03T10:15:00Z", "2022-05-03 10:15"),
    ("2022-05-03T10:15:00.123456789Z", "2022-05-03 10:15"),
    ("2012-06-13 21:16:00 -0700", "2012-06-14 04:16"),
    ("2012-06-13T21:16:00-07:00", "2012-06-14 04:16"),
    ("2012-06-13 21:16:00+07:00", "2012-06-13 14:16"),
    ("9:16 PM PDT", "2022-07-04 04:16"),
    ("9:16 p.m. (PDT)", "2022-07-04 04:16"),
    ("12:05 AM UTC", "2022-07-03 00:05"),
    ("9:16 PM to 11:16 PM PDT on June 13, 2012", "2012-06-14 04:16"),
    ("From 10:15 to 10:30 UTC", "2022-07-03 10:15"),
    ("10:15-10:30 UTC", "2022-07-03 10:15"),
    ("10:15 \u2013 10:30", "2022-07-03 10:15"),
    ("May 3rd, 2022 10:15 UTC", "2022-05-03 10:15"),
    ("3 May 2022, 10:15 CEST", "2022-05-03 08:15"),
    ("Tuesday, May 3, 2022 at 10:15 UTC", "2022-05-03 10:15"),
    ("25/12/2022 10:15 UTC", "2022-12-25 10:15"),
    ("10:15 America/New_York", "2022-07-03 14:15"),
    ("10:15 ET", "2022-07-03 14:15"),
    ("10:15 UTC+2", "2022-07-03 08:15"),
    ("10:15, on 3 May 2022", "2022-05-03 10:15"),
    ("**[2022-05-03 10:15 UTC]**", "2022-05-03 10:15"),
]
_UNSURE = [
    ("2022-05-?? HH:mm", "is partly unknown"),
    ("2022-05-03 HH:mm", "is partly unknown"),
    ("??:??", "is partly unknown"),
    ("10:1x", "is partly unknown"),
    ("10:15?", "is partly unknown"),
    ("10:15:xx", "is partly unknown"),
    ("10:15:??", "is partly unknown"),
    ("~10:15", "is approximate"),
    ("around 10:15 UTC", "is approximate"),
    ("10:15 UTC (approx.)", "is approximate"),
    ("before 10:15", "is approximate"),
    ("24:00 UTC", "is no time of day"),
    ("13:05 PM", "is no time of a clock with twelve hours"),
    ("9:16", "could be in the morning or the afternoon"),
    ("9:16-11:16 PM PDT", "could be in the morning or the afternoon"),
    ("03/05/2022 10:15 UTC", "day and month could be either way round"),
    ("Monday, May 3, 2022 at 10:15 UTC", "was no Monday"),
    ("2022-02-30 10:15 UTC", "is a day that does not exist"),
    ("May 4 10:15 UTC", "has no year"),
    ("0001-01-01T00:00:00Z", "is not between the years 1971 and 2999"),
    ("2022-05-03", "is a day without a time"),
    ("10:15 PST", "PST was not in force on that day"),
    ("10:15 IST", "IST is the name of several time zones"),
    ("10:15-07:00", "could be a range or an offset from UTC"),
    ("2022-03-27 02:30 Europe/Berlin", "Europe/Berlin never showed that time"),
    ("2022-10-30 02:30 Europe/Berlin", "Europe/Berlin showed that time twice"),
]


def _context() -> Context:
    return Context(date(2022, 7, 3), zone_named("UTC"), days=frozenset({date(2022, 7, 3)}))


@pytest.mark.parametrize(("text", "expected"), _SURE)
def test_a_time_that_can_mean_one_instant_is_read(text: str, expected: str) -> None:
    moment = whole_moment(text)
    assert moment is not None
    assert certain(moment, _context()) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(("text", "why"), _UNSURE)
def test_a_time_that_can_mean_several_instants_is_not_guessed(text: str, why: str) -> None:
    moment = moment_at(text)
    assert moment is not None
    assert certain(moment, _context()) == why


@pytest.mark.parametrize("text", ["around noon", "T+5m", "Day 1", "later", "", "midnight", "Pizza arrived"])
def test_words_are_no_times(text: str) -> None:
    assert moment_at(text) is None


def test_a_time_twice_shown_is_certain_once_summer_time_is_named() -> None:
    moment = whole_moment("2022-10-30 02:30 CEST")
    assert moment is not None
    assert certain(moment, _context()) == datetime(2022, 10, 30, 0, 30, tzinfo=UTC)


def test_without_day_or_zone_around_nothing_is_certain() -> None:
    moment = whole_moment("10:15")
    assert moment is not None
    assert certain(moment, Context()) == "has no day"
    assert certain(moment, Context(date(2022, 7, 3))) == "has no time zone"


def test_a_cell_that_says_more_than_a_time_is_not_certain() -> None:
    moment = whole_moment("2022-05-03 10:15 UTC or later")
    assert moment is not None
    assert certain(moment, _context()) == "says more than a time"


def test_clock_times_of_twelve_hours_beside_them_make_others_doubtful() -> None:
    moment = whole_moment("11:05")
    context = _context()
    context.of_24_hours = False
    assert moment is not None
    assert certain(moment, context) == "could be in the morning or the afternoon"


def test_a_clock_that_runs_backwards_has_left_its_day() -> None:
    context = _context()
    for text, expected in (("23:50", 3), ("00:10", None), ("00:20", None)):
        moment = moment_at(text)
        assert moment is not None
        follow(moment, context)
        read = certain(moment, context)
        assert (read.day if isinstance(read, datetime) else None) == expected


def test_a_day_without_a_year_is_the_only_known_day_of_that_name() -> None:
    moment = whole_moment("July 3 10:15 UTC")
    assert moment is not None
    assert certain(moment, _context()) == datetime(2022, 7, 3, 10, 15, tzinfo=UTC)
    both = Context(None, zone_named("UTC"), days=frozenset({date(2022, 7, 3), date(2021, 7, 3)}))
    assert certain(moment, both) == "has no year"


def test_days_are_found_in_prose_and_in_numbers_that_are_none() -> None:
    assert list(days_in("On June 13, 2012 and 2012-06-14T01:00Z, version 2012.06.13.1, 10.0.0.1")) == [
        date(2012, 6, 13),
        date(2012, 6, 14),
    ]
    assert the_day_in("2021-05-03 to 2021-05-04") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("All times in UTC.", ["UTC"]),
        ("(*all times PT*)", ["PT"]),
        ("Timezone: America/New_York", ["America/New_York"]),
        ("Timestamps are in CET, or UTC where noted", ["CET", "UTC"]),
        ("At 10:15 PST we saw it", []),
        ("Sometimes PST", []),
    ],
)
def test_a_statement_about_all_times_names_their_zone(text: str, names: list[str]) -> None:
    assert [zone.name for zone in stated_zones(text)] == names


@given(st.text(max_size=60))
def test_no_text_is_too_odd_to_be_asked_for_its_time(text: str) -> None:
    moment = moment_at(text)
    if moment is not None:
        follow(moment, context := _context())
        certain(moment, context)


@given(
    st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2100-01-01")),
    st.sampled_from(
        ["%Y-%m-%d %H:%M UTC", "%Y-%m-%dT%H:%M:00Z", "%B %d, %Y %I:%M %p UTC", "%d %b %Y, %H:%M GMT"]
    ),
)
def test_an_instant_survives_being_written_as_people_write_it(at: datetime, form: str) -> None:
    moment = whole_moment(at.strftime(form))
    assert moment is not None
    assert certain(moment, Context()) == at.replace(second=0, microsecond=0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["10:15: disk full", "10:15:service down", "10:15 UTC: disk full"])
def test_a_colon_after_a_clock_time_separates_it_from_the_event(text: str) -> None:
    moment = moment_at(text)
    assert moment is not None
    assert moment.clock == time(10, 15)
    assert moment.rest in {"disk full", "service down"}
