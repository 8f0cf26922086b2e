"""Times of an entry as people type them: on the clock it is read by, in UTC where that is no help."""

from datetime import UTC, datetime

import pytest

from governor_cli.core.errors import UsageError
from governor_cli.core.wall_clock import zone
from governor_cli.workflows.roster.typed import day, stretch

NOW = datetime(2026, 11, 23, 10, 4, 59, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def typed(begin: str, end: str, where: str = BERLIN):
    found = stretch(begin, end, where, NOW, zone("Asia/Tokyo"))
    return f"{found.start:%Y-%m-%dT%H:%M}", f"{found.until:%Y-%m-%dT%H:%M}", found.zone


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("2026-12-21", "2026-12-22T08:00", ("2026-12-21T00:00", "2026-12-22T08:00", BERLIN)),
        ("2026-12-21T06:00Z", "2026-12-21T15:00:00+09:00", ("2026-12-21T07:00", "2026-12-21T07:00", BERLIN)),
        ("now", "in 2h", ("2026-11-23T11:04", "2026-11-23T13:04", BERLIN)),
        ("22:00", "2026-11-24 06:00", ("2026-11-23T22:00", "2026-11-24T06:00", BERLIN)),
        ("22:00@me", "2026-11-24", ("2026-11-23T14:00", "2026-11-24T00:00", BERLIN)),
    ],
)
def test_a_time_is_meant_on_the_clock_of_the_entry_unless_it_says_otherwise(begin, end, expected):
    assert typed(begin, end) == expected


def test_an_instant_that_the_clock_shows_twice_is_written_in_utc():
    """Half past two comes twice that night; the second one cannot be said on this clock."""
    assert typed("2027-10-31T00:30Z", "2027-10-31T05:00") == ("2027-10-31T02:30", "2027-10-31T05:00", BERLIN)
    assert typed("2027-10-31T01:30Z", "2027-10-31T05:00") == ("2027-10-31T01:30", "2027-10-31T04:00", "UTC")


def test_what_is_no_time_is_refused_with_the_forms_there_are():
    with pytest.raises(UsageError, match="`tomorrow` is not a time") as refused:
        typed("tomorrow", "2026-12-01")
    assert "10:15@me" in refused.value.hint
    with pytest.raises(UsageError, match="is a day that does not exist"):
        day("2026-02-30")
