from datetime import UTC, datetime, timedelta

import pytest

from governor_cli.adapters import clock
from governor_cli.core.errors import UsageError


def test_the_clock_is_the_machines_in_whole_seconds_of_utc(monkeypatch):
    monkeypatch.delenv("GOV_NOW", raising=False)
    now = clock.now()
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=30)
    assert (now.tzinfo, now.microsecond) == (UTC, 0)


def test_a_replay_sets_the_clock(monkeypatch):
    monkeypatch.setenv("GOV_NOW", "2026-11-23T11:00:00.5+01:00")
    assert clock.now() == datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-11-23", "2026-11-23T10:00:00", "9999-99-99T00:00:00Z", "\0"]
)
def test_a_clock_that_cannot_be_read_is_a_usage_error(monkeypatch, text):
    if "\0" in text:
        monkeypatch.setattr("os.environ", {"GOV_NOW": text})
    else:
        monkeypatch.setenv("GOV_NOW", text)
    with pytest.raises(UsageError, match=r"^GOV_NOW: ") as caught:
        clock.now()
    assert "2026-11-23T10:00:00Z" in caught.value.hint
