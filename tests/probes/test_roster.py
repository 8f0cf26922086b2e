"""How far the roster reaches: a gap now, soon, later, never; and rosters that say nothing."""

from datetime import UTC, datetime

import pytest
from operations import gov_repository

from governor_cli.adapters.discovery import NoRepositoryError
from governor_cli.core.errors import GovError
from governor_cli.probes.roster import PROBE
from governor_cli.workflows.doctor.ground import Here

ROSTER = "artifacts/support/on-call-roster.md"
NOW = datetime(2026, 11, 23, 10, 2, 30, tzinfo=UTC)
ALWAYS = """\
static:
  - {role: primary-operator, people: [ada]}
  - {role: secondary-operator, people: [bo]}
"""


@pytest.fixture(scope="module")
def ops(tmp_path_factory):
    return gov_repository(tmp_path_factory.mktemp("roster") / "ops")


def found(ops, entries):
    ops.write(ROSTER, ops.read(ROSTER).partition("people:")[0] + PEOPLE + entries + "---\n")
    return PROBE.check(Here(str(ops.top), lambda: NOW))


PEOPLE = "people:\n  ada: {name: Ada}\n  bo: {name: Bo}\n"


def hole(first, last):
    return f"overrides:\n  - {{role: primary-operator, take: nobody, from: {first}, until: {last}}}\n"


def test_a_roster_that_covers_everything_says_up_to_when(ops):
    assert found(ops, ALWAYS) == ("ok", "every promised hour is covered up to 2027-12-28", "")


def test_a_gap_within_four_weeks_fails(ops):
    outcome = found(ops, ALWAYS + hole("2026-12-07T10:00", "2026-12-07T12:00"))
    assert outcome.state == "failed"
    assert outcome.detail == "`primary-operator` has nobody Mon 2026-12-07 10:00 for 2h (UTC)"
    assert "gov roster check" in outcome.hint


def test_of_several_promises_broken_at_once_the_longest_gap_is_told(ops):
    outcome = found(ops, ALWAYS + hole("2026-12-10T18:00", "2026-12-11T08:00"))
    assert outcome.detail == "`primary-operator` has nobody Thu 2026-12-10 18:00 for 14h (UTC)"


def test_a_gap_further_ahead_is_told_and_fails_nothing(ops):
    outcome = found(ops, ALWAYS + hole("2027-02-01T10:00", "2027-02-01T12:00"))
    assert outcome.state == "ok"
    assert outcome.detail.startswith(
        "every promised hour is covered up to 2027-02-01, then `primary-operator`"
    )
    assert outcome.hint


def test_a_horizon_of_a_century_holds_up_nobody(ops):
    outcome = found(ops, f"limits: {{horizon: 36000d}}\n{ALWAYS}")
    assert outcome == ("ok", "every promised hour is covered up to 2027-12-28", "")


def test_a_roster_with_nobody_fails_from_this_minute_on(ops):
    outcome = found(ops, "")
    assert outcome.state == "failed"
    assert "has nobody Mon 2026-11-23 10:02 for" in outcome.detail


def test_a_roster_that_cannot_be_used_says_what_to_do(ops):
    with pytest.raises(GovError, match="cannot be used"):
        found(ops, "rotations: 7\n")


def test_outside_a_gov_repository_there_is_no_roster(repo):
    with pytest.raises(NoRepositoryError):
        PROBE.check(Here(str(repo.top), lambda: NOW))
