"""Which step may follow which state."""

import pytest

from governor_cli.kinds.incident.model import STATUSES
from governor_cli.practices.incident.lifecycle import STEPS, is_allowed, is_repeated, refusal, state_after


@pytest.mark.parametrize(
    ("verb", "states"),
    [
        ("ack", {"draft", "declared", "mitigated", "resolved"}),
        ("triage", {"draft", "declared", "acknowledged", "mitigated", "resolved"}),
        ("update", {"draft", "declared", "acknowledged", "mitigated", "resolved"}),
        ("log", set(STATUSES)),
        ("page", {"draft", "declared", "acknowledged", "mitigated"}),
        ("handoff", {"draft", "declared", "acknowledged", "mitigated", "resolved"}),
        ("mitigate", {"declared", "acknowledged", "resolved"}),
        ("resolve", {"declared", "acknowledged", "mitigated"}),
        ("close", {"resolved"}),
        ("cancel", {"draft", "declared", "acknowledged", "mitigated"}),
        ("reopen", {"mitigated", "resolved", "closed", "cancelled"}),
    ],
)
def test_a_step_is_allowed_in_its_states_alone(verb, states):
    assert {status for status in STATUSES if is_allowed(STEPS[verb], status)} == states


def test_a_milestone_leads_forward_and_never_back():
    assert state_after(STEPS["ack"], "declared") == "acknowledged"
    assert state_after(STEPS["resolve"], "mitigated") == "resolved"
    assert state_after(STEPS["ack"], "draft") == "draft"
    assert state_after(STEPS["ack"], "mitigated") == "mitigated"
    assert state_after(STEPS["mitigate"], "resolved") == "resolved"
    assert state_after(STEPS["log"], "closed") == "closed"
    assert state_after(STEPS["cancel"], "draft") == "cancelled"


def test_a_milestone_that_was_reached_is_not_taken_again():
    assert is_repeated(STEPS["ack"], {"acknowledged": "then"})
    assert not is_repeated(STEPS["ack"], {"acknowledged": None})
    assert not is_repeated(STEPS["log"], {"declared": "then"})


def test_every_refusal_says_what_to_do_instead():
    for step in STEPS.values():
        for status in STATUSES:
            message, hint = refusal(step, status)
            assert status in message
            assert hint.endswith(".")
