"""The playbook's metrics: queries filled in, values by hand in the right unit."""

from datetime import timedelta

import pytest

from governor_cli.core.errors import UsageError
from governor_cli.core.record import replaced
from governor_cli.policy.model import Metric
from governor_cli.practices.metrics.definitions import defined, filled, metrics_of, typed, uses_window


@pytest.fixture
def measured(policy):
    metrics = [
        Metric(
            name="p95",
            query='x{env="$environment",svc="$service"}[$window]',
            unit="ms",
            target="<= 300",
            service="api",
        ),
        Metric(name="load", query="node_load1"),
    ]
    return replaced(policy, metrics=metrics)


def test_a_query_is_filled_in_for_one_capture(measured):
    query = filled(measured.metrics[0], "production", timedelta(minutes=90))
    assert query == 'x{env="production",svc="api"}[1h30m]'


def test_no_name_breaks_out_of_the_quotes_of_a_selector(measured):
    query = filled(measured.metrics[0], '"} or vector(1) #\\', timedelta(minutes=5))
    assert query.startswith('x{env="\\"} or vector(1) #\\\\",svc=')


def test_only_a_query_that_looks_back_has_a_window(measured):
    assert [uses_window([one]) for one in measured.metrics] == [True, False]
    assert [one.name for one in metrics_of(measured, "api")] == ["p95"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("p95=280", "280", ""),
        ("p95 = 280ms", "280", "ms"),
        ("x=1.50 s", "1.50", "s"),
        ("x=NaN", "NaN", ""),
        ("x=-inf", "-Inf", ""),
    ],
)
def test_values_are_read_as_typed(measured, text, value, unit):
    one = typed(measured, text)
    assert (one.value, one.unit) == (value, unit)


@pytest.mark.parametrize("text", ["p95", "=1", "p95=", "p95=fast", "p95=1 2 3", "p95=0.28s", "load=3%"])
def test_what_is_no_value_or_in_another_unit_is_a_usage_error(measured, text):
    with pytest.raises(UsageError, match="--value"):
        typed(measured, text)


def test_a_value_by_hand_takes_unit_and_target_of_the_metric_of_its_name(measured):
    one = defined(measured, typed(measured, "p95=320"))
    assert (one.unit, one.target, one.ok) == ("ms", "<= 300", False)
    assert defined(measured, typed(measured, "other=1")).target == ""


def test_a_service_without_metrics_is_a_usage_error_that_names_the_others(measured):
    assert [one.name for one in metrics_of(measured, "api")] == ["p95"]
    assert len(metrics_of(measured)) == 2
    with pytest.raises(UsageError, match="no metric is of the service `apj`") as refused:
        metrics_of(measured, "apj")
    assert refused.value.hint == "Did you mean `api`? Allowed: api."


def test_a_number_that_no_float_has_is_no_value(measured):
    assert typed(measured, f"load={'9' * 309}").value == "9" * 309
    with pytest.raises(UsageError, match="is no value"):
        typed(measured, f"load={'9' * 5000}")
