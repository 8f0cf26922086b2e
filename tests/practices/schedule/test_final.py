"""The final schedule: layers, time off, overrides, swaps and shadows over the turns."""

import pytest

from governor_cli.practices.schedule.final import final_schedule

WEEKLY = """
rotations:
  - id: r
    role: primary-operator
    turn: 1 week
    handoff: "Mon 06:00"
    from: 2026-01-05
    people: [ada, sean, kim]
"""
FIRST, SECOND = "2026-01-05 06:00", "2026-01-12 06:00"
THIRD, FOURTH = "2026-01-19 06:00", "2026-01-26 06:00"


@pytest.fixture
def final(roster, shifts, policy):
    """The shifts of three weeks of a weekly rotation with more entries."""

    def build(entries: str, start=FIRST, end=FOURTH):
        return shifts(roster(WEEKLY + entries), start, end, policy)

    return build


def test_a_rotation_like_another_follows_it_with_the_next_in_line(final):
    rows = final("  - {id: s, like: r, offset: 1, role: secondary-operator}\n", FIRST, SECOND)
    assert rows == [("ada", FIRST, SECOND), ("sean", FIRST, SECOND)]


def test_time_off_moves_nothing_without_a_cover(final):
    assert final("time_off: [{who: ada, from: 2026-01-06, through: 2026-01-07}]", end=SECOND) == [
        ("ada", FIRST, SECOND)
    ]


def test_a_cover_takes_the_days_off_and_through_counts_its_day(final):
    assert final("time_off: [{who: ada, from: 2026-01-06, through: 2026-01-07, cover: kim}]", end=SECOND) == [
        ("ada", FIRST, "2026-01-06 00:00"),
        ("kim", "2026-01-06 00:00", "2026-01-08 00:00"),
        ("ada", "2026-01-08 00:00", SECOND),
    ]


def test_days_off_begin_and_end_in_the_zone_of_the_person(roster, shifts):
    team = roster(
        WEEKLY
        + "people: {ada: {name: Ada, timezone: Asia/Tokyo}}\n"
        + "time_off: [{who: ada, from: 2026-01-07, until: 2026-01-08, cover: kim}]"
    )
    assert ("kim", "2026-01-06 15:00", "2026-01-07 15:00") in shifts(team, FIRST, SECOND)


def test_a_take_moves_every_holder_within_its_time(final):
    rows = final(
        "overrides: [{role: primary-operator, take: kim, from: 2026-01-11, until: 2026-01-13}]", end=THIRD
    )
    assert rows == [
        ("ada", FIRST, "2026-01-11 00:00"),
        ("kim", "2026-01-11 00:00", SECOND),
        ("kim", SECOND, "2026-01-13 00:00"),
        ("sean", "2026-01-13 00:00", THIRD),
    ]


def test_a_take_for_somebody_leaves_the_others(final):
    rows = final(
        "overrides: [{role: primary-operator, for: sean, take: kim, from: 2026-01-11, until: 2026-01-13}]",
        end=THIRD,
    )
    assert [who for who, _, _ in rows] == ["ada", "kim", "sean"]


def test_a_take_for_somebody_away_moves_what_their_cover_has(final):
    """Ada is away and kim covers; for one day somebody else does."""
    rows = final(
        "time_off: [{who: ada, from: 2026-01-06, through: 2026-01-08, cover: kim}]\n"
        "overrides: [{role: primary-operator, for: ada, take: sean, from: 2026-01-07, until: 2026-01-08}]",
        end=SECOND,
    )
    assert [(who, start) for who, start, _ in rows] == [
        ("ada", FIRST),
        ("kim", "2026-01-06 00:00"),
        ("sean", "2026-01-07 00:00"),
        ("kim", "2026-01-08 00:00"),
        ("ada", "2026-01-09 00:00"),
    ]


def test_nobody_is_a_hole_on_purpose(final):
    rows = final(
        "overrides: [{rotation: r, take: nobody, from: 2026-01-07T14:00, until: 2026-01-07T16:00}]",
        end=SECOND,
    )
    assert rows == [("ada", FIRST, "2026-01-07 14:00"), ("ada", "2026-01-07 16:00", SECOND)]


