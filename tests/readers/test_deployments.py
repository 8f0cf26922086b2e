"""Deployments from JSON: common shapes are understood, odd ones are refused in words."""

import json
from contextlib import suppress

import pytest
from any_json import ANY_JSON
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.errors import GovError
from governor_cli.core.instants import format_instant
from governor_cli.readers.deployments import read_deployments

AT = "2026-11-02T10:00:00Z"


def read(*entries, environment="production"):
    return read_deployments(json.dumps(entries).encode(), "d.json", environment)


def test_everything_that_an_entry_may_say():
    (one,) = read(
        {
            "id": "r-7",
            "at": "2026-11-02T11:00:00+01:00",
            "environment": "live",
            "services": ["api", "web"],
            "commit": "feedc0de",
            "outcome": "rolled_back",
            "planned": False,
            "fixes": ["INC-20261102-0001"],
            "approved_by": "@ada",
            "changes": ["2026-11-02T09:00:00Z", {"commit": "1", "at": "2026-11-02T08:00:00Z"}],
            "pipeline": 17,
        }
    )
    assert (one.name, format_instant(one.at), one.environment) == ("r-7", AT, "live")
    assert (one.services, one.commit, one.outcome, one.planned) == (
        ("api", "web"),
        "feedc0de",
        "rolled-back",
        False,
    )
    assert (one.fixes, one.approved_by, one.dated) == (("INC-20261102-0001",), "@ada", "file")
    assert [format_instant(at) for at in one.changes or ()] == [
        "2026-11-02T09:00:00Z",
        "2026-11-02T08:00:00Z",
    ]


def test_what_is_not_said_stays_unknown_and_the_environment_is_the_usual_one():
    (one,) = read({"at": AT}, environment="live")
    assert (one.name, one.environment, one.outcome, one.planned) == ("d.json#1", "live", None, None)
    assert (one.commit, one.changes, one.services) == (None, None, ())


def test_the_words_of_other_tools():
    (one,) = read(
        {"created_at": 1793613600, "env": "live", "sha": "ab12", "status": "SUCCEEDED", "service": "api"}
    )
    assert (format_instant(one.at), one.environment, one.commit, one.outcome) == (
        "2026-11-02T10:00:00Z",
        "live",
        "ab12",
        "success",
    )


def test_the_list_may_stand_under_its_name():
    assert (
        len(read_deployments(b'{"deployments": [{"at": "2026-11-02T10:00:00Z"}], "next": 2}', "d", "live"))
        == 1
    )


@pytest.mark.parametrize("state", ["running", "queued", "in_progress", "cancelled", "skipped"])
def test_what_did_not_come_out_is_no_deployment(state):
    assert read({"at": AT, "status": state}) == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "d.json is no JSON"),
        (b"\xff", "d.json is not UTF-8"),
        (b"7", "d.json is a number, not a list"),
        (b"{}", "`deployments` of d.json is missing, not a list"),
        (b"[7]", "d.json: entry 1 is a number, not an object"),
        (b'[{"at": "2026-11-02"}]', "d.json: entry 1: `at` `2026-11-02` is a day without a time"),
        (b'[{"at": 1e400}]', "entry 1: `at` `1e400` is no instant"),
        (b'[{"at": NaN}]', "entry 1: `at` `NaN` is no instant"),
        (b'[{"at": -1}]', "entry 1: `at` `-1` is no instant"),
        (b'[{"at": 1793613600000}]', "entry 1: `at` `1793613600000` is no instant"),
        (b"[{}]", "entry 1: `at` is missing, not an instant"),
        (b'[{"at": true}]', "entry 1: `at` is true or false, not an instant"),
        (b'[{"at": "2026-11-02T10:00:00Z", "outcome": "sucess"}]', "entry 1: `outcome` cannot be `sucess`"),
        (b'[{"at": "2026-11-02T10:00:00Z", "outcome": 1}]', "entry 1: `outcome` cannot be `1`"),
        (b'[{"at": "2026-11-02T10:00:00Z", "planned": "yes"}]', "`planned` is text, not true or false"),
        (b'[{"at": "2026-11-02T10:00:00Z", "changes": {}}]', "`changes` is an object, not a list"),
        (b'[{"at": "2026-11-02T10:00:00Z", "changes": [1, {}]}]', "change 2 is missing, not an instant"),
        (b'[{"at": "2026-11-02T10:00:00Z", "service": [{}]}]', "`services` is an object, not text"),
        (b"[" * 100_000, "d.json is nested too deeply"),
    ],
)
def test_another_shape_is_refused_with_its_place(data, problem):
    with pytest.raises(GovError) as caught:
        read_deployments(data, "d.json", "production")
    assert problem in caught.value.message


def test_two_entries_of_one_id_are_refused():
    with pytest.raises(GovError, match="has the deployment `a` twice"):
        read({"id": "a", "at": AT}, {"id": "a", "at": AT})


_KEYS = (
    "at",
    "id",
    "outcome",
    "planned",
    "unplanned",
    "services",
    "commit",
    "changes",
    "fixes",
    "environment",
)


@given(ANY_JSON | st.lists(st.dictionaries(st.sampled_from(_KEYS), ANY_JSON | st.just(AT), max_size=5)))
def test_whatever_json_it_is_there_is_an_answer_or_a_refusal(value):
    with suppress(GovError):
        assert all(one.source == "file" for one in read_deployments(json.dumps(value).encode(), "d", "live"))
