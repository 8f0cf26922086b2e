"""Times typed on the command line are read as people mean them, and the future is questioned."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.errors import UsageError
from governor_cli.core.instants import format_instant
from governor_cli.core.wall_clock import zone
from governor_cli.core.when import read_when

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
HOME = zone("Europe/Berlin")


def read(text, *, planned=False, now=NOW, team="UTC", me=HOME):
    return format_instant(read_when(text, now, zone(team), me, planned=planned))


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("10:15", "2026-11-22T10:15:00Z"),
        ("9:20", "2026-11-23T09:20:00Z"),
        ("09:20:30", "2026-11-22T09:20:30Z"),
        ("10:15@me", "2026-11-23T09:15:00Z"),
        ("10:15 @me", "2026-11-23T09:15:00Z"),
        ("15m ago", "2026-11-23T09:05:00Z"),
        ("15 minutes ago", "2026-11-23T09:05:00Z"),
        ("15min ago", "2026-11-23T09:05:00Z"),
        ("1 hour 5 mins ago", "2026-11-23T08:15:00Z"),
        ("1h 30m ago", "2026-11-23T07:50:00Z"),
        ("2026-11-23 08:15", "2026-11-23T08:15:00Z"),
        ("2026-11-23T08:15", "2026-11-23T08:15:00Z"),
        ("2026-11-23 10:15@me", "2026-11-23T09:15:00Z"),
        ("2026-11-23T10:15:00+02:00", "2026-11-23T08:15:00Z"),
        ("2026-11-23T10:15+02:00", "2026-11-23T08:15:00Z"),
        ("2026-11-23", "2026-11-23T00:00:00Z"),
        ("now", "2026-11-23T09:20:00Z"),
    ],
)
def test_what_happened_is_never_in_the_future(text, happened):
    assert read(text) == happened


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("10:15", "2026-11-23T10:15:00Z"),
        ("09:20", "2026-11-23T09:20:00Z"),
        ("09:15", "2026-11-24T09:15:00Z"),
        ("10:15@me", "2026-11-24T09:15:00Z"),
        ("in 2h", "2026-11-23T11:20:00Z"),
        ("2027-01-01", "2027-01-01T00:00:00Z"),
        ("2020-01-01 10:00", "2020-01-01T10:00:00Z"),
    ],
)
def test_what_is_planned_is_the_next_such_time(text, planned):
    assert read(text, planned=True) == planned


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11-23 10:15", "2026-11-23T09:15:00Z"),  # the caller's own clock reads that
        ("2026-11-23T10:15:00Z", "2026-11-23T09:15:00Z"),
        ("2026-11-23 23:50", "2026-11-22T23:50:00Z"),
        ("2027-11-22 10:00", "2026-11-22T10:00:00Z"),
    ],
)
def test_a_time_in_the_future_is_refused_with_the_reading_probably_meant(text, meant):
    with pytest.raises(UsageError, match="is in the future") as caught:
        read(text)
    assert caught.value.hint == f"Did you mean {meant}? It is 2026-11-23T09:20:00Z now."


def test_a_duration_ahead_did_not_happen():
    with pytest.raises(UsageError, match="in the future"):
        read("in 5m")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "25:00",
        "10:15+01:00",
        "2026-13-01 10:00",
        "x ago",
        "5 ago",
        "9999999999w ago",
        "1015",
        "@me",
        "9999-01-01",
    ],
)
def test_what_cannot_be_read_is_answered_with_the_forms_that_can(text):
    with pytest.raises(UsageError) as caught:
        read(text)
    assert caught.value.exit_code == 2
    assert caught.value.hint.startswith("Write 10:15, 10:15@me, 15m ago")


def test_the_callers_time_needs_the_callers_zone():
    with pytest.raises(UsageError, match="needs your time zone"):
        read("10:15@me", me=None)


def test_a_clock_time_shown_twice_is_the_latest_one_that_has_been():
    second = datetime(2020, 11, 1, 8, 0, tzinfo=UTC)  # 02:00 in Chicago: 01:30 was at 06:30Z and 07:30Z
    assert read("01:30", now=second, team="America/Chicago") == "2020-11-01T07:30:00Z"
    assert read("01:30", now=second.replace(hour=7), team="America/Chicago") == "2020-11-01T06:30:00Z"


def test_a_day_that_ends_before_the_first_year_is_too_far_away():
    with pytest.raises(UsageError):
        read("36500d ago")


@settings(deadline=None)
@given(st.text(max_size=30), st.booleans())
def test_any_text_is_an_instant_or_a_usage_error(text, planned):
    try:
        assert planned or read_when(text, NOW, HOME, HOME) <= NOW
        read_when(text, NOW, HOME, HOME, planned=planned)
    except UsageError as error:
        assert error.hint  # noqa: PT017 -- either outcome is fine
