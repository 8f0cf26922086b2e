"""Escalation: the people that each step reaches."""

from datetime import timedelta

import pytest

from governor_cli.practices.coverage.escalation import holders, reached, schedule_at

PEOPLE = """
people:
  ada: {name: Ada K., slack: "@ada", phone: "+4930901820", pagerduty: PADA001, email: ada@example.com}
  sean: {name: Sean O., slack: "@sean", phone: "private:sean", pagerduty: PSEA001}
  bo: {name: Bo, slack: "@bo", email: bo@example.com}
rotations:
  - {id: r, role: primary-operator, turn: 1 week, handoff: "Mon 06:00", from: 2026-01-05, people: [ada, sean]}
static:
  - {role: release-manager, people: [bo, ada], hours: "Mon-Fri 09:00-17:00"}
"""


@pytest.fixture
def team(roster):
    return roster(PEOPLE)


def test_each_step_has_its_people_and_the_ways_their_role_demands(team, policy, instant_of):
    at = instant_of("2026-01-06 10:00")
    first, second, third = reached(policy, schedule_at(team, policy, at), "P0", at)
    assert (first.step, first.verb, first.roles) == (1, "tell", ["pagerduty-on-call"])
    assert first.people[0].handle == "ada"
    assert dict(first.people[0].reach) == {"pagerduty": "PADA001", "phone": "+4930901820", "slack": "@ada"}
    assert [person.handle for person in second.people] == ["ada", "bo"]
    assert second.after == timedelta(minutes=15)
    assert (third.verb, third.people, third.after) == ("inform", [], timedelta(minutes=30))


def test_the_next_week_reaches_the_next_person(team, policy, instant_of):
    at = instant_of("2026-01-12 06:00")
    assert [one.handle for one in holders(policy, schedule_at(team, policy, at), "primary-operator", at)] == [
        "sean"
    ]


def test_at_night_a_role_with_office_hours_reaches_nobody(team, policy, instant_of):
    at = instant_of("2026-01-06 23:00")
    assert reached(policy, schedule_at(team, policy, at), "P0", at)[1].people == []


def test_a_severity_in_any_case_is_found_and_an_unknown_one_has_no_steps(team, policy, instant_of):
    at = instant_of("2026-01-06 10:00")
    schedule = schedule_at(team, policy, at)
    assert reached(policy, schedule, "p0", at) == reached(policy, schedule, "P0", at)
    assert reached(policy, schedule, "P9", at) == []
