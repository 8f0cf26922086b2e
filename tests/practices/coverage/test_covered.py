"""Coverage and gaps: promised minus covered, groups of gaps, and what opens them."""

from datetime import UTC, datetime, timedelta

import pytest

from governor_cli.core.wall_clock import clock_of, wall_seconds
from governor_cli.practices.coverage.covered import coverage, is_on_call, kept_posted, promises, step_reach
from governor_cli.practices.coverage.gaps import grouped, opening, recurring
from governor_cli.practices.schedule.final import final_schedule

START = datetime(2026, 11, 23, tzinfo=UTC)
HOUR = 3600


@pytest.fixture
def schedule(roster, policy):
    def build(text, days=14, start=START):
        return final_schedule(roster(text), policy, start, start + timedelta(days=days))

    return build


def spans(zone, hour, length, *days):
    """The same time of several days in a zone."""
    clock = clock_of(zone)
    begins = [clock.epoch_of(wall_seconds(datetime.fromisoformat(f"{day}T{hour}"))) for day in days]
    return [(begin, begin + length) for begin in begins]


def test_every_role_that_staffs_a_channel_or_is_told_is_promised_once(policy):
    found = [(one.name, one.role) for one in promises(policy)]
    assert found[:3] == [
        ("governor-ops", "primary-operator"),
        ("governor-ops", "secondary-operator"),
        ("governor-support", "primary-operator"),
    ]
    assert ("P0", "release-manager") in found
    assert ("P0", "cto") not in found
    assert len(found) == len(set(found))


def test_who_is_informed_and_not_told_is_kept_posted_once(policy):
    found = [(one.name, one.role) for one in kept_posted(policy)]
    assert found == [
        ("P0", "cto"),
        ("P0", "head-of-product"),
        ("P1", "release-manager"),
        ("P2", "product-owner"),
    ]
    assert not set(kept_posted(policy)) & set(promises(policy))


def test_only_what_was_promised_counts(schedule, policy):
    """Office hours cover office hours in full, and a third of a day of round the clock."""
    plan = schedule("""
        rotations:
          - id: r
            role: primary-operator
            hours: "Mon-Fri 06:00-22:00"
            turn: 1 week
            from: 2026-01-05
            people: [ada, sean]
    """)
    hours = {one.promise.name: one for one in coverage(policy, plan) if "primary" in one.promise.role}
    assert (hours["governor-support"].promised_hours, hours["governor-support"].covered_hours) == (160, 160)
    assert (hours["service-desk"].promised_hours, hours["service-desk"].covered_hours) == (336, 160)


def test_two_people_at_once_are_counted_once(schedule, policy):
    plan = schedule("static: [{role: primary-operator, people: [ada, sean, kim]}]")
    desk = next(one for one in coverage(policy, plan) if one.promise.name == "service-desk")
    assert (desk.promised_hours, desk.covered_hours, list(desk.open)) == (336, 336, [])


def test_another_name_for_a_role_is_covered_by_whoever_holds_it(schedule, policy):
    plan = schedule("static: [{role: primary-operator, people: [ada]}]")
    pager = next(one for one in coverage(policy, plan) if one.promise.role == "pagerduty-on-call")
    assert pager.covered_hours == 336


def test_best_effort_roles_need_not_be_covered(policy):
    assert is_on_call(policy, "pagerduty-on-call")
    assert not is_on_call(policy, "release-manager")
    assert is_on_call(policy, "nobody-knows-this-role")


def test_a_step_is_reached_when_one_of_its_roles_is(schedule, policy):
    plan = schedule('static: [{role: primary-operator, people: [ada], hours: "Mon-Fri 00:00-24:00"}]')
    step = next(one for one in step_reach(policy, plan) if (one.severity, one.step) == ("P0", 1))
    assert sum(end - start for start, end in step.open) == 4 * 24 * HOUR


def test_somebody_without_the_ways_to_reach_them_reaches_nobody(schedule, policy):
    plan = schedule("""
        people: {ada: {name: Ada}}
        static: [{role: primary-operator, people: [ada]}]
    """)
    first = next(one for one in step_reach(policy, plan) if one.severity == "P1")
    assert list(first.open) == []
    assert list(first.unreached) == list(first.promised)


