"""Hours laid on a calendar: one span a window, in any zone, over every change of its clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.spans import normalise, total
from governor_cli.core.wall_clock import zone
from governor_cli.policy.hours import HoursError, counted_hours, name_promise, parse_hours

NAMED = {"24/5": "Mon-Fri 00:00-24:00", "16/5": "Mon-Fri 06:00-22:00", "office": "Mon-Fri 09:00-17:00"}


def spans(text, start, days, name, closed=()):
    begin = datetime.fromisoformat(start).replace(tzinfo=UTC)
    return parse_hours(text, NAMED).spans(begin, begin + timedelta(days=days), zone(name), closed)


def shown(found, name):
    return [tuple(datetime.fromtimestamp(at, zone(name)).isoformat() for at in span) for span in found]


def test_a_name_stands_for_the_playbooks_hours():
    hours = parse_hours("16/5", NAMED)
    assert hours.weekly_minutes == 80 * 60
    assert (hours.name, str(hours)) == ("16/5", "Mon-Fri 06:00-22:00")
    assert hours == parse_hours("Mon-Fri 06:00-22:00")


def test_round_the_clock_needs_no_playbook_and_a_playbook_may_say_what_it_means():
    assert parse_hours("24/7").weekly_minutes == 168 * 60
    assert parse_hours("24/7", {"24/7": "Mon 00:00 - Mon 00:00"}).windows == ((0, 10080),)


@pytest.mark.parametrize(("text", "hint"), [("24/6", "24/5"), ("offise", "office"), ("always", "24/7")])
def test_a_name_the_playbook_lacks_is_refused_with_those_it_has(text, hint):
    with pytest.raises(HoursError, match="which the playbook does not have") as caught:
        parse_hours(text, NAMED)
    assert hint in caught.value.hint


@pytest.mark.parametrize("text", ["", "nights", "Mon-Fri 46:00-22:00"])
def test_whoever_counts_in_hours_that_cannot_be_read_counts_every_minute(text):
    assert counted_hours(text, NAMED).windows == parse_hours("24/7").windows
    assert counted_hours("16/5", NAMED).windows == parse_hours("16/5", NAMED).windows


def test_no_hours_at_all_are_refused():
    for text in ("", "  "):
        with pytest.raises(HoursError, match="is empty"):
            parse_hours(text, NAMED)


@pytest.mark.parametrize(
    ("name", "hours"),
    [("24/7", 168), ("24/5", 120), ("16/5", 80), ("8/1", 8), ("25/7", None), ("0/5", None), ("office", None)],
)
def test_the_arithmetic_of_a_name_is_what_it_promises(name, hours):
    assert name_promise(name) == hours


def test_a_window_becomes_one_span_that_keeps_its_wall_clock_times():
    found = spans("Mon-Sun 20:00-08:00", "2020-03-07", 2, "America/Chicago")
    assert shown(found, "America/Chicago") == [
        ("2020-03-06T20:00:00-06:00", "2020-03-07T08:00:00-06:00"),
        ("2020-03-07T20:00:00-06:00", "2020-03-08T08:00:00-05:00"),
    ]
    assert [end - start for start, end in found] == [12 * 3600, 11 * 3600]


def test_a_window_inside_the_hour_that_is_skipped_does_not_happen():
    assert spans("Sun 02:00-03:00", "2020-03-08", 1, "America/Chicago") == []
    assert total(spans("Sun 01:00-02:00", "2020-11-01", 1, "America/Chicago")) == 2 * 3600


def test_closed_days_are_taken_out_by_the_local_calendar():
    found = spans("24/5", "2026-12-21", 7, "Europe/Berlin", [date(2026, 12, 25), date(2026, 12, 24)])
    assert shown(found, "Europe/Berlin")[2][1] == "2026-12-24T00:00:00+01:00"
    assert shown(found, "Europe/Berlin")[3][0] == "2026-12-28T00:00:00+01:00"
    assert total(found) == 3 * 86_400


def test_one_stretch_over_the_weekend_reaches_into_the_time_asked_for():
    assert len(spans("Sun 22:00 - Fri 22:00", "2026-11-25", 1, "UTC")) == 1
    assert total(spans("Mon 00:00 - Mon 00:00", "2026-11-25", 1, "UTC")) == 86_400


def test_a_time_that_is_empty_or_backwards_has_no_spans():
    assert spans("24/7", "2026-11-25", 0, "UTC") == []
    assert spans("24/7", "2026-11-25", -3, "UTC") == []


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(
        ["America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca"]
    ),
    st.dates(date(2019, 1, 1), date(2031, 1, 1)),
    st.integers(0, 9),
    st.sampled_from(
        ["Mon-Fri 08:00-12:00, 13:00-17:00; Sat 09:00-12:00", "Sun 22:00 - Fri 22:00", "Mon-Sun 20:00-04:15"]
    ),
)
def test_a_minute_is_in_a_span_when_the_clock_says_so(name, day, length, text):
    """Walk the clock through UTC; a window's hours are judged by what it reads."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    hours, there = parse_hours(text), zone(name)
    found = hours.spans(start, start + timedelta(days=length), there)
    assert found == sorted(found)
    covered = normalise(found)
    for minute in range(0, length * 1440, 15):
        at = start + timedelta(minutes=minute)
        local = at.astimezone(there)
        if local.utcoffset() != (at - timedelta(hours=2)).astimezone(there).utcoffset():
            continue  # the two hours after a change are judged by the tests above
        read = local.weekday() * 1440 + local.hour * 60 + local.minute
        inside = any(begin <= read < end or begin <= read + 10080 < end for begin, end in hours.windows)
        seconds = int(at.timestamp())
        assert inside == any(begin <= seconds < end for begin, end in covered), local


@pytest.mark.parametrize("name", ["America/Chicago", "Pacific/Apia", "Europe/Dublin"])
def test_windows_that_share_a_border_neither_gap_nor_overlap(name):
    found = spans("Mon-Sun 00:00-02:30, 02:30-12:00, 12:00-24:00", "2011-01-01", 3650, name)
    assert len(normalise(found)) == 1
    assert total(found) == 3650 * 86_400
