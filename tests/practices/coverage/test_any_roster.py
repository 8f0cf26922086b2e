"""Whatever stands in a roster: rules and schedules answer or refuse, and never fail."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.contracts.subject import Subject
from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.kinds.roster.body import blocks
from governor_cli.kinds.roster.model import Roster
from governor_cli.kinds.roster.rules import RULES
from governor_cli.practices.coverage import coverage_rules, duty_rules, reach_rules
from governor_cli.practices.coverage.proof import Proof

START = datetime(2026, 3, 20, 3, 7, tzinfo=UTC)
DAYS = st.sampled_from(
    ["1970-01-01", "2026-03-28", "2026-03-29T02:30", "2026-04-01", "2999-12-31", "2026-10-25T02:30"]
)
PEOPLE = st.sampled_from(["ada", "sean", "kim", "nobody"])
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia"])
HOURS = st.sampled_from([
    "24/7", "16/5", "Mon-Fri 06:00-14:00", "Sun 22:00 - Fri 22:00", "Mon 00:00-00:00", "Mon-Fry 1", "9/5",
])  # fmt: skip
ROLES = st.sampled_from(["primary-operator", "secondary-operator", "pagerduty-on-call", "no-such-role"])


def some(**keys):
    """A mapping with any of these keys."""
    return st.fixed_dictionaries({}, optional={key.rstrip("_"): value for key, value in keys.items()})


ROTATION = some(
    role=ROLES,
    like=st.sampled_from(["r0", "r1", "r9"]),
    offset=st.integers(0, 9).map(str),
    hours=HOURS,
    turn=st.sampled_from(["1 week", "3 days", "7 hours", "1 month", "2 shifts", "9999 months"]),
    handoff=st.sampled_from(["Mon 06:00", "02:30"]),
    timezone=ZONES,
    from_=DAYS.map(lambda day: day[:10]),
    until=DAYS,
    people=st.lists(PEOPLE, max_size=3),
    changes=st.lists(
        st.fixed_dictionaries(
            {"from": DAYS.map(lambda day: day[:10]), "people": st.lists(PEOPLE, max_size=2)}
        ),
        max_size=2,
    ),
    layer=st.integers(0, 2).map(str),
    shadows=st.lists(
        st.fixed_dictionaries({"who": PEOPLE, "from": DAYS}, optional={"until": DAYS}), max_size=1
    ),
)
OVERRIDE = st.builds(
    lambda times, more: {**times, **more},
    st.fixed_dictionaries({"from": DAYS, "until": DAYS}),
    some(
        role=ROLES,
        rotation=st.sampled_from(["r0", "r9"]),
        for_=PEOPLE,
        take=PEOPLE,
        add=PEOPLE,
        swap=st.lists(PEOPLE, max_size=3),
        timezone=ZONES,
    ),
)
TIME_OFF = st.builds(
    lambda who, more: {**who, **more},
    st.fixed_dictionaries({"who": PEOPLE, "from": DAYS}),
    some(through=DAYS.map(lambda day: day[:10]), until=DAYS, cover=PEOPLE, timezone=ZONES),
)
STATIC = st.builds(
    lambda who, more: {**who, **more},
    st.fixed_dictionaries({"role": ROLES, "people": st.lists(PEOPLE, max_size=2)}),
    some(hours=HOURS, timezone=ZONES, from_=DAYS, until=DAYS, layer=st.integers(0, 2).map(str)),
)


@settings(max_examples=300, deadline=None)
@given(
    ZONES,
    st.lists(ROTATION, max_size=3),
    st.lists(STATIC, max_size=2),
    st.lists(TIME_OFF, max_size=3),
    st.lists(OVERRIDE, max_size=3),
)
def test_any_roster_that_can_be_read_is_judged(policy, zone, rotations, static, time_off, overrides):
    front = {
        "kind": "roster",
        "schema": "1",
        "timezone": zone,
        "people": {"ada": {"name": "Ada", "timezone": "Asia/Kathmandu"}, "sean": {"name": "Sean"}},
        "rotations": [{"id": f"r{number}", **one} for number, one in enumerate(rotations)],
        "static": static,
        "time_off": time_off,
        "overrides": overrides,
    }
    record, _ = validate(Roster, front)
    if record is None:
        return
    document = read("r.md", b"---\nkind: roster\n---\n")
    for rule in RULES:
        list(rule.check(Subject(document, record, policy)))
        list(rule.check(Subject(document, record, None)))
    assert set(blocks(record, document)) == {"contacts", "coverage"}
    proof = Proof(record, policy, START, START + timedelta(days=40), START)
    for rule in (*coverage_rules.RULES, *reach_rules.RULES, *duty_rules.RULES):
        for fault in rule.check(proof):
            assert fault.message
    for shift in proof.schedule.shifts:
        assert proof.schedule.start <= shift.start < shift.end <= proof.schedule.end
    for one in proof.coverage:
        assert 0 <= one.covered_hours <= one.promised_hours
