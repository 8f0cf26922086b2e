"""The example that follows the sun: clean over 28 years, and each single change of it is found."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from governor_cli.contracts.subject import Subject
from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.kinds.roster.model import Roster
from governor_cli.kinds.roster.rules import RULES
from governor_cli.practices.coverage import coverage_rules, duty_rules, reach_rules, week_table_rules
from governor_cli.practices.coverage.proof import Proof

EXAMPLE = (Path(__file__).parents[3] / "templates" / "roster-follow-the-sun.md").read_text()
START = datetime(2026, 11, 23, tzinfo=UTC)


def codes(text: str, policy, days: int = 400) -> set[str]:
    document = read("roster.md", text.encode())
    record, faults = validate(Roster, document.front)
    found = {fault.code for fault in (*document.faults, *faults)}
    if record is None:
        return found
    subject = Subject(document, record, policy)
    found |= {fault.code for rule in (*RULES, *week_table_rules.RULES) for fault in rule.check(subject)}
    proof = Proof(record, policy, START, START + timedelta(days=days), START)
    over_time = (*coverage_rules.RULES, *reach_rules.RULES, *duty_rules.RULES)
    return found | {fault.code for rule in over_time for fault in rule.check(proof)}


def test_the_example_is_clean_over_twenty_eight_years(policy):
    assert codes(EXAMPLE, policy, 28 * 366) == set()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("14:00-22:00", "14:30-22:00", "COV001"),
        ('"Mon-Sun 06:00-14:00"', '"Mon-Sun 06:00-14:00", timezone: Europe/Berlin', "COV001"),
        ("people: [bo, gil]", 'people: [bo, gil], hours: "Mon-Fri 09:00-17:00"', "COV002"),
        ("  - {role: cto, people: [gil]}\n", "", "COV003"),
        ('phone: "+81312345602", ', "", "COV004"),
        ("time_off: []", "time_off: [{who: ada, from: 2026-12-21, through: 2026-12-27}]", "COV005"),
        ("like: emea, offset: 2", "like: emea, offset: 4", "COV006"),
        ("like: emea, offset: 2", "like: emea, offset: 1", "COV008"),
        ("max_share: 10%", "max_share: 8%", "COV009"),
        ("people: [ada, sean, eva, joao]", "people: [ada, sean, eva]", "COV010"),
        ("reviewed: 2026-11-20", "reviewed: 2026-01-20", "COV011"),
        ("reviewed: 2026-11-20", "reviewed: 2027-11-20", "COV011"),
        ("people: [bo]}", 'people: [bo], hours: "Mon-Fri 09:00-17:00"}', "COV016"),
        ("[kim, lee, max, ines]", "[kim, lee, max, inez]", "ROS006"),
        ("+4930901820", "+49 30 901820", "ROS003"),
        ("timezone: Asia/Tokyo", "timezone: Asia/Tokio", "KEY004"),
    ],
)
def test_a_single_change_of_it_is_found_by_the_rule_meant_for_it(policy, old, new, code):
    assert old in EXAMPLE
    assert code in codes(EXAMPLE.replace(old, new, 1), policy)
