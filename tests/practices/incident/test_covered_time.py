"""Time that counts, by hand: nights, weekends, clocks that are changed."""

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.practices.incident.covered_time import covered_time

OFFICE = "Mon-Fri 06:00-22:00"


@pytest.mark.parametrize(
    ("hours", "zone", "start", "length", "due"),
    [
        (OFFICE, "UTC", "2026-11-23 10:00", 240, "2026-11-23 14:00"),  # a Monday
        (OFFICE, "UTC", "2026-11-27 20:00", 240, "2026-11-30 08:00"),  # over a weekend
        (OFFICE, "UTC", "2026-11-27 20:00", 120, "2026-11-27 22:00"),  # full when the window ends
        (OFFICE, "UTC", "2026-11-28 12:00", 15, "2026-11-30 06:15"),  # begins on a Saturday
        (OFFICE, "UTC", "2026-11-23 03:00", 0, "2026-11-23 06:00"),  # nothing, but not before it opens
        (
            OFFICE,
            "Europe/Berlin",
            "2026-10-23 19:00",
            120,
            "2026-10-26 06:00",
        ),  # 21:00 there, then winter time
        ("Mon-Sun 00:00-24:00", "Europe/Berlin", "2026-10-24 23:30", 120, "2026-10-25 01:30"),
        ("Sun 22:00 - Fri 22:00", "UTC", "2026-11-22 21:00", 30, "2026-11-22 22:30"),
        ("Mon-Fri 22:00-06:00", "UTC", "2026-11-23 23:30", 60, "2026-11-24 00:30"),  # over midnight
        ("Sat 01:00-04:00", "Europe/Berlin", "2026-03-27 12:00", 180, "2026-03-28 03:00"),
        (
            "Sun 01:00-04:00",
            "Europe/Berlin",
            "2026-03-28 12:00",
            180,
            "2026-04-05 00:00",
        ),  # an hour is missing
    ],
)
def test_an_instant_is_reached_when_enough_has_been_counted(hours, zone, start, length, due, instant_of):
    counted = covered_time(hours, zone)
    assert counted.after(instant_of(start), timedelta(minutes=length)) == instant_of(due)


@pytest.mark.parametrize(
    ("hours", "zone", "start", "end", "minutes"),
    [
        (OFFICE, "UTC", "2026-11-27 20:00", "2026-11-30 08:00", 240),
        (OFFICE, "UTC", "2026-11-28 00:00", "2026-11-29 23:00", 0),
        (OFFICE, "UTC", "2026-11-23 10:00", "2026-11-23 09:00", 0),
        ("Mon-Sun 00:00-24:00", "Europe/Berlin", "2026-03-28 23:00", "2026-03-29 22:00", 1380),
        ("Sun 00:00-04:00", "Europe/Berlin", "2026-10-24 12:00", "2026-10-25 12:00", 300),  # 02:00 twice
        ("Sun 00:00-04:00", "Europe/Berlin", "2026-03-28 12:00", "2026-03-29 12:00", 180),
    ],
)
def test_only_covered_minutes_are_counted(hours, zone, start, end, minutes, instant_of):
    counted = covered_time(hours, zone)
    assert counted.between(instant_of(start), instant_of(end)) == timedelta(minutes=minutes)


@given(
    st.sampled_from([OFFICE, "Mon-Sun 00:00-24:00", "Sat 09:00-12:00", "Mon-Fri 22:00-06:00"]),
    st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York"]),
    st.datetimes(),
    st.integers(1, 4 * 24 * 3600),
)
def test_what_has_been_counted_at_the_due_instant_is_the_length(hours, zone, start, seconds):
    begins = start.replace(year=2000 + start.year % 60, day=min(start.day, 28), microsecond=0, tzinfo=UTC)
    counted = covered_time(hours, zone)
    due = counted.after(begins, timedelta(seconds=seconds))
    assert due is not None
    assert counted.between(begins, due) == timedelta(seconds=seconds)


def test_hours_that_never_come_are_never_due(instant_of):
    from governor_cli.core.wall_clock import zone
    from governor_cli.policy.hours import WeekHours
    from governor_cli.practices.incident.covered_time import CoveredTime

    never = CoveredTime(WeekHours(()), zone("UTC"))
    assert never.after(instant_of("2026-11-23 10:00"), timedelta(minutes=1)) is None
