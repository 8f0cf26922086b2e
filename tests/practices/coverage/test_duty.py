"""Duty: hours, nights, rests and runs, on the clock of whoever has them."""

from datetime import UTC, datetime, timedelta

import pytest

from governor_cli.practices.coverage.duty import loads
from governor_cli.practices.coverage.duty_rules import everybody_is_on, shares_are_fair
from governor_cli.practices.coverage.proof import Proof
from governor_cli.practices.schedule.final import final_schedule
from governor_cli.practices.schedule.moves import moves, people_of
from governor_cli.practices.schedule.upcoming import upcoming

START = datetime(2026, 11, 23, tzinfo=UTC)
HOUR = 3600


@pytest.fixture
def load(roster, policy):
    def build(text, who="ada", days=28, start=START):
        plan = final_schedule(roster(text), policy, start, start + timedelta(days=days))
        return next(one for one in loads(policy, plan) if one.handle == who)

    return build


DAYS = """
people: {ada: {name: Ada, timezone: Europe/Berlin}, sean: {name: Sean}}
rotations:
  - id: r
    role: primary-operator
    hours: "Mon-Sun 06:00-14:00"
    turn: 1 week
    from: 2026-01-05
    people: [sean, ada]
"""


def test_hours_shares_and_weekends_of_every_other_week(load):
    one = load(DAYS)
    assert (one.seconds, one.share, one.weekend_days) == (14 * 8 * HOUR, 0.5, 4)
    assert (one.longest, one.least_rest) == (8 * HOUR, 16 * HOUR)
    assert one.nights == 0


def test_nights_are_counted_on_the_clock_of_the_person(load):
    """Two in the afternoon in Tokyo is six in the morning in Berlin, where the night has ended."""
    shifts = DAYS.replace("06:00-14:00", "20:00-22:00")
    assert load(shifts).nights == 14
    assert load(shifts.replace("Europe/Berlin", "America/New_York")).nights == 0


def test_a_week_round_the_clock_is_seven_days_and_two_are_fourteen(load):
    weekly = DAYS.replace('    hours: "Mon-Sun 06:00-14:00"\n', "")
    assert [run.days for run in load(weekly).runs] == [7, 7]
    twice = weekly.replace("[sean, ada]", "[sean, ada, ada]")
    assert max(run.days for run in load(twice).runs) == 14


def test_the_week_of_a_clock_change_is_no_day_longer(load):
    weekly = DAYS.replace('    hours: "Mon-Sun 06:00-14:00"\n', "    timezone: Europe/Berlin\n")
    runs = load(weekly, start=datetime(2026, 10, 12, tzinfo=UTC), days=35).runs
    assert {run.days for run in runs} <= {1, 7}


def test_holidays_are_counted_by_the_calendar_of_the_person(load):
    pytest.importorskip("holidays")
    calendar = DAYS.replace("timezone: Europe/Berlin", "timezone: Europe/Berlin, holidays: DE-BE")
    one = load(calendar, start=datetime(2026, 12, 21, tzinfo=UTC), days=14)
    assert one.holidays == load(calendar, start=datetime(2026, 12, 21, tzinfo=UTC), days=14).holidays
    assert one.holidays in {1, 2}
    assert load(DAYS).holidays is None


def test_best_effort_is_no_duty(load):
    one = load("people: {ada: {name: Ada}}\nstatic: [{role: release-manager, people: [ada]}]")
    assert (one.seconds, one.least_rest) == (0, None)


def test_a_rest_is_measured_between_two_stretches(load):
    one = load("""
        people: {ada: {name: Ada}}
        overrides:
          - {role: primary-operator, add: ada, from: 2026-11-24T06:00, until: 2026-11-24T14:00}
          - {role: primary-operator, add: ada, from: 2026-11-24T14:00, until: 2026-11-24T15:00}
          - {role: primary-operator, add: ada, from: 2026-11-24T19:00, until: 2026-11-24T20:00}
    """)
    assert ([rest.seconds for rest in one.rests], one.longest) == ([4 * HOUR], 9 * HOUR)


