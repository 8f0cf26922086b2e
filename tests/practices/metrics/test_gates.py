"""Gates: every point counts, and nothing is guessed where there is none."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parts import part

from governor_cli.kinds.metrics.model import Capture
from governor_cli.policy.model import Metric
from governor_cli.practices.metrics.gates import Point, judged, recorded, verdict

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def points(*values, unit=""):
    return [Point(NOW + timedelta(minutes=number), value, unit=unit) for number, value in enumerate(values)]


def capture(minute=0, **health):
    tree = {
        "at": (NOW + timedelta(minutes=minute)).isoformat(),
        "trigger": "scheduled",
        "environment": "production",
        "source": "values",
        "health": [{"name": name, **told} for name, told in health.items()],
    }
    return part(Capture, tree)


def test_one_point_over_an_error_rate_of_one_percent_fails_the_hour():
    gate = judged("error_rate", "%", "< 1", points("0.2", "1.4", "2.3", "0.1"))
    assert (gate.state, gate.n, gate.missed) == ("fail", 4, 2)
    assert gate.worst is not None
    assert (gate.worst.value, gate.worst.at) == ("2.3", NOW + timedelta(minutes=2))
    assert (gate.first, gate.last) == (NOW, NOW + timedelta(minutes=3))


def test_availability_is_worst_where_it_is_lowest():
    gate = judged("availability", "%", ">= 99.5", points("99.9", "99.5", "99.95"))
    assert (gate.state, gate.worst and gate.worst.value) == ("pass", "99.5")


def test_points_without_a_value_say_nothing():
    assert judged("p95", "ms", "<= 300", points("NaN", "280", "no data")).n == 1
    gate = judged("p95", "ms", "<= 300", points("NaN", "no data"))
    assert (gate.state, gate.reason) == ("no data", "nothing but NaN and no data")


def test_infinity_is_compared():
    assert judged("p95", "ms", "<= 300", points("+Inf")).state == "fail"


def test_a_target_in_another_unit_judges_nothing():
    gate = judged("p95", "ms", "<= 300", points("0.2", unit="s"))
    assert (gate.state, gate.reason) == ("no data", "measured in s, the target is in ms")


def test_the_source_judges_where_there_is_no_target():
    assert judged("api", "", "", [Point(NOW, "1", ok=False)]).state == "fail"
    assert judged("api", "", "", [Point(NOW, "1", ok=True)]).state == "pass"


def test_captures_are_judged_by_the_playbook_of_today_and_by_their_own_targets_otherwise():
    metrics = [Metric(name="p95", query="q", unit="ms", target="<= 200"), Metric(name="load", query="q")]
    captures = [
        capture(p95={"value": "280", "unit": "ms", "target": "<= 300", "ok": "true"}, load={"value": "3"}),
        capture(5, api={"value": "0", "target": "= 1", "ok": "false"}, note={"value": "3"}),
    ]
    states = {gate.name: gate.state for gate in recorded(metrics, captures)}
    assert states == {"p95": "fail", "api": "fail"}
    assert [gate.name for gate in recorded(metrics, captures, others_only=True)] == ["api"]


def test_a_metric_with_a_target_that_nobody_captured_has_no_data():
    metrics = [Metric(name="p95", query="q", target="<= 200")]
    (gate,) = recorded(metrics, [])
    assert (gate.state, gate.reason) == ("no data", "nothing was measured")


@pytest.mark.parametrize(
    ("states", "together"),
    [
        (("1", "9"), "fail"),
        (("1", "no data"), "no data"),
        (("1", "1"), "pass"),
        (("9", "no data"), "fail"),
        ((), "no data"),
    ],
)
def test_together_a_failure_outweighs_silence_and_silence_is_no_pass(states, together):
    assert verdict([judged("x", "", "< 5", points(state)) for state in states]) == together


@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1000, max_value=1000),
        min_size=1,
    )
)
def test_a_gate_passes_exactly_when_all_of_its_points_meet_the_target(values):
    gate = judged("x", "", "<= 10", points(*map(str, values)))
    assert (gate.state == "pass") == (max(values) <= Decimal(10))
    assert gate.missed == sum(value > Decimal(10) for value in values)
    assert gate.worst is not None
    assert Decimal(gate.worst.value) == max(values)
