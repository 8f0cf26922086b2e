"""By what an entry is known, and when it was."""

import pytest

from governor_cli.practices.merging.identity import key_of, likenesses, moment, time_of

CAPTURE = {
    "at": "2026-11-23T10:00:00Z",
    "trigger": "scheduled",
    "environment": "production",
    "source": "hand",
}


def test_a_capture_is_known_by_its_instant_however_it_is_written():
    later = {**CAPTURE, "at": "2026-11-23T11:00:00+01:00", "health": []}
    assert key_of(CAPTURE) == key_of(later)
    assert key_of(CAPTURE) != key_of({**CAPTURE, "trigger": "incident"})
    assert key_of(CAPTURE) != key_of({**CAPTURE, "environment": "staging"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"id": "T-1", "title": "a"}, {"id": "T-1", "title": "b"}),
        ({"id": 1}, {"id": "1"}),
        ({"name": "latency", "value": "1"}, {"name": "latency", "value": "2"}),
        ({"source": "alertmanager", "key": "k"}, {"source": "alertmanager", "key": "k", "firing": ["f"]}),
        ({"a": "1", "b": "2"}, {"b": "2", "a": "1"}),
    ],
)
def test_entries_are_the_same_by_what_names_them(one, other):
    assert key_of(one) == key_of(other)


def test_only_an_entry_without_an_id_is_looked_for_by_likeness():
    override = {"role": "r", "take": "ada", "from": "2026-01-01", "until": "2026-01-02"}
    moved = {**override, "until": "2026-01-09"}
    assert key_of(override) != key_of(moved)
    assert likenesses(override) == likenesses(moved)
    assert likenesses({"id": "x"}) == ()
    assert likenesses("api") == ()


def test_days_and_local_times_sort_as_text_and_instants_in_one_zone():
    assert moment("2026-07-03 14:00") == "2026-07-03T14:00"
    assert moment("2026-11-23T11:00:00+01:00") == "2026-11-23T10:00:00Z"
    assert moment(None) is None


def test_only_lists_that_are_kept_by_date_are_sorted():
    entry = {"id": "emea", "from": "2026-01-05"}
    assert time_of(("overrides",), None, entry) == "2026-01-05"
    assert time_of(("rotations",), None, entry) is None
    assert time_of(("times",), "declared", "2026-11-23T10:00:00Z") == "2026-11-23T10:00:00Z"
    assert time_of((), "reviewed", "2026-11-23") is None
