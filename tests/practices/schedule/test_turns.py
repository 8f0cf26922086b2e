"""Turns on the wall clock: shifts known from elsewhere, and every unit of a turn."""

import pytest


def handoffs(rows):
    return [start for _, start, _ in rows]


def test_a_daily_handoff_at_half_past_one_uses_the_first_of_two_in_autumn(rotation, shifts):
    roster = rotation("""
        turn: 1 day
        handoff: "01:30"
        timezone: America/Chicago
        from: 2020-10-30
        people: [ada, sean]
    """)
    rows = shifts(roster, "2020-10-30T01:30-05:00", "2020-11-03T00:00-06:00")
    assert handoffs(rows) == ["2020-10-30 06:30", "2020-10-31 06:30", "2020-11-01 06:30", "2020-11-02 07:30"]


def test_a_daily_handoff_that_the_clock_skips_comes_when_it_has_skipped(rotation, shifts):
    roster = rotation("""
        turn: 1 day
        handoff: "02:30"
        timezone: America/Chicago
        from: 2020-03-06
        people: [ada, sean]
    """)
    rows = shifts(roster, "2020-03-06T02:30-06:00", "2020-03-10T00:00-05:00")
    assert handoffs(rows) == ["2020-03-06 08:30", "2020-03-07 08:30", "2020-03-08 08:00", "2020-03-09 07:30"]


def test_lord_howe_skips_half_an_hour(rotation, shifts):
    roster = rotation("""
        turn: 1 day
        handoff: "02:15"
        timezone: Australia/Lord_Howe
        from: 2020-10-02
        people: [ada, sean]
    """)
    rows = shifts(roster, "2020-10-02T02:15+10:30", "2020-10-05T00:00+11:00")
    assert handoffs(rows) == ["2020-10-01 15:45", "2020-10-02 15:45", "2020-10-03 15:30"]


def test_lord_howe_has_one_day_of_twenty_four_and_a_half_hours(rotation, shifts, instant_of):
    roster = rotation("""
        turn: 1 day
        handoff: "02:00"
        timezone: Australia/Lord_Howe
        from: 2021-04-02
        people: [ada, sean]
    """)
    rows = shifts(roster, "2021-04-01T15:00+00:00", "2021-04-06T15:30+00:00")
    lengths = [(instant_of(end) - instant_of(start)).total_seconds() / 3600 for _, start, end in rows]
    assert lengths == [24, 24.5, 24, 24, 24]


def test_a_week_from_sunday_half_past_one_neither_gaps_nor_overlaps(rotation, shifts):
    roster = rotation("""
        turn: 1 week
        handoff: "Sun 01:30"
        timezone: US/Central
        from: 2016-10-30
        people: [ada, sean]
    """)
    rows = shifts(roster, "2016-10-30T06:30+00:00", "2016-11-20T07:30+00:00")
    assert rows == [
        ("ada", "2016-10-30 06:30", "2016-11-06 06:30"),
        ("sean", "2016-11-06 06:30", "2016-11-13 07:30"),
        ("ada", "2016-11-13 07:30", "2016-11-20 07:30"),
    ]


def test_a_week_across_the_change_is_an_hour_longer(rotation, shifts):
    roster = rotation("""
        turn: 1 week
        handoff: "Tue 00:00"
        timezone: America/Chicago
        from: 2024-10-28
        people: [ada, sean]
    """)
    assert shifts(roster, "2024-10-29T05:00Z", "2024-11-05T06:00Z") == [
        ("ada", "2024-10-29 05:00", "2024-11-05 06:00")
    ]


def test_nobody_is_on_before_the_first_handoff(rotation, shifts):
    roster = rotation("""
        turn: 1 week
        handoff: "Mon 06:00"
        from: 2026-01-06
        people: [ada, sean]
    """)
    assert shifts(roster, "2026-01-01", "2026-01-20")[0] == ("ada", "2026-01-12 06:00", "2026-01-19 06:00")


def test_a_turn_in_progress_is_cut_at_the_time_asked_for(rotation, shifts):
    roster = rotation("""
        turn: 2 weeks
        handoff: "Mon 00:00"
        from: 2026-01-05
        people: [ada, sean, kim]
    """)
    assert shifts(roster, "2026-01-27", "2026-02-10") == [
        ("sean", "2026-01-27 00:00", "2026-02-02 00:00"),
        ("kim", "2026-02-02 00:00", "2026-02-10 00:00"),
    ]


