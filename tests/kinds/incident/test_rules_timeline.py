"""The safe fixes of a timeline: one row changes, and no other byte."""

import pytest

from governor_cli.kinds.incident.rules import RULES

well_formed, milestones_agree = (rule for rule in RULES if rule.fix)

DECLARED = "| 2026-11-23 10:02:00Z | @ana | **declared** P2, slow |"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_malformed_rows_are_written_as_they_should_stand(subject_of, report, newline):
    wrong = "| 2026-11-23T10:31:00Z | @bo | a | b |"
    data = report([DECLARED, wrong, "| ? | @bo | left alone |"], newline=newline)
    fixed = well_formed.fix(subject_of(data))
    right = r"| 2026-11-23 10:31:00Z | @bo | a \| b |"
    assert fixed == data.replace(wrong.encode(), right.encode())
    assert [fault.message for fault in well_formed.check(subject_of(fixed))] == [
        "the row has a time that cannot be read: `?`"
    ]


def test_nothing_certain_is_nothing_to_fix(subject_of, report):
    assert well_formed.fix(subject_of(report([DECLARED, "| ? | @bo | left alone |"]))) is None


def test_a_milestone_row_is_set_to_what_times_say(subject_of, report):
    wrong = "| 2026-11-23 10:20:00Z | @ana | **declared** P2, a \\| b |"
    data = report([wrong])
    fixed = milestones_agree.fix(subject_of(data))
    assert fixed == data.replace(b"10:20:00Z", b"10:02:00Z")
    assert list(milestones_agree.check(subject_of(fixed))) == []


def test_a_milestone_that_times_do_not_have_is_left_to_people(subject_of, report):
    data = report([DECLARED, "| 2026-11-23 11:00:00Z | @ana | **resolved** |"])
    assert list(milestones_agree.check(subject_of(data)))
    assert milestones_agree.fix(subject_of(data)) is None
