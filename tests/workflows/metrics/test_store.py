"""Captures in the file of their day: one entry more, nothing else changed, and never the same twice."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from operations import gov_repository

from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.kinds.metrics.digest import digest
from governor_cli.practices.metrics.captures import Taken
from governor_cli.practices.metrics.measurement import Measurement
from governor_cli.workflows.metrics.days import Days
from governor_cli.workflows.metrics.store import prepared, standing, store
from governor_cli.workflows.repository.recording import Recording

DAY = datetime(2026, 11, 23, tzinfo=UTC)
PATH = "artifacts/operations/metrics/2026-11-23.md"
_SIGNS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff")
TEXT = st.text(_SIGNS, min_size=1, max_size=20).filter(str.strip)
TAKEN = st.builds(
    lambda minute, environment, name, value, note: Taken(
        DAY + timedelta(minutes=minute), environment, "values", (Measurement(name, value, note=note),)
    ),
    st.integers(0, 1439),
    st.sampled_from(["production", "staging"]),
    TEXT,
    st.sampled_from(["1", "0.50", "NaN", "no data", "+Inf", "1e-9"]),
    TEXT,
)


@pytest.fixture
def ops(tmp_path):
    return gov_repository(tmp_path / "ops")


def recording(repo):
    return Recording(open_workspace(repo.top))


def taken(minute=0, value="280", **more):
    return Taken(
        DAY + timedelta(minutes=minute), "production", "values", (Measurement("p95", value),), **more
    )


def test_the_same_capture_again_changes_no_byte(ops):
    store(recording(ops), taken())
    before = ops.read(PATH)
    stored = store(recording(ops), taken())
    assert not stored.is_changed
    assert ops.read(PATH) == before


def test_a_file_whose_captures_somebody_took_out_takes_the_next_one(ops):
    ops.write(PATH, "---\nkind: metrics\nschema: 1\ndate: 2026-11-23  # of that day\n---\n\nA note.\n")
    store(recording(ops), taken())
    assert ops.read(PATH).startswith(
        "---\nkind: metrics\nschema: 1\ndate: 2026-11-23  # of that day\ncaptures:\n"
    )
    assert ops.read(PATH).endswith("---\n\nA note.\n")
    assert [one.capture.at for one in Days(recording(ops)).between(None, None).captures] == [DAY]


@pytest.mark.parametrize("known", [0, 1])
def test_what_would_spoil_the_file_of_the_day_is_not_written(ops, known):
    for minute in range(known):
        store(recording(ops), taken(minute))
    spoiled = Taken(DAY + timedelta(hours=1), "production", "values", (Measurement("two\nlines", "1"),))
    with pytest.raises(GovError, match="cannot be written"):
        store(recording(ops), spoiled)
    assert len(Days(recording(ops)).between(None, None).captures) == known


@settings(max_examples=12, deadline=None)
@given(told=st.lists(TAKEN, min_size=1, max_size=4, unique_by=lambda one: (one.at, one.environment)))
def test_capturing_twice_at_the_same_instant_changes_nothing(tmp_path_factory, told):
    repo = gov_repository(tmp_path_factory.mktemp("ops"))
    for one in told:
        store(recording(repo), one)
    once = repo.read(PATH)
    for one in told:
        assert not store(recording(repo), one).is_changed
    assert repo.read(PATH) == once
    captures = read(PATH, once.encode()).front["captures"]
    assert [one["at"] for one in captures] == sorted(one["at"] for one in captures)
    assert all(one["provenance"]["digest"] == digest(one) for one in captures)
    assert {(one["at"], one["health"][0]["value"]) for one in captures} == {
        (one.tree()["at"], one.measurements[0].value) for one in told
    }
    assert repo.gov("check").code == 0, repo.gov("check").stdout + once


def test_a_capture_of_an_earlier_time_goes_before_the_others_and_leaves_every_other_byte(ops):
    store(recording(ops), taken(10))
    ops.write(
        PATH, ops.read(PATH).replace("date: 2026-11-23", "date: 2026-11-23  # Monday") + "\nAll quiet.\n"
    )
    before = ops.read(PATH)
    store(recording(ops), taken(5, "300"))
    lines = set(ops.read(PATH).splitlines())
    assert set(before.splitlines()) <= lines
    assert ops.read(PATH).index("00:05:00Z") < ops.read(PATH).index("00:10:00Z")
    assert ops.gov("check").code == 0


def test_another_capture_in_the_same_place_is_refused_and_nothing_is_lost(ops):
    store(recording(ops), taken())
    before = ops.read(PATH)
    with pytest.raises(GovError, match="another capture from values"):
        store(recording(ops), taken(value="1"))
    assert ops.read(PATH) == before
    assert store(
        recording(ops), taken(value="1", incident="INC-20261123-7F3K", trigger="incident")
    ).is_changed


def test_who_writes_meanwhile_loses_nothing(ops):
    mine = recording(ops)
    _ = mine.repository.snapshot  # taken before the other one writes
    store(recording(ops), taken(1))
    assert standing(Days(mine), taken(1)) is None
    store(mine, taken(2))
    assert len(read(PATH, ops.read(PATH).encode()).front["captures"]) == 2


def test_a_day_begins_at_midnight_of_the_playbooks_zone(ops):
    playbook = "docs/operations/support-playbook.md"
    ops.write(playbook, ops.read(playbook).replace("timezone: UTC", "timezone: Pacific/Auckland", 1))
    assert store(recording(ops), taken(12 * 60)).path.endswith("2026-11-24.md")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("just a note\n", "without front matter"),
        ("---\nkind: metrics\n  - : [\n---\n", PATH),
        ("---\nkind: sync\nschema: 1\n---\n", "is missing"),
        ("---\nkind: metrics\nschema: 1\ndate: 2026-11-23\ncaptures: many\n---\n", "captures"),
    ],
)
def test_a_file_that_cannot_take_a_capture_is_left_alone(ops, text, why):
    ops.write(PATH, text)
    with pytest.raises(GovError, match=why):
        prepared(Days(recording(ops)), taken())
    assert ops.read(PATH) == text


def test_a_body_without_the_markers_keeps_its_body(ops):
    store(recording(ops), taken())
    front = ops.read(PATH).partition("\n---\n")[0]
    ops.write(PATH, f"{front}\n---\n\nMy own words.\n")
    store(recording(ops), taken(3))
    assert ops.read(PATH).endswith("\n---\n\nMy own words.\n")
