"""What a hostile roster may cost: bounded time, and nobody kept from knowing who is on."""

import sys

import pytest

from governor_cli.core.errors import GovError
from governor_cli.core.record import replaced
from governor_cli.practices.coverage.escalation import holders, schedule_at
from governor_cli.practices.schedule import expansion
from governor_cli.practices.schedule.closed_days import closed_days
from governor_cli.practices.schedule.final import final_schedule

HOURLY = """
rotations:
  - {id: a, role: cto, turn: 1 hour, handoff: "00:00", from: 2026-01-05, people: [ada, sean]}
  - {id: b, like: a, offset: 1}
"""


def test_more_shifts_than_anybody_has_are_refused(roster, policy, instant_of, monkeypatch):
    monkeypatch.setattr(expansion, "MOST_SHIFTS", 1000)
    with pytest.raises(GovError, match="more than 1,000 shifts"):
        final_schedule(roster(HOURLY), policy, instant_of("2026-01-05"), instant_of("2026-02-05"))
    final_schedule(roster(HOURLY), policy, instant_of("2026-01-05"), instant_of("2026-01-25"))


@pytest.fixture
def closing(policy):
    """The playbook with office hours that are closed on holidays."""
    window = replaced(policy.hours["16/5"], closed=["DE-BE"])
    return replaced(policy, hours={**policy.hours, "16/5": window})


TEAM = """
people: {ada: {name: Ada}}
static: [{role: cto, people: [ada], hours: 16/5}]
"""


def test_a_closed_day_takes_its_hours_out(roster, closing, instant_of):
    at = instant_of("2026-12-25 12:00")
    assert holders(closing, schedule_at(roster(TEAM), closing, at), "cto", at) == []


def test_without_the_calendars_who_is_on_is_still_answered(roster, closing, instant_of, monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    at = instant_of("2026-12-24 12:00")
    on = holders(closing, schedule_at(roster(TEAM), closing, at), "cto", at)
    assert [one.handle for one in on] == ["ada"]
    with pytest.raises(GovError, match="holidays of DE-BE"):
        closed_days(["DE-BE"], 0, 1)


def test_an_unknown_calendar_is_refused(policy):
    with pytest.raises(GovError, match="no holiday calendar is called XX"):
        closed_days(["XX"], 0, 1)
