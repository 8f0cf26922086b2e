"""Shifts from begin to end, wherever somebody asks about them."""

from datetime import timedelta

import pytest

from governor_cli.practices.schedule.whole import whole_shifts

WEEKLY = """
rotations:
  - {id: r, role: primary-operator, turn: 1 week, handoff: "Mon 06:00", from: 2026-01-05, people: [ada, sean]}
"""


@pytest.fixture
def whole(roster, instant_of):
    def ask(text, start, days=7):
        begin = instant_of(start)
        _, found = whole_shifts(roster(text), None, begin, begin + timedelta(days=days))
        return [(one.shift.who, one.shift.start, one.shift.end, one.endless) for one in found]

    return ask


def test_the_same_shifts_are_whole_at_every_hour_of_them(whole):
    first = whole(WEEKLY, "2026-03-02 06:00", 6)
    assert len(first) == 1
    assert [whole(WEEKLY, f"2026-03-0{day} 17:30", 1) for day in range(2, 8)] == [first] * 6


def test_a_shift_of_half_a_year_is_looked_for_further_away(whole, instant_of):
    text = WEEKLY.replace("1 week", "26 weeks")
    ((who, start, end, endless),) = whole(text, "2026-03-02 06:00")
    assert (who, end - start, endless) == ("ada", 26 * 7 * 86_400, False)
    assert start == instant_of("2026-01-05 06:00").timestamp()


def test_what_never_began_is_cut_to_the_time_asked_about(whole, instant_of):
    ((who, start, end, endless),) = whole("static: [{role: cto, people: [bo]}]", "2026-03-02 06:00")
    assert (who, endless) == ("bo", True)
    assert (start, end) == (
        instant_of("2026-03-02 06:00").timestamp(),
        instant_of("2026-03-09 06:00").timestamp(),
    )


def test_the_first_and_the_last_days_there_are_can_be_asked_about(whole):
    always = "static: [{role: cto, people: [bo]}]"
    assert whole(always, "1970-01-01 00:00")[0][0] == "bo"
    assert whole(always, "2999-12-30 00:00", 1)[0][0] == "bo"
