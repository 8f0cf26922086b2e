"""Every step of an escalation is judged: those that tell, those that inform, hour by hour."""

from datetime import UTC, datetime, timedelta

import pytest

from governor_cli.core.record import replaced
from governor_cli.policy.model import Step
from governor_cli.practices.coverage.escalation import StepsJudged, judged
from governor_cli.practices.coverage.proof import Proof
from governor_cli.practices.coverage.reach_rules import RULES

START = datetime(2026, 11, 23, tzinfo=UTC)

EVERYBODY = """
people:
  ada: {name: Ada, slack: "@ada", phone: "+4930901820", pagerduty: PADA001}
  sean: {name: Sean, slack: "@sean", phone: "+35316041000"}
  bo: {name: Bo, slack: "@bo"}
static:
  - {role: primary-operator, people: [ada]}
  - {role: secondary-operator, people: [sean]}
"""


@pytest.fixture
def proof(roster, policy):
    """A week of P0 alone, with the step given; no channel and no other severity promises anything."""

    def build(text, **steps):
        escalation = {"P0": [Step(**steps)], "P1": [], "P2": []}
        changed = replaced(policy, escalation=escalation, channels=[])
        return Proof(roster(text), changed, START, START + timedelta(days=7), START)

    return build


def told(proof):
    return [(fault.code, fault.severity or rule.severity) for rule in RULES for fault in rule.check(proof)]


def severities(proof):
    return [judged(proof.policy, step).severity for step in proof.steps]


def test_a_step_that_informs_is_judged_hour_by_hour(proof):
    office = 'static: [{role: cto, people: [bo], hours: "Mon-Fri 09:00-17:00"}]'
    plan = proof(EVERYBODY.partition("static:")[0] + office, inform=["cto"])
    (step,) = plan.steps
    assert (step.verb, str(step)) == ("inform", "P0 step 1")
    assert sum(end - start for start, end in step.open) == (7 * 24 - 5 * 8) * 3600
    assert told(plan) == [("COV016", "info")]
    assert severities(plan) == ["info"]


def test_a_role_on_call_that_is_informed_and_absent_is_a_warning(proof):
    by_day = EVERYBODY.replace("people: [sean]}", 'people: [sean], hours: "Mon-Fri 06:00-22:00"}')
    plan = proof(by_day, inform=["secondary-operator"])
    assert told(plan) == [("COV016", "warning")]
    check = StepsJudged(plan.start, plan.end, "UTC", [judged(plan.policy, step) for step in plan.steps])
    assert (check.fails(strict=False), check.fails(strict=True)) == (False, True)


def test_one_role_that_is_there_is_enough(proof):
    cto = '  - {role: cto, people: [bo], hours: "Mon-Fri 09:00-17:00"}\n'
    head = "  - {role: head-of-product, people: [bo]}\n"
    plan = proof(EVERYBODY + cto + head, inform=["cto", "head-of-product"])
    assert told(plan) == []
    assert severities(plan) == [None]


def test_a_role_on_call_that_is_only_informed_and_has_nobody_at_all_is_an_error(proof):
    nobody = EVERYBODY.replace("  - {role: secondary-operator, people: [sean]}\n", "")
    assert told(proof(nobody, inform=["secondary-operator"])) == [("COV003", "error")]


@pytest.mark.parametrize("verb", ["tell", "inform"])
def test_a_step_of_a_role_that_nobody_ever_holds_is_an_error_by_best_effort_too(proof, verb):
    plan = proof(EVERYBODY, **{verb: ["cto"]})
    assert told(plan) == [("COV003", "error")]
    assert severities(plan) == ["error"]


def test_somebody_with_no_way_to_reach_them_is_reached_by_nothing_though_no_way_is_demanded(proof):
    silent = (
        EVERYBODY.replace('bo: {name: Bo, slack: "@bo"}', "bo: {name: Bo}")
        + "  - {role: cto, people: [bo]}\n"
    )
    assert told(proof(silent, tell=["cto"])) == [("COV004", "error")]
    assert told(proof(silent, inform=["cto"])) == [("COV016", "warning")]
    assert severities(proof(silent, tell=["cto"])) == ["error"]


def test_a_role_without_anybody_hides_nobody_who_cannot_be_reached(proof):
    """Of two roles that a step tells one is empty at night; who holds the other has no pager."""
    plan = EVERYBODY.replace(", pagerduty: PADA001", "") + (
        '  - {role: release-manager, people: [bo], hours: "Mon-Fri 09:00-17:00"}\n'
    )
    found = proof(plan, tell=["release-manager", "primary-operator"])
    assert ("COV004", "error") in told(found)
    assert severities(found) == ["error"]


def test_a_step_that_tells_and_informs_is_judged_as_two(proof):
    plan = proof(EVERYBODY, tell=["primary-operator"], inform=["secondary-operator"])
    assert [(step.verb, list(step.roles)) for step in plan.steps] == [
        ("tell", ["primary-operator"]),
        ("inform", ["secondary-operator"]),
    ]
    assert severities(plan) == [None, None]
