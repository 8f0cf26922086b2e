"""Proofs: both values where they differ, and rounding is no difference."""

import pytest
from parts import part

from governor_cli.core.record import replaced
from governor_cli.kinds.metrics.model import Capture
from governor_cli.policy.model import Metric
from governor_cli.practices.metrics.captures import Taken
from governor_cli.practices.metrics.measurement import Measurement
from governor_cli.practices.metrics.verification import (
    compared,
    definitions,
    judgements,
    own_digest,
    recomputed,
    same_value,
)


def capture(**health):
    told = {
        "at": "2026-11-23T10:00:00Z",
        "trigger": "scheduled",
        "environment": "production",
        "window": "5m",
        "source": "prometheus http://127.0.0.1:9090",
        "health": [{"name": name, **one} for name, one in health.items()],
    }
    return part(Capture, told)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0.3", "0.30000000000000004", True),
        ("0.3", "0.31", False),
        ("NaN", "NaN", True),
        ("no data", "0", False),
        ("+Inf", "+Inf", True),
        ("1e3", "1000", True),
    ],
)
def test_values_are_the_same_but_for_rounding(one, other, same):
    assert same_value(one, other) is same
    assert compared("x", one, other).state == ("verified" if same else "differs")


def test_an_edited_capture_differs_from_its_digest():
    tree = Taken(capture().at, "production", "values", (Measurement("p95", "280"),)).tree()
    assert own_digest(tree).state == "verified"
    tree["health"][0]["value"] = "100"
    assert own_digest(tree).state == "differs"
    assert own_digest({}).state == "not verifiable"


def test_an_ok_that_its_target_contradicts_differs():
    (found,) = judgements(capture(p95={"value": "400", "target": "<= 300", "ok": "true"}))
    assert (found.what, found.recorded, found.found) == ("p95.ok", "true", "false")


def test_definitions_differ_in_query_unit_and_target(policy):
    known = replaced(policy, metrics=[Metric(name="p95", query="q[$window]", unit="ms", target="<= 300")])
    good = {"value": "1", "query": "q[5m]", "unit": "ms", "target": "<= 300"}
    assert list(definitions(capture(p95=good), known)) == []
    bad = {"value": "1", "query": "other", "unit": "s"}
    found = {
        one.what: (one.recorded, one.found) for one in definitions(capture(p95=bad, x={"value": "1"}), known)
    }
    assert found == {
        "p95.query": ("other", "q[5m]"),
        "p95.unit": ("s", "ms"),
        "p95.target": ("", "<= 300"),
        "x.query": ("", "not defined in that playbook"),
    }


def test_values_of_a_file_are_compared_both_ways():
    found = list(
        recomputed(
            capture(a={"value": "1"}, b={"value": "2"}), [Measurement("a", "1"), Measurement("c", "3")]
        )
    )
    assert [(one.what, one.state) for one in found] == [("a", "verified"), ("b", "differs"), ("c", "differs")]
