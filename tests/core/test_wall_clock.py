# ruff: noqa: DTZ001 -- what a clock on a wall reads has no zone
"""One rule turns a wall-clock time into an instant; a clock walked through UTC is the judge."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.wall_clock import (
    UnknownZoneError,
    clock_of,
    does_not_exist,
    epoch_of,
    exists_twice,
    instant_of,
    known_zone,
    tzdata_version,
    wall_seconds,
    zone,
    zone_names,
)

quick = settings(deadline=None)
ODD_ZONES = (
    "America/Chicago",
    "Europe/Berlin",
    "Europe/Dublin",  # winter time is the one called daylight saving
    "Australia/Lord_Howe",  # half an hour
    "Africa/Casablanca",  # four changes a year
    "Pacific/Apia",  # skipped a day
    "America/Nuuk",  # changes on the evening before
    "Asia/Kathmandu",
    "Antarctica/Troll",  # two hours
    "UTC",
)
SECOND = timedelta(seconds=1)


def reading(instant, name):
    return instant.astimezone(zone(name)).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("name", "local", "expected"),
    [
        ("America/Chicago", "2020-03-08T02:30", "2020-03-08T03:00:00-05:00"),
        ("America/Chicago", "2020-11-01T01:30", "2020-11-01T01:30:00-05:00"),
        ("Australia/Lord_Howe", "2020-10-04T02:15", "2020-10-04T02:30:00+11:00"),
        ("Pacific/Apia", "2011-12-30T12:00", "2011-12-31T00:00:00+14:00"),
        ("Europe/Berlin", "2999-07-01T12:00", "2999-07-01T12:00:00+02:00"),
        ("America/Nuuk", "2500-01-01T12:00", "2500-01-01T12:00:00-02:00"),
    ],
)
def test_a_time_means_the_first_instant_that_reads_it_or_later(name, local, expected):
    assert instant_of(datetime.fromisoformat(local), zone(name)) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("name", ODD_ZONES)
@pytest.mark.parametrize(
    "day", ["2020-03-07", "2020-10-03", "2020-10-31", "2011-12-29", "2024-03-30", "2026-02-14"]
)
def test_a_clock_walked_minute_by_minute_agrees(name, day):
    start = datetime.fromisoformat(f"{day}T00:00:00+00:00") - timedelta(days=1)
    walked = [start + timedelta(minutes=minute) for minute in range(4 * 1440)]
    shown = [reading(instant, name) for instant in walked]
    asked = datetime.fromisoformat(day)
    at = 0
    for minute in range(0, 1440, 5):
        local = asked + timedelta(minutes=minute)
        while shown[at] < local:
            at += 1
        assert instant_of(local, zone(name)) == walked[at]


@quick
@given(
    st.sampled_from(ODD_ZONES),
    st.datetimes(datetime(1970, 1, 2), datetime(2999, 12, 30)),
    st.integers(0, 3 * 86_400),
)
def test_the_rule_holds_at_any_time_and_keeps_the_order(name, local, later):
    there = zone(name)
    instant = instant_of(local, there)
    assert reading(instant, name) >= local
    assert reading(instant - SECOND, name) < local or exists_twice(local - SECOND, there)
    assert instant <= instant_of(local + timedelta(seconds=later), there)


@quick
@given(st.sampled_from(ODD_ZONES), st.integers(0, 32_503_680_000))
def test_a_clock_reads_what_zoneinfo_says_and_finds_its_way_back(name, epoch):
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=epoch)
    clock, shown = clock_of(name, 1 << 40), reading(instant, name)
    assert clock.wall_at(epoch) == wall_seconds(shown)
    assert epoch in clock.all_readings(wall_seconds(shown))
    assert epoch_of(shown, zone(name)) == min(clock.all_readings(wall_seconds(shown)))


def test_every_zone_agrees_with_zoneinfo_around_every_change_of_its_clock():
    for name in zone_names():
        clock, there = clock_of(name), zone(name)
        for start in clock.changes(0, 4_000_000_000):
            for epoch in (start - 1, start):
                instant = datetime.fromtimestamp(epoch, UTC)
                assert clock.wall_at(epoch) == wall_seconds(instant.astimezone(there).replace(tzinfo=None)), (
                    name
                )


def test_parts_of_a_second_count_except_where_the_clock_jumps():
    chicago = zone("America/Chicago")
    half = timedelta(milliseconds=500)
    noon = datetime(2020, 3, 8, 12)
    assert instant_of(noon + half, chicago) == instant_of(noon, chicago) + half
    assert instant_of(datetime(2020, 3, 8, 2, 30) + half, chicago) == datetime(2020, 3, 8, 8, tzinfo=UTC)


def test_times_that_exist_twice_or_never_are_named():
    chicago = zone("America/Chicago")
    twice, never, once = (
        datetime(2020, 11, 1, 1, 30),
        datetime(2020, 3, 8, 2, 30),
        datetime(2020, 7, 1, 1, 30),
    )
    assert [str(one) for one in exists_twice(twice, chicago)] == [
        "2020-11-01 06:30:00+00:00",
        "2020-11-01 07:30:00+00:00",
    ]
    assert does_not_exist(never, chicago) == [datetime(2020, 3, 8, 8, tzinfo=UTC)]
    for local, ask in (
        (twice, does_not_exist),
        (never, exists_twice),
        (once, does_not_exist),
        (once, exists_twice),
    ):
        assert ask(local, chicago) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Berlin", "Did you mean `Europe/Berlin`?"),
        ("europe/berlin", "Did you mean `Europe/Berlin`?"),
        ("Europe/Berln", "Did you mean `Europe/Berlin`?"),
        ("new york", "Did you mean `America/New_York`?"),
        ("../../etc/passwd", "Write a name such as Europe/Berlin or UTC."),
        ("", "Write a name such as Europe/Berlin or UTC."),
    ],
)
def test_an_unknown_zone_is_refused_with_the_one_probably_meant(name, hint):
    with pytest.raises(UnknownZoneError, match="is not a time zone") as caught:
        known_zone(name)
    assert caught.value.hint == hint


def test_zones_come_from_the_package_whatever_the_machine_has(tmp_path):
    fake = tmp_path / "Europe"
    fake.mkdir()
    (fake / "Berlin").write_bytes(b"not a zone")
    code = (
        "from governor_cli.core.wall_clock import zone; from datetime import datetime; import zoneinfo;"
        "print(datetime(2026, 7, 1, tzinfo=zone('Europe/Berlin')).utcoffset(), zoneinfo.TZPATH)"
    )
    environment = {**os.environ, "PYTHONTZPATH": os.fspath(tmp_path)}
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == f"2:00:00 ('{tmp_path}',)"


def test_the_version_of_tzdata_is_known():
    assert tzdata_version()[:2] == "20"