def test_hours_change_on_the_wall_clock(rotation, shifts):
    """Day and night keep their hours across the change; the night of the change is shorter."""
    roster = rotation("""
        turn: 12 hours
        handoff: "08:00"
        timezone: Europe/Berlin
        from: 2026-03-27
        people: [ada, sean]
    """)
    assert shifts(roster, "2026-03-28T07:00Z", "2026-03-29T18:00Z") == [
        ("ada", "2026-03-28 07:00", "2026-03-28 19:00"),
        ("sean", "2026-03-28 19:00", "2026-03-29 06:00"),
        ("ada", "2026-03-29 06:00", "2026-03-29 18:00"),
    ]


def test_months_hand_over_on_the_day_of_from_or_the_last_of_a_shorter_month(rotation, shifts):
    roster = rotation("""
        turn: 1 month
        handoff: "09:00"
        from: 2026-01-31
        people: [ada, sean]
    """)
    assert handoffs(shifts(roster, "2026-01-31T09:00", "2026-05-02")) == [
        "2026-01-31 09:00",
        "2026-02-28 09:00",
        "2026-03-31 09:00",
        "2026-04-30 09:00",
    ]


def test_a_shift_is_one_window_of_the_hours(rotation, shifts):
    roster = rotation("""
        hours: "Mon-Fri 00:00-24:00"
        turn: 1 shift
        from: 2026-01-05
        people: [ada, sean, kim]
    """)
    rows = shifts(roster, "2026-01-05", "2026-01-14")
    assert [(who, start) for who, start, _ in rows] == [
        ("ada", "2026-01-05 00:00"),
        ("sean", "2026-01-06 00:00"),
        ("kim", "2026-01-07 00:00"),
        ("ada", "2026-01-08 00:00"),
        ("sean", "2026-01-09 00:00"),
        ("kim", "2026-01-12 00:00"),
        ("ada", "2026-01-13 00:00"),
    ]


def test_windows_of_one_turn_that_touch_are_one_shift(rotation, shifts):
    roster = rotation("""
        hours: "Mon-Fri 00:00-24:00"
        turn: 1 week
        from: 2026-01-05
        people: [ada, sean]
    """)
    assert shifts(roster, "2026-01-05", "2026-01-19") == [
        ("ada", "2026-01-05 00:00", "2026-01-10 00:00"),
        ("sean", "2026-01-12 00:00", "2026-01-17 00:00"),
    ]


def test_without_a_handoff_turns_change_where_the_hours_begin(rotation, shifts):
    roster = rotation("""
        hours: "Tue-Thu 10:00-12:00"
        turn: 1 week
        from: 2026-01-05
        people: [ada, sean]
    """)
    assert [who for who, _, _ in shifts(roster, "2026-01-05", "2026-01-19")] == ["ada"] * 3 + ["sean"] * 3


def test_a_dated_change_starts_at_its_first_handoff_with_its_first_person(rotation, shifts):
    roster = rotation("""
        turn: 1 week
        handoff: "Mon 06:00"
        from: 2026-01-05
        people: [ada, sean]
        changes: [{from: 2026-01-20, people: [kim, ada, sean]}]
    """)
    assert shifts(roster, "2026-01-12T06:00", "2026-02-09T06:00") == [
        ("sean", "2026-01-12 06:00", "2026-01-19 06:00"),
        ("ada", "2026-01-19 06:00", "2026-01-26 06:00"),
        ("kim", "2026-01-26 06:00", "2026-02-02 06:00"),
        ("ada", "2026-02-02 06:00", "2026-02-09 06:00"),
    ]


def test_two_changes_before_one_handoff_leave_the_later_in_force(rotation, shifts):
    roster = rotation("""
        turn: 1 week
        handoff: "Mon 06:00"
        from: 2026-01-05
        people: [ada]
        changes: [{from: 2026-01-20, people: [kim]}, {from: 2026-01-21, people: [sean]}]
    """)
    assert [who for who, _, _ in shifts(roster, "2026-01-26T06:00", "2026-02-09T06:00")] == ["sean", "sean"]


def test_a_rotation_ends_where_it_says(rotation, shifts):
    roster = rotation("""
        turn: 1 week
        handoff: "Mon 06:00"
        from: 2026-01-05
        until: 2026-01-08T12:00
        people: [ada, sean]
    """)
    assert shifts(roster, "2026-01-01", "2026-02-01") == [("ada", "2026-01-05 06:00", "2026-01-08 12:00")]


@pytest.mark.parametrize("turn", ["10000 hours", "10000 days", "10000 weeks", "10000 months"])
def test_the_longest_turns_end_in_bounded_time(rotation, shifts, turn):
    handoff = "Mon 06:00" if "week" in turn else "06:00"
    roster = rotation(f"turn: {turn}\nhandoff: '{handoff}'\nfrom: 2999-12-01\npeople: [ada, sean]")
    assert len(shifts(roster, "2999-12-20", "2999-12-31")) == 1
