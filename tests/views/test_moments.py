"""Instants for people: in UTC, at home, and how far away."""

from datetime import UTC, datetime, timedelta

import pytest

from governor_cli.core.wall_clock import zone
from governor_cli.views.moments import clock_time, distance, moment

AT = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("mine", "text"),
    [
        (None, "2026-11-23 23:30 UTC"),
        ("UTC", "2026-11-23 23:30 UTC"),
        ("Europe/Lisbon", "2026-11-23 23:30 UTC"),
        ("America/New_York", "2026-11-23 23:30 UTC (18:30 America/New_York)"),
        ("Europe/Berlin", "2026-11-23 23:30 UTC (2026-11-24 00:30 Europe/Berlin)"),
    ],
)
def test_an_instant_is_said_at_home_only_where_that_differs(mine, text):
    assert moment(AT, zone(mine) if mine else None) == text


def test_seconds_are_said_where_there_are_any():
    assert moment(AT + timedelta(seconds=5)) == "2026-11-23 23:30:05 UTC"


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(), "now"),
        (timedelta(seconds=20), "in 20s"),
        (timedelta(minutes=13, seconds=20), "in 13m"),
        (timedelta(days=3), "in 3d"),
        (-timedelta(minutes=12), "12m ago"),
    ],
)
def test_a_distance_is_rounded_down_to_minutes(length, text):
    assert distance(AT + length, AT) == text


def test_a_clock_time_has_its_day_where_that_is_not_today():
    assert clock_time(AT + timedelta(seconds=5), AT) == "23:30 UTC"
    assert clock_time(AT + timedelta(hours=1), AT) == "2026-11-24 00:30 UTC"
