# ruff: noqa: DTZ001 -- what a clock on a wall reads has no zone
"""Times are read strictly, written one way, and read back as what was written."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.instants import (
    LONGEST,
    format_duration,
    format_instant,
    parse_day,
    parse_duration,
    parse_instant,
    parse_local,
)

quick = settings(deadline=None)
instants = st.datetimes(datetime(1970, 1, 1), datetime(2999, 12, 31, 23, 59, 59), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-23T10:02:00Z", datetime(2026, 11, 23, 10, 2, tzinfo=UTC)),
        ("2026-11-23t10:02:00z", datetime(2026, 11, 23, 10, 2, tzinfo=UTC)),
        ("2026-11-23 11:02:00+01:00", datetime(2026, 11, 23, 10, 2, tzinfo=UTC)),
        ("2026-11-23T10:02:00-00:00", datetime(2026, 11, 23, 10, 2, tzinfo=UTC)),
        ("2026-11-23T10:02:00.123456789Z", datetime(2026, 11, 23, 10, 2, 0, 123456, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2017-01-01T00:59:60+01:00", datetime(2017, 1, 1, tzinfo=UTC)),
    ],
)
def test_rfc_3339_is_read_into_utc(text, expected):
    instant = parse_instant(text)
    assert instant == expected
    assert instant.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-11-23T10:02:00", "has no offset from UTC"),
        ("2026-11-23 10:02", "has no offset from UTC"),
        ("2026-11-23", "is a day without a time"),
        ("2026-11-23T10:02Z", "is not an instant such as 2026-11-23T10:02:00Z"),
        ("2026-02-30T10:02:00Z", "is not a time that exists"),
        ("2026-11-23T24:00:00Z", "is not a time that exists"),
        ("2026-11-23T10:02:60Z", "has a leap second where none can be"),
        ("2026-11-23T10:02:00+24:00", "is not an instant such as 2026-11-23T10:02:00Z"),
        ("0001-01-01T00:00:00+23:00", "is not a time that exists"),
        ("9999-12-31T23:59:59Z", "is not between the years 1970 and 2999"),
        ("２０２６-11-23T10:02:00Z", "is not an instant such as 2026-11-23T10:02:00Z"),
        ("2026-11-23T10:02:00Z\n", "is not an instant such as 2026-11-23T10:02:00Z"),
        ("", "is not an instant such as 2026-11-23T10:02:00Z"),
    ],
)
def test_what_is_no_instant_is_refused_with_the_reason(text, why):
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        parse_instant(text)


@quick
@given(instants.map(lambda instant: instant.replace(microsecond=0)))
def test_an_instant_reads_back_as_it_was_written(instant):
    assert parse_instant(format_instant(instant)) == instant


def test_an_instant_of_any_offset_is_written_in_utc():
    assert (
        format_instant(datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=2)))) == "2025-12-31T23:00:00Z"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-07-03T14:00", datetime(2026, 7, 3, 14)),
        ("2026-07-03 14:00:30", datetime(2026, 7, 3, 14, 0, 30)),
        ("2026-07-03", datetime(2026, 7, 3)),
        ("2026-07-03T24:00", datetime(2026, 7, 4)),
    ],
)
def test_a_local_time_has_no_zone_and_a_day_is_its_midnight(text, expected):
    assert parse_local(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-07-03T14", "is not a local time such as 2026-07-03T14:00"),
        ("2026-07-03T14:00Z", "is not a local time such as 2026-07-03T14:00"),
        ("2026-07-03T24:01", "has a time of day that does not exist"),
        ("2026-02-30", "is a day that does not exist"),
        ("2026-02-30T10:00", "is a day that does not exist"),
        ("3026-02-01T10:00", "is not between the years 1970 and 2999"),
    ],
)
def test_what_is_no_local_time_is_refused(text, why):
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        parse_local(text)


def test_a_day_is_read_in_one_form_only():
    assert parse_day("2028-02-29") == date(2028, 2, 29)
    for text in ("2027-02-29", "20280229", "2028-2-29", "2028-W09-2", ""):
        with pytest.raises(ValueError, match="day"):
            parse_day(text)


@pytest.mark.parametrize(
    ("text", "seconds", "written"),
    [
        ("15m", 900, "15m"),
        ("0m", 0, "0m"),
        ("90s", 90, "1m30s"),
        ("1h30m", 5400, "1h30m"),
        ("24h", 86400, "24h"),
        ("1d", 86400, "24h"),
        ("36h", 129600, "36h"),
        ("48h", 172800, "2d"),
        ("1w", 604800, "7d"),
        ("400d", 34560000, "400d"),
        ("2w3d4h5m6s", 1483506, "17d4h5m6s"),
    ],
)
def test_durations_are_read_and_written(text, seconds, written):
    assert parse_duration(text) == timedelta(seconds=seconds)
    assert format_duration(timedelta(seconds=seconds)) == written


@pytest.mark.parametrize(
    "text", ["", "15", "m", "15 m", "30m1h", "1h1h", "-5m", "1.5h", "15M", "9999999999w", "٣m", "5m\n"]
)
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(ValueError, match=r"duration|hundred years"):
        parse_duration(text)


@quick
@given(st.integers(0, int(LONGEST.total_seconds())).map(lambda seconds: timedelta(seconds=seconds)))
def test_a_duration_reads_back_as_it_was_written(duration):
    assert parse_duration(format_duration(duration)) == duration


def test_a_negative_duration_has_a_sign_and_less_than_a_second_is_nothing():
    assert format_duration(timedelta(minutes=-90)) == "-1h30m"
    assert format_duration(timedelta(milliseconds=-5)) == "0m"


@quick
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text):
    for read in (parse_instant, parse_day, parse_local, parse_duration):
        try:
            read(text)
        except ValueError as error:
            assert str(error).startswith(("is ", "has "))  # noqa: PT017 -- either outcome is fine


@quick
@given(instants, st.timedeltas(timedelta(), LONGEST))
def test_no_sum_of_an_instant_and_a_duration_overflows(instant, duration):
    assert format_instant(instant + 2 * duration)
