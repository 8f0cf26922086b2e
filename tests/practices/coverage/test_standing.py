"""Who is on is the same whether an instant is asked about alone or as part of a fortnight."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.document import read
from governor_cli.core.record import replaced
from governor_cli.core.validation import validate
from governor_cli.kinds.roster.model import Override, Roster, Static, TimeOff
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage.on_duty import on_at
from governor_cli.practices.coverage.standing import all_roles, duties, standing
from governor_cli.practices.schedule.final import final_schedule

HERE = Path(__file__).parents[3]
BEGIN = datetime(2026, 3, 23, tzinfo=UTC)
"""A Monday; on the Sunday after it Berlin moves its clocks."""
FORTNIGHT = timedelta(days=14)


def record(model, path):
    found, _ = validate(model, read("file.md", (HERE / path).read_bytes()).front)
    assert found is not None
    return found


POLICY = record(Playbook, "templates/playbook.md")
PLAIN = record(Roster, "templates/roster-follow-the-sun.md")
DAYS = st.integers(-700, 700).map(lambda days: date(2026, 3, 28) + timedelta(days=days))
SOME = st.integers(0, 2)
ROLES = all_roles(PLAIN, POLICY)


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a roster's own time


@st.composite
def rosters(draw) -> Roster:
    """The example of three teams, with departures and statics that begin and end anywhere around."""
    people, roles = st.sampled_from(sorted(PLAIN.people)), st.sampled_from(ROLES)

    def times():
        day = draw(DAYS)
        return {"from_": moment(day), "until": moment(day + timedelta(days=draw(st.integers(1, 1500))))}

    return replaced(
        PLAIN,
        overrides=[Override(role=draw(roles), take=draw(people), **times()) for _ in range(draw(SOME))],
        time_off=[TimeOff(who=draw(people), cover=draw(people), **times()) for _ in range(draw(SOME))],
        static=[
            *PLAIN.static,
            *(Static(role=draw(roles), people=[draw(people)], **times()) for _ in range(draw(SOME))),
        ],
    )


@settings(max_examples=40, deadline=None)
@given(rosters(), st.lists(st.integers(0, 14 * 86_400 - 1), min_size=1, max_size=6))
def test_an_instant_of_a_fortnight_has_the_answer_it_has_alone(roster, seconds):
    held = duties(roster, POLICY, BEGIN, BEGIN + FORTNIGHT, all_roles(roster, POLICY))
    for second in seconds:
        at = BEGIN + timedelta(seconds=second)
        assert on_at(held, int(at.timestamp())) == standing(roster, POLICY, at, all_roles(roster, POLICY))


@settings(max_examples=40, deadline=None)
@given(rosters(), st.integers(0, 14 * 86_400 - 1))
def test_the_people_are_those_of_the_final_schedule(roster, second):
    at = BEGIN + timedelta(seconds=second)
    schedule = final_schedule(roster, POLICY, at - timedelta(days=1), at + timedelta(days=1))
    found = standing(roster, POLICY, at, ROLES)
    for role in ROLES:
        on = [shift.who for shift in schedule.on_call(role, at)]
        assert sorted(one.handle for one in found[role]) == sorted(on)


@pytest.mark.parametrize(
    ("days", "dated", "told"),
    [(7, False, True), (9, False, False), (9, True, True), (511, True, True), (513, True, False)],
)
def test_how_far_a_border_is_told(days, dated, told):
    """Of a duty without dates a week around; of all others a year and a half."""
    begin = moment(date(2026, 3, 23) - timedelta(days=days))
    static = Static(role="cto", people=["gil"], from_=moment(date(2020, 1, 1)) if dated else None)
    gone = Override(role="cto", take="nobody", from_=begin - timedelta(days=3), until=begin)
    roster = replaced(PLAIN, static=[static], overrides=[gone], timezone="UTC")
    (one,) = standing(roster, POLICY, BEGIN, ["cto"])["cto"]
    assert (one.start is not None) == told
