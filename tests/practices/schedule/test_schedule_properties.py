"""Laws of the schedule, against oracles that share nothing with it: a walked clock, portion, RFC 5545."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import portion
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.spans import normalise
from governor_cli.core.wall_clock import zone
from governor_cli.kinds.roster.fields import Handoff, Turn
from governor_cli.kinds.roster.model import Change, Override, Roster, Rotation, TimeOff
from governor_cli.practices.schedule.final import final_schedule

ZONES = st.sampled_from(
    [
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Europe/Dublin",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Antarctica/Troll",
        "America/Havana",
        "America/Chicago",
        "UTC",
    ]
)
PEOPLE = ["ada", "sean", "kim"]
STARTS = st.integers(1_293_840_000 // 60, 1_733_011_200 // 60).map(
    lambda minute: datetime.fromtimestamp(minute * 60, UTC)
)
"""Whole minutes from 2011 to 2024: dates whose offsets no later tzdata changes."""


def make(zone_name: str, *rotations: Rotation, **more) -> Roster:
    return Roster(kind="roster", schema_=1, timezone=zone_name, rotations=list(rotations), **more)


def turns(turn: Turn, handoff: Handoff | None, first: date, **more) -> Rotation:
    values = {"id": "r", "role": "primary-operator", "people": PEOPLE, **more}
    return Rotation(turn=turn, handoff=handoff, from_=first, **values)


def holders(roster: Roster, start: datetime, end: datetime) -> dict[str, list[tuple[int, int]]]:
    """When each person is on, as disjoint spans."""
    schedule = final_schedule(roster, None, start, end)
    found: dict[str, list[tuple[int, int]]] = {}
    for shift in schedule.shifts:
        found.setdefault(f"{shift.role} {shift.who}", []).append((shift.start, shift.end))
    return {key: normalise(spans) for key, spans in found.items()}


@settings(max_examples=60, deadline=None)
@given(
    ZONES, STARTS, st.integers(0, 6), st.integers(0, 95).map(lambda quarter: quarter * 15), st.integers(1, 3)
)
def test_a_walked_clock_sees_the_same_person_at_every_quarter_hour(name, start, weekday, minute, weeks):
    """The oracle steps through UTC and remembers the highest reading of the wall clock so far."""
    first = (start - timedelta(days=20)).date()
    roster = make(name, turns(Turn(weeks, "weeks"), Handoff(weekday, minute), first))
    schedule = final_schedule(roster, None, start, start + timedelta(days=5))
    handoff = datetime.combine(first, datetime.min.time()) + timedelta(
        days=(weekday - first.weekday()) % 7, minutes=minute
    )
    if handoff < datetime.combine(first, datetime.min.time()):
        handoff += timedelta(weeks=1)
    where = zone(name)
    moment = start - timedelta(days=3)
    highest = handoff - timedelta(days=400)
    while moment < start + timedelta(days=5):
        highest = max(highest, moment.astimezone(where).replace(tzinfo=None))
        if moment >= start:
            turn = (highest - handoff) // timedelta(weeks=weeks)
            on = [shift.who for shift in schedule.on_call("primary-operator", moment)]
            assert on == ([PEOPLE[turn % 3]] if turn >= 0 else [])
        moment += timedelta(minutes=15)


@settings(max_examples=60, deadline=None)
@given(
    ZONES, STARTS, st.sampled_from([Turn(1, "days"), Turn(12, "hours"), Turn(2, "weeks"), Turn(1, "months")])
)
def test_a_rotation_without_hours_neither_gaps_nor_overlaps(name, start, turn):
    handoff = Handoff(6 if turn.unit == "weeks" else None, 150)
    roster = make(name, turns(turn, handoff, date(2010, 1, 1)))
    schedule = final_schedule(roster, None, start, start + timedelta(days=400))
    borders = [(shift.start, shift.end) for shift in schedule.shifts]
    assert borders[0][0] == schedule.start
    assert borders[-1][1] == schedule.end
    assert all(before[1] == after[0] for before, after in pairwise(borders))


@settings(max_examples=60, deadline=None)
@given(ZONES, STARTS, st.integers(1, 3_000_000))
def test_cutting_the_time_anywhere_and_joining_gives_the_same(name, start, seconds):
    first = (start - timedelta(days=100)).date()
    roster = make(
        name,
        turns(Turn(1, "shifts"), None, first, hours="Mon-Fri 22:00-06:00; Sat 01:30-02:30"),
        turns(Turn(1, "weeks"), Handoff(0, 90), first, id="s", role="secondary-operator", layer=2),
        time_off=[TimeOff(who="ada", from_=naive(start, 5), until=naive(start, 12), cover="sean")],
        overrides=[
            Override(role="secondary-operator", take="kim", from_=naive(start, 3), until=naive(start, 20)),
            Override(rotation="r", take="nobody", from_=naive(start, 22), until=naive(start, 23)),
        ],
    )
    cut, end = start + timedelta(seconds=seconds), start + timedelta(days=36)
    whole, one, other = holders(roster, start, end), holders(roster, start, cut), holders(roster, cut, end)
    for key in {*whole, *one, *other}:
        assert whole.get(key, []) == normalise([*one.get(key, []), *other.get(key, [])])


@settings(max_examples=60, deadline=None)
@given(ZONES, STARTS, st.integers(3, 60), st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3))
def test_a_dated_change_moves_nothing_earlier(name, start, days, people):
    first = (start - timedelta(days=30)).date()
    before = make(name, turns(Turn(1, "weeks"), Handoff(2, 600), first))
    day = (start + timedelta(days=days)).date()
    after = make(
        name, turns(Turn(1, "weeks"), Handoff(2, 600), first, changes=[Change(from_=day, people=people)])
    )
    border = start + timedelta(days=days - 2)
    assert holders(before, start, border) == holders(after, start, border)


@settings(max_examples=60, deadline=None)
@given(
    ZONES,
    STARTS,
    st.lists(
        st.tuples(st.integers(0, 39), st.integers(1, 10), st.sampled_from([*PEOPLE, "nobody"])), max_size=6
    ),
)
def test_overrides_agree_with_interval_arithmetic(name, start, entries):
    """The oracle keeps one portion interval a person; a take moves what lies inside its time."""
    first = (start - timedelta(days=30)).date()
    overrides = [
        Override(role="primary-operator", take=who, from_=naive(start, day), until=naive(start, day + length))
        for day, length, who in entries
    ]
    end = start + timedelta(days=40)
    rotation = turns(Turn(3, "days"), Handoff(None, 0), first)
    expected = {
        key.split()[1]: union(spans) for key, spans in holders(make(name, rotation), start, end).items()
    }
    for override in overrides:
        span = portion.closedopen(epoch(override.from_, name), epoch(override.until, name))
        moved = portion.empty()
        for who, interval in expected.items():
            moved |= interval & span
            expected[who] = interval - span
        if override.take != "nobody":
            expected[override.take] = expected.get(override.take, portion.empty()) | moved
    found = holders(make(name, rotation, overrides=overrides), start, end)
    assert {key.split()[1]: union(spans) for key, spans in found.items()} == {
        who: interval for who, interval in expected.items() if not interval.empty
    }


def naive(start: datetime, days: int) -> datetime:
    return datetime.combine(start.date() + timedelta(days=days), datetime.min.time())


def epoch(local: datetime, name: str) -> int:
    """The first instant at which the clock reads this or later, by trying each minute of two days."""
    where = zone(name)
    moment = local.replace(tzinfo=UTC) - timedelta(days=1)
    while moment.astimezone(where).replace(tzinfo=None) < local:
        moment += timedelta(minutes=15)
    return int(moment.timestamp())


def union(spans) -> portion.Interval:
    result = portion.empty()
    for start, end in spans:
        result |= portion.closedopen(start, end)
    return result