def test_gaps_at_one_time_of_several_days_are_one_group():
    days = [f"2026-11-{day}" for day in (23, 24, 25, 26, 27, 30)]
    (group,) = grouped(spans("UTC", "13:00", HOUR, *days), "UTC")
    assert str(group) == "Mon-Fri 13:00 for 1h, 6 times from 2026-11-23 to 2026-11-30"


def test_a_gap_alone_says_its_day():
    (group,) = grouped(spans("UTC", "01:00", HOUR // 2, "2027-03-28"), "Europe/Berlin")
    assert str(group) == "Sun 2027-03-28 03:00 for 30m"


def test_gaps_of_two_seasons_are_two_groups():
    winter = [f"2027-01-{day:02}" for day in range(4, 20)]
    autumn = [f"2027-11-{day:02}" for day in range(4, 20)]
    found = [str(group) for group in grouped(spans("UTC", "13:00", HOUR, *winter, *autumn), "UTC")]
    assert found == [
        "daily 13:00 for 1h, 16 times from 2027-01-04 to 2027-01-19",
        "daily 13:00 for 1h, 16 times from 2027-11-04 to 2027-11-19",
    ]


def test_gaps_that_come_once_a_year_stay_together():
    (group,) = grouped(spans("UTC", "01:00", HOUR, "2027-03-28", "2028-03-26", "2029-03-25"), "UTC")
    assert str(group) == "Sun 01:00 for 1h, 3 times from 2027-03-28 to 2029-03-25"


def test_a_gap_of_every_summer_is_told_once_with_when_it_ends():
    summers = [f"{year}-07-{day:02}" for year in range(2027, 2032) for day in range(1, 29)]
    found = recurring(grouped(spans("Europe/Berlin", "13:30", 1800, *summers), "Europe/Berlin"))
    assert len(found) == 1
    assert str(found[0]).startswith(
        "daily 13:30 for 30m, 28 times from 2027-07-01 to 2027-07-28, and alike in "
    )
    assert str(found[0]).endswith("4 later seasons until 2031-07-28")
    two = recurring(grouped(spans("Europe/Berlin", "13:30", 1800, *summers[:56]), "Europe/Berlin"))
    assert [len(one.later) for one in two] == [0, 0]


def test_a_gap_keeps_its_local_time_across_a_clock_change():
    (group,) = grouped(spans("Europe/Berlin", "13:00", HOUR, "2027-03-27", "2027-03-28"), "Europe/Berlin")
    assert str(group) == "Sat-Sun 13:00 for 1h, 2 times from 2027-03-27 to 2027-03-28"


def test_an_override_that_takes_nobody_opens_its_gap(schedule):
    plan = schedule("""
        static: [{role: primary-operator, people: [ada]}]
        overrides: [{role: primary-operator, take: nobody, from: 2026-11-25T10:00, until: 2026-11-25T11:00}]
    """)
    cause = opening(spans("UTC", "10:00", HOUR, "2026-11-25")[0], "pagerduty-on-call", plan)
    assert (cause.text, cause.at) == ("an override takes nobody for ada", ("overrides", 0))


def test_two_rotations_that_do_not_meet_open_a_gap_and_the_clock_that_changed_is_named(schedule):
    plan = schedule(
        """
        rotations:
          - id: a
            role: cto
            hours: "Mon-Sun 00:00-12:00"
            timezone: Europe/Berlin
            from: 2026-01-05
            people: [ada]
          - {id: b, role: cto, hours: "Mon-Sun 11:00-23:00", from: 2026-01-05, people: [sean]}
        """,
        start=datetime(2027, 3, 20, tzinfo=UTC),
    )
    cause = opening(spans("UTC", "10:00", HOUR, "2027-03-28")[0], "cto", plan)
    assert cause.text == (
        "rotation a ends Sun 12:00 Europe/Berlin and rotation b begins Sun 11:00 UTC, "
        "the clock of Europe/Berlin changes on 2027-03-28"
    )
    assert cause.at == ("rotations", 0)


def test_a_role_that_nobody_holds_says_so(schedule):
    cause = opening(spans("UTC", "10:00", HOUR, "2026-11-25")[0], "cto", schedule("people: {}"))
    assert cause.text == "nobody holds it at all"