def test_moves_are_only_where_other_people_are_on(roster, policy):
    before = roster(DAYS)
    entry = "{role: primary-operator, take: sean, from: 2026-12-01, until: 2026-12-03}"
    after = roster(f"{DAYS}overrides: [{entry}]")
    plans = [final_schedule(one, policy, START, START + timedelta(days=28)) for one in (before, after)]
    found = moves(*plans)
    on = {shift.who for shift in plans[0].on_call("primary-operator", datetime(2026, 12, 1, 7, tzinfo=UTC))}
    assert [(move.before, move.after) for move in found] == (
        [(("ada",), ("sean",))] * 2 if on == {"ada"} else []
    )
    assert moves(plans[0], plans[0]) == []


def test_somebody_beside_another_is_the_only_one_who_moves(roster, policy):
    base = "static: [{role: cto, people: [ada, sean]}]\n"
    entry = "overrides: [{role: cto, add: kim, from: 2026-12-01, until: 2026-12-03}]"
    plans = [
        final_schedule(roster(text), policy, START, START + timedelta(days=28))
        for text in (base, base + entry)
    ]
    (move,) = moves(*plans)
    assert (move.before, move.after, move.end - move.start) == (
        ("ada", "sean"),
        ("ada", "kim", "sean"),
        48 * HOUR,
    )
    assert people_of([move]) == ["kim"]


def test_a_shift_that_the_clock_change_moves_says_when_it_usually_begins(roster, policy):
    team = roster(DAYS.replace("[sean, ada]", "[ada]"))
    at = datetime(2027, 3, 26, 20, tzinfo=UTC)
    shifts = upcoming(team, policy, "ada", at, 3, "Europe/Berlin")
    assert [one.usual for one in shifts] == [None, 7 * 60, None]


def test_what_never_begins_or_ends_has_no_border_and_a_long_shift_has_both(roster, policy):
    at = datetime(2026, 11, 23, 10, 17, tzinfo=UTC)
    static = roster(
        "static: [{role: cto, people: [bo]}, {role: sre-liaison, people: [bo], until: 2026-12-01}]"
    )
    assert [(one.start, one.end) for one in upcoming(static, policy, "bo", at, 9, "UTC")] == [
        (None, int(datetime(2026, 12, 1, tzinfo=UTC).timestamp())),
        (None, None),
    ]
    long = roster(DAYS.replace("1 week", "26 weeks").replace('    hours: "Mon-Sun 06:00-14:00"\n', ""))
    (one,) = upcoming(long, policy, "ada", at, 1, "UTC")
    assert (one.start, one.end - one.start) == (
        int(datetime(2026, 7, 6, tzinfo=UTC).timestamp()),
        26 * 7 * 24 * HOUR,
    )
    assert upcoming(static, policy, "bo", datetime(1970, 1, 1, tzinfo=UTC), 1, "UTC")


def test_whoever_learns_is_told_when_they_are_beside_somebody(roster, policy):
    text = DAYS.replace("[sean, ada]", "[sean, ada]\n    shadows: [{who: kim, from: 2026-12-01}]")
    found = upcoming(roster(text), policy, "kim", START, 2, "UTC")
    assert [(one.is_shadow, one.start) for one in found] == [
        (True, int(datetime(2026, 12, day, 6, tzinfo=UTC).timestamp())) for day in (1, 2)
    ]


@pytest.mark.parametrize(("days", "codes"), [(7, set()), (91, {"COV009", "COV010"})])
def test_shares_and_whoever_is_never_on_are_judged_over_a_quarter_at_least(roster, policy, days, codes):
    text = DAYS.replace("people: {ada", "people: {kim: {name: Kim}, ada") + "limits: {max_share: 40%}\n"
    proof = Proof(roster(text), policy, START, START + timedelta(days=days), START)
    told = {fault.code for rule in (shares_are_fair, everybody_is_on) for fault in rule.check(proof)}
    assert told == codes
