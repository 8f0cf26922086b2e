"""Promises as they stand at an instant."""

from datetime import UTC, datetime, timedelta

import pytest

from governor_cli.practices.promised import Promise, restored, standing, stored

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAYS = Promise("checklist", "INC-20261116-7F3K", NOON, NOON - timedelta(days=2), "ada", "Slow")


@pytest.mark.parametrize(
    ("before", "state"),
    [
        (timedelta(days=3), None),
        (timedelta(days=2), "at_risk"),
        (timedelta(), "at_risk"),
        (timedelta(seconds=-1), "breached"),
    ],
)
def test_a_promise_is_told_from_when_one_should_worry_and_late_after_its_due_time(before, state):
    items = standing([DAYS], NOON - before)
    assert [item.state for item in items] == ([state] if state else [])


def test_what_is_due_within_the_hour_is_soon_late_however_fresh_it_is():
    fresh = DAYS._replace(worry=NOON)
    assert [item.state for item in standing([fresh], NOON - timedelta(minutes=59))] == ["running"]
    assert standing([fresh], NOON - timedelta(minutes=61)) == []


def test_what_is_always_shown_is_there_long_before():
    assert standing([DAYS._replace(shown=True)], NOON - timedelta(days=9))[0].state == "running"


def test_the_nearest_stands_first():
    later = DAYS._replace(due=NOON + timedelta(minutes=1), subject="A")
    assert [item.subject for item in standing([later, DAYS], NOON)] == ["INC-20261116-7F3K", "A"]


def test_promises_survive_being_stored():
    assert restored(stored([DAYS])) == [DAYS]
    with pytest.raises(ValueError, match="unpack"):
        restored([["checklist"]])
