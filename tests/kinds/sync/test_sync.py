"""The weekly sync: weeks that exist, and boxes that are actions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.document import read
from governor_cli.kinds.sync.actions import actions
from governor_cli.kinds.sync.model import first_day, week_of

ROLES = ("release-manager", "docs-lead")


def found(body):
    return [
        (one.owner, one.due)
        for one in actions(read("s.md", f"---\nkind: sync\n---\n\n{body}".encode()), ROLES)
    ]


@given(st.dates(min_value=date(1000, 1, 4)))
def test_every_day_is_in_the_week_it_is_said_to_be_in(day):
    monday = first_day(week_of(day))
    assert 0 <= (day - monday).days < 7


@pytest.mark.parametrize(
    ("week", "monday"), [("2026-W48", "2026-11-23"), ("2026-W53", "2026-12-28"), ("2020-W01", "2019-12-30")]
)
def test_weeks_are_those_of_iso_8601(week, monday):
    assert first_day(week).isoformat() == monday


@pytest.mark.parametrize("week", ["2027-W53", "2026-W00", "2026-48", "2026-W4", "W48", "0000-W01"])
def test_a_week_that_does_not_exist_is_refused(week):
    with pytest.raises(ValueError, match="week"):
        first_day(week)


def test_a_box_with_an_owner_and_a_date_is_an_action_wherever_it_stands():
    boxes = ("@ana does it by 2026-12-04", "nobody does it", "release-manager: 2026-12-05")
    body = "## Decisions\n\n" + "".join(f"- [ ] {box}\n" for box in boxes)
    assert found(body) == [("@ana", "2026-12-04"), ("release-manager", "2026-12-05")]


def test_every_box_under_actions_is_one():
    assert found("## Actions\n\n- [ ] somebody should\n\n### Later\n\n- [x] done\n") == [("", ""), ("", "")]


def test_an_address_is_no_handle_and_a_longer_word_is_no_role():
    body = "## Actions\n\n- [ ] write to ops@example.com about docs-leading by 2026-12-04\n"
    assert found(body) == [("", "2026-12-04")]


def test_a_role_may_have_an_at_sign_and_a_person_comes_before_it():
    body = (
        "- [ ] @docs-lead a 2026-12-01\n- [ ] docs-lead b 2026-12-01\n- [ ] docs-lead and @ada c 2026-12-01\n"
    )
    assert found(body) == [("docs-lead", "2026-12-01"), ("docs-lead", "2026-12-01"), ("@ada", "2026-12-01")]


@pytest.mark.parametrize("word", ["by", "until", "due", "due:", "Before", "till", "by:", "due on"])
def test_of_several_days_the_one_that_is_promised_counts(word):
    assert found(f"- [ ] @ada alert of 2026-11-01 {word} 2026-12-01, asked on 2026-11-02\n") == [
        ("@ada", "2026-12-01")
    ]
