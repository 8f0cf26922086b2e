"""`gov use`: the incident that commands mean in this clone."""

import json

import pytest
from operations import gov_repository

NOW = "2026-11-23T10:02:00Z"


@pytest.fixture
def ops(tmp_path):
    repo = gov_repository(tmp_path / "repo")
    for title in ("first", "second"):
        assert repo.gov("declare", "P2", title, GOV_NOW=NOW).code == 0
    return repo


def ids(ops):
    """Id of each incident by its title."""
    listed = json.loads(ops.gov("incident", "list", "-f", "json").stdout)["data"]["incidents"]
    return {one["title"]: one["id"] for one in listed}


def test_it_shows_what_would_be_meant_and_changes_it(ops):
    known = ids(ops)
    assert ops.gov("use").stdout == f"{known['second']}  P2  declared  second\n"
    assert ops.gov("use", known["first"][-4:].lower()).stdout == f"{known['first']}  P2  declared  first\n"
    shown = json.loads(ops.gov("use", "-f", "json").stdout)
    assert shown == {"schema_version": 1, "kind": "use", "data": {"incident": known["first"]}}


def test_none_forgets_the_choice_and_says_so(ops):
    assert ops.gov("use", "--none").stdout == "no incident is in use here\n"
    result = ops.gov("use")
    assert (result.code, result.stdout) == (3, "")


def test_an_unknown_id_and_two_answers_at_once_are_refused(ops):
    assert ops.gov("use", "ZZZZ").code == 3
    result = ops.gov("use", "ZZZZ", "--none")
    assert (result.code, result.stdout) == (2, "")


def test_one_that_is_over_can_be_chosen_and_is_said_to_be_over(ops):
    first = ids(ops)["first"]
    assert ops.gov("incident", "cancel", first, "--as", "false-alarm", GOV_NOW=NOW).code == 0
    result = ops.gov("use", first)
    assert result.code == 0
    assert "it is cancelled" in result.stderr


def test_where_nothing_can_be_written_another_way_is_named(ops):
    kept = ops.top / ".git/gov/in-use"
    kept.unlink()
    kept.mkdir()
    result = ops.gov("use", ids(ops)["first"])
    assert result.code == 3
    assert "GOV_INCIDENT" in result.stderr
