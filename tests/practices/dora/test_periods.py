"""The months of a period: whole ones inside, parts at its ends, none forgotten and none twice."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.wall_clock import zone
from governor_cli.practices.dora.periods import Period, months

_ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca"])
_INSTANTS = st.datetimes(datetime(1970, 1, 2), datetime(2900, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
_LENGTHS = st.integers(0, 1_000 * 86_400).map(lambda seconds: timedelta(seconds=seconds))


@settings(deadline=None)
@given(_INSTANTS, _LENGTHS, _ZONES)
def test_months_follow_each_other_without_a_gap(since, length, name):
    period, where = Period(since, since + length), zone(name)
    found = list(months(period, where))
    assert [one.since for _, one in found] == [since, *(one.until for _, one in found[:-1])][: len(found)]
    assert not found or found[-1][1].until == period.until
    assert len({value for value, _ in found}) == len(found)
    for value, one in found:
        assert one.since < one.until
        assert f"{one.since.astimezone(where):%Y-%m}" == value
