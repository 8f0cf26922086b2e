"""How far an escalation has come, and when the next step falls due."""

from datetime import timedelta

import pytest

from governor_cli.core.document import read
from governor_cli.core.record import replaced
from governor_cli.core.validation import validate
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries, in_order
from governor_cli.practices.incident.paging import Reach, reached_so_far, row_beside, row_of_step, waiting
from governor_cli.practices.incident.targets import targets_in_force


@pytest.fixture
def told():
    """Rows of a timeline on 23 November 2026, by (clock time, what)."""

    def build(*rows, day="2026-11-23"):
        lines = "".join(f"| {day} {at}:00Z | @ada | {what} |\n" for at, what in rows)
        table = f"| Time (UTC) | Who | What |\n| --- | --- | --- |\n{lines}"
        text = f"---\nkind: incident\n---\n\n## Timeline\n\n{table}"
        return in_order(entries(read("report.md", text.encode())))

    return build


@pytest.fixture
def next_step(policy, told):
    """(step, clock time at which it is due) after these rows."""

    def ask(severity, *rows, day="2026-11-23"):
        front = {
            "kind": "incident",
            "schema": "1",
            "id": "INC-20261123-7F3K",
            "title": "Slow",
            "severity": severity,
            "status": "declared",
            "times": {"declared": f"{day}T10:00:00Z"},
        }
        record, faults = validate(Incident, front)
        assert record is not None, faults
        targets = targets_in_force(policy, severity, None)
        found = waiting(policy, record, targets, told(*rows, day=day))
        return found and (found.step, found.due and found.due.strftime("%d %H:%M"))

    return ask


DECLARED = ("10:00", "**declared** P1, slow")
FIRST = ("10:03", "**paged** step 1, primary-operator: @ada")
SECOND = ("10:20", "**paged** step 2, secondary-operator: @sean")


def test_what_is_written_about_a_step_is_read_again(told, instant_of):
    said = row_of_step(2, ["secondary-operator", "docs-lead"], ["sean", "dee"])
    assert said == "step 2, secondary-operator, docs-lead: @sean, @dee"
    assert reached_so_far(told(DECLARED, FIRST, ("10:20", f"**paged** {said}"))) == Reach(
        2, instant_of("2026-11-23 10:20")
    )


def test_nobody_on_is_a_step_taken_all_the_same(told):
    found = reached_so_far(told(DECLARED, FIRST, ("10:20", row_of_step(2, ["secondary-operator"], []))))
    assert (found.step, found.empty) == (2, True)
    noted = row_of_step(2, ["secondary-operator"], []) + " (phoned: no answer)"
    assert reached_so_far(told(DECLARED, FIRST, ("10:20", noted))).step == 2


def test_somebody_told_beside_the_matrix_is_no_step_of_it(told):
    for said in (row_beside("sre-liaison", ["bo"], "https://x.example.com"), row_beside("@bo", ["bo"], None)):
        assert reached_so_far(told(DECLARED, FIRST, ("10:05", f"**paged** {said}"))).step == 1
    assert row_beside("@bo", ["bo"], None) == "to @bo"


def test_a_page_written_by_hand_or_by_a_pager_is_the_first_step(told):
    assert reached_so_far(told(DECLARED, ("10:02", "**paged** the on-call phone"))).step == 1


@pytest.mark.parametrize("restart", ["**severity** P0, was P1", "**reopened** it is back"])
def test_another_severity_and_a_reopening_begin_the_matrix_again(told, restart):
    assert reached_so_far(told(DECLARED, FIRST, SECOND, ("10:30", restart))) is None


def test_a_note_that_speaks_of_a_step_is_no_page(told):
    assert reached_so_far(told(DECLARED, ("10:05", "step 2, restart the service"))) is None


def test_the_step_after_it_is_due_when_its_wait_is_over(next_step):
    assert next_step("P1", DECLARED) is None
    assert next_step("P1", DECLARED, FIRST) == (2, "23 10:18")
    # who is only informed is informed within 30 minutes of the declaration, whenever the second was told
    assert next_step("P1", DECLARED, FIRST, SECOND) == (3, "23 10:30")
    assert next_step("P1", DECLARED, ("10:40", "**paged** step 3, release-manager: @dee")) is None


def test_a_wait_runs_in_the_hours_of_the_severity(next_step):
    # P2: 4 h from Friday 21:00 to 22:00, then from Monday 06:00
    rows = (("20:59", "**declared** P2, slow"), ("21:00", "**paged** step 1, primary-operator: @ada"))
    assert next_step("P2", *rows, day="2026-11-27") == (2, "30 09:00")


def test_where_a_step_reaches_nobody_the_next_is_due_at_once(next_step):
    assert next_step("P1", DECLARED, ("10:03", "step 1, primary-operator: nobody is on")) == (2, "23 10:03")


def test_no_wait_promised_is_no_due_time(policy, next_step):
    steps = policy.escalation["P1"]
    step = replaced(steps[1], after=None)
    policy.escalation["P1"] = [steps[0], step, steps[2]]
    try:
        assert next_step("P1", DECLARED, FIRST) == (2, None)
    finally:
        policy.escalation["P1"] = steps
    assert steps[1].after == timedelta(minutes=15)
