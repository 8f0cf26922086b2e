"""--since and --until: lengths, days, clock times and instants, alike in every command."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from operations import gov_repository
from repositories import Repo

from governor_cli.core.errors import UsageError
from governor_cli.ui.stretch import moment_given, stretch_given

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
LENGTHS = st.integers(1, 10_000).map(lambda minutes: (f"{minutes}m", timedelta(minutes=minutes)))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("since", "until", "began", "ended"),
    [
        (None, None, None, None),
        ("60m", None, "2026-11-23T11:00Z", None),
        ("60m", "2026-11-20", "2026-11-19T22:00Z", "2026-11-19T23:00Z"),
        ("60m", "11:40", "2026-11-23T09:40Z", "2026-11-23T10:40Z"),
        ("2w", "1w", "2026-11-09T12:00Z", "2026-11-16T12:00Z"),
        ("1w", "2026-12-24", "2026-11-16T12:00Z", "2026-12-23T23:00Z"),
        ("2026-11-01", "1d", "2026-10-31T23:00Z", "2026-11-22T12:00Z"),
        ("90m", "30m ago", "2026-11-23T10:00Z", "2026-11-23T11:30Z"),
    ],
)
def test_a_length_counts_back_from_the_end_that_is_named(since, until, began, ended):
    wanted = tuple(text and at(text) for text in (began, ended))
    assert stretch_given(since, until, NOW, BERLIN) == wanted


@given(LENGTHS, LENGTHS)
def test_a_length_before_an_instant_that_is_past_is_as_long_as_it_says(since, until):
    end = (NOW - until[1]).isoformat()
    began, ended = stretch_given(since[0], end, NOW, BERLIN)
    assert began is not None
    assert ended is not None
    assert (ended - began, ended) == (since[1], NOW - until[1])


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("1h", "2h", "--since lies after --until"),
        ("2026-11-22", "2026-11-21", "--since lies after --until"),
        ("0m", None, "--since `0m` is no time at all"),
        (None, "60x", "--until `60x` is not a duration"),
        ("2026-12-01", None, "--since `2026-12-01` is in the future"),
        (None, "soon", "--until `soon` is not a time"),
        ("", None, "--since `` is not a time"),
    ],
)
def test_what_is_no_stretch_is_told_with_its_option(since, until, told):
    with pytest.raises(UsageError) as refused:
        stretch_given(since, until, NOW, BERLIN)
    assert refused.value.message.startswith(told)
    assert refused.value.hint


def test_an_end_ahead_is_refused_where_nothing_can_be_known_of_it():
    with pytest.raises(UsageError, match="--until `2026-11-24` is in the future"):
        stretch_given(None, "2026-11-24", NOW, BERLIN, ahead=False)
    with pytest.raises(UsageError, match="--before `in 2h` is in the future"):
        moment_given("in 2h", "--before", NOW, BERLIN)


@pytest.fixture(scope="module")
def ops(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """An incident and a deployment of 10:00, another deployment of 11:30."""
    repo = gov_repository(tmp_path_factory.mktemp("stretch") / "ops")
    repo.commit("start")
    for made in (
        ("incident", "new", "Search is slow", "--severity", "P1", "--at", "2026-11-23 10:00"),
        ("deploy", "record", "--at", "2026-11-23 10:00"),
        ("deploy", "record", "--at", "2026-11-23 11:30"),
    ):
        assert repo.gov(*made, GOV_NOW=NOW.isoformat()).code == 0
    return repo


@pytest.mark.parametrize(
    ("command", "count"),
    [
        ("deploy list", lambda data: len(data["deployments"])),
        ("metrics incidents", lambda data: data["incidents"]),
        ("metrics dora", lambda data: sum(one["n"] for one in data["metrics"][1:2])),
    ],
)
def test_every_command_with_both_options_counts_a_length_back_from_the_end(ops, command, count):
    def counted(*period):
        done = ops.gov(*command.split(), *period, "-f", "json", GOV_NOW=NOW.isoformat())
        assert done.code == 0, done.stderr
        return count(json.loads(done.stdout)["data"])

    assert counted("--since", "15m", "--until", "2026-11-23 10:05") == 1
    assert counted("--since", "15m", "--until", "10:05") == 1
    assert counted("--since", "15m", "--until", "09:55") == 0
    assert counted("--since", "15m") == 0


def test_incidents_are_listed_from_so_long_ago(ops):
    for since, listed in (("1h", 0), ("3h", 1)):
        done = ops.gov("incident", "list", "--since", since, "-f", "json", GOV_NOW=NOW.isoformat())
        assert len(json.loads(done.stdout)["data"]["incidents"]) == listed
