"""Series over captures: what file a number stands in changes nothing about it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from parts import part

from governor_cli.kinds.metrics.model import Capture
from governor_cli.practices.metrics.series import series

START = datetime(2026, 11, 23, tzinfo=UTC)
VALUES = st.sampled_from(["0", "1", "2.50", "1e3", "NaN", "+Inf", "no data"])
CAPTURES = st.lists(
    st.tuples(st.integers(0, 2880), st.sampled_from("ab"), VALUES, st.sampled_from(["ms", ""])), max_size=12
)


def capture(minute, name, value, unit=""):
    health = {"name": name, "value": value, **({"unit": unit} if unit else {})}
    at = (START + timedelta(minutes=minute)).isoformat()
    told = {
        "at": at,
        "trigger": "scheduled",
        "environment": "production",
        "source": "values",
        "health": [health],
    }
    return part(Capture, told)


def numbers(found):
    return sorted((one.name, mark.at, mark.value) for one in found for mark in one.marks)


@given(CAPTURES)
def test_merging_two_days_files_changes_no_number(told):
    captures = [capture(*one) for one in told]
    first = [one for one in captures if one.at < START + timedelta(days=1)]
    second = [one for one in captures if one.at >= START + timedelta(days=1)]
    merged = numbers(series([*second, *first]))
    assert merged == sorted(numbers(series(first)) + numbers(series(second)))
    assert merged == sorted((one.health[0].name, one.at, one.health[0].value) for one in captures)


def test_two_units_of_one_name_are_two_series():
    found = series([capture(1, "p95", "280", "ms"), capture(2, "p95", "0.2", "s")])
    assert [(one.unit, len(one.marks)) for one in found] == [("ms", 1), ("s", 1)]


def test_a_measurement_that_failed_joins_the_series_it_belongs_to():
    (found,) = series([capture(1, "p95", "280", "ms"), capture(2, "p95", "no data")])
    assert found.numbers == [280.0, None]


def test_no_data_and_what_is_not_finite_are_gaps_and_no_zero():
    (found,) = series([capture(n, "a", value) for n, value in enumerate(["0", "NaN", "+Inf", "no data"])])
    assert found.numbers == [0.0, None, None, None]