def test_an_addition_is_beside_whoever_is_on(final):
    rows = final(
        "overrides: [{role: primary-operator, add: kim, from: 2026-01-07, until: 2026-01-08}]", end=SECOND
    )
    assert rows == [("ada", FIRST, SECOND), ("kim", "2026-01-07 00:00", "2026-01-08 00:00")]


def test_a_swap_goes_both_ways(final):
    rows = final(
        "overrides: [{swap: [ada, sean], role: primary-operator, from: 2026-01-05, until: 2026-01-20}]"
    )
    assert [(who, start) for who, start, _ in rows] == [
        ("sean", FIRST),
        ("ada", SECOND),
        ("kim", THIRD),
    ]


def test_an_override_of_one_rotation_leaves_another_of_the_same_role(roster, shifts):
    team = roster(
        WEEKLY + "  - {id: q, like: r, offset: 1}\n"
        "overrides: [{rotation: q, take: kim, from: 2026-01-05, until: 2026-01-12T06:00}]"
    )
    assert sorted(who for who, _, _ in shifts(team, FIRST, SECOND)) == ["ada", "kim"]


def test_an_override_of_a_role_by_its_other_name_is_about_the_same_role(final):
    rows = final(
        "overrides: [{role: pagerduty-on-call, take: kim, from: 2026-01-05, until: 2026-01-12T06:00}]",
        end=SECOND,
    )
    assert rows == [("kim", FIRST, SECOND)]


def test_the_highest_layer_with_somebody_on_wins(roster, shifts):
    team = roster(
        WEEKLY
        + "  - {id: d, role: primary-operator, layer: 2, hours: Tue 08:00-16:00, from: 2026-01-05, people: [dee]}"  # noqa: E501
    )
    assert shifts(team, FIRST, SECOND) == [
        ("ada", FIRST, "2026-01-06 08:00"),
        ("dee", "2026-01-06 08:00", "2026-01-06 16:00"),
        ("ada", "2026-01-06 16:00", SECOND),
    ]


def test_equal_layers_add_up(roster, shifts):
    team = roster(WEEKLY + "  - {id: q, like: r, offset: 1}\n")
    assert [who for who, _, _ in shifts(team, FIRST, SECOND)] == ["ada", "sean"]


def test_a_shadow_is_beside_the_rotation_and_counts_for_nothing(roster, policy, instant_of):
    team = roster("""
        rotations:
          - id: r
            role: primary-operator
            hours: "Mon-Fri 06:00-14:00"
            turn: 1 week
            from: 2026-01-05
            people: [ada, sean]
            shadows: [{who: dee, from: 2026-01-07, until: 2026-01-09T10:00}]
    """)
    schedule = final_schedule(team, policy, instant_of(FIRST), instant_of(FOURTH))
    assert {shift.who for shift in schedule.shifts} == {"ada", "sean"}
    assert [(one.who, one.end - one.start) for one in schedule.shadows] == [
        ("dee", 8 * 3600),
        ("dee", 8 * 3600),
        ("dee", 4 * 3600),
    ]
    assert schedule.on_call("primary-operator", instant_of("2026-01-07 10:00"))[0].who == "ada"


def test_an_override_that_changes_nothing_is_told(roster, policy, instant_of):
    team = roster(
        WEEKLY + "overrides:\n"
        "  - {role: primary-operator, for: sean, take: kim, from: 2026-01-06, until: 2026-01-07}\n"
        "  - {role: primary-operator, take: ada, from: 2026-01-07, until: 2026-01-08}\n"
        "  - {role: primary-operator, add: ada, from: 2026-01-08, until: 2026-01-09}\n"
        "  - {role: primary-operator, take: kim, from: 2026-01-09, until: 2026-01-10}\n"
    )
    schedule = final_schedule(team, policy, instant_of(FIRST), instant_of(FOURTH))
    assert list(schedule.idle) == [("overrides", 0), ("overrides", 1), ("overrides", 2)]


def test_static_people_are_on_together_in_their_hours(roster, shifts):
    team = roster(
        "static: [{role: cto, people: [bo, dee], hours: Mon 09:00-17:00, timezone: America/New_York}]"
    )
    assert shifts(team, "2026-07-06", "2026-07-07") == [
        ("bo", "2026-07-06 13:00", "2026-07-06 21:00"),
        ("dee", "2026-07-06 13:00", "2026-07-06 21:00"),
    ]
