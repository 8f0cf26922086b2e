"""Which channels of the playbook hear of what."""

import pytest

from governor_cli.core.record import replaced
from governor_cli.practices.incident.channels import channels_of, channels_of_lessons, is_first


def ids(channels):
    return [one.id for one in channels]


@pytest.mark.parametrize(
    ("severity", "heard"),
    [("P0", ["governor-ops", "pagerduty"]), ("P1", ["governor-ops", "pagerduty"]), ("P2", ["governor-ops"])],
)
def test_updates_go_to_their_channels_and_to_those_of_the_severity(policy, severity, heard):
    assert ids(channels_of(policy, policy.severity(severity))) == heard


def test_without_a_severity_only_those_of_updates_hear_of_it(policy):
    assert ids(channels_of(policy, None)) == ["governor-ops"]


def test_lessons_go_where_the_checklist_asks_for_them_else_where_updates_go(policy):
    elsewhere = [replaced(item, channel="service-desk") for item in policy.checklist if item.id == "lessons"]
    assert ids(channels_of_lessons(policy)) == ["governor-ops"]
    assert ids(channels_of_lessons(replaced(policy, checklist=elsewhere))) == ["service-desk"]
    assert ids(channels_of_lessons(replaced(policy, checklist=[]))) == ["governor-ops"]


def test_the_first_of_a_medium_is_the_one_that_stands_first(policy):
    assert [one.id for one in policy.channels if is_first(policy, one)] == [
        "governor-ops",
        "service-desk",
        "pagerduty",
    ]
