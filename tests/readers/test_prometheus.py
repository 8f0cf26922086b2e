"""Answers of Prometheus, and of what pretends to be one: a number, or why there is none."""

import json

import pytest
from any_json import ANY_JSON
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.readers.prometheus import EMPTY, Points, Sample, read_instant, read_range


def instant(result, kind="vector", **more):
    told = {"status": "success", "data": {"resultType": kind, "result": result}, **more}
    return read_instant(200, json.dumps(told).encode())


def one(value):
    return [{"metric": {}, "value": [1795428000.1, value]}]


@pytest.mark.parametrize("value", ["0.30000000000000004", "NaN", "+Inf", "-Inf", "1e-09", "0"])
def test_a_value_is_kept_as_it_was_said(value):
    assert instant(one(value)) == Sample(value)


def test_a_scalar_is_a_number_too():
    assert instant([1795428000, "1"], "scalar") == Sample("1")


def test_nothing_is_no_zero():
    assert instant([]) == Sample(error=EMPTY, is_empty=True)


def test_several_series_are_no_number():
    assert instant(one("1") * 3).error == "the query gives 3 series, not one: aggregate them"


def test_a_partial_answer_says_so():
    assert instant(one("1"), warnings=["store eu-1 is down"]) == Sample(
        "1", note="partial: store eu-1 is down"
    )


def test_a_refused_query_says_what_prometheus_said():
    told = {"status": "error", "errorType": "bad_data", "error": "parse error:\nunclosed"}
    body = json.dumps(told).encode()
    assert read_instant(400, body).error == "refused the query (400): bad_data; parse error: unclosed"
    assert read_instant(503, body).error.startswith("failed (503)")


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (401, "it asks for a login, or does not accept the one given"),
        (404, "that is no Prometheus"),
        (500, "that is no Prometheus"),
        (502, "what stands before it does not reach it"),
    ],
)
def test_a_refusal_that_is_not_prometheus_s_says_what_its_status_means(status, why):
    assert read_instant(status, b"<html>").error == f"answered {status}: {why}"


@pytest.mark.parametrize(
    ("result", "kind", "why"),
    [
        ([], "matrix", "gives a matrix"),
        ([1, "x"], "string", "gives a string"),
        ([{"metric": {}, "histogram": [1, {}]}], "vector", "histogram"),
        (one("many"), "vector", "`many` is no number"),
        ([{"value": [1]}], "vector", "no pair"),
        ([{"value": ["soon", "1"]}], "vector", "time `soon`"),
        ({}, "vector", "`result` is an object"),
        ([7], "vector", "a series is a number"),
    ],
)
def test_another_result_is_an_error(result, kind, why):
    sample = instant(result, kind)
    assert why in sample.error
    assert sample.value == ""


def test_html_is_an_error_that_names_the_status():
    assert read_instant(200, b"<html>oops").error.startswith("answered 200: the answer is no JSON")
    assert "not Prometheus's" in read_instant(200, b"{}").error


def test_a_range_gives_points_in_the_order_they_came():
    told = {
        "status": "success",
        "data": {"resultType": "matrix", "result": [{"values": [[1, "2"], [16, "NaN"]]}]},
    }
    assert read_range(200, json.dumps(told).encode()) == Points(((1.0, "2"), (16.0, "NaN")))
    told["data"]["result"] = []
    assert read_range(200, json.dumps(told).encode()).error == EMPTY


@given(st.integers(100, 599), st.binary(max_size=200))
def test_any_bytes_give_an_error_and_nothing_worse(status, body):
    assert read_instant(status, body).error
    assert read_range(status, body).error


@given(ANY_JSON)
def test_any_data_gives_a_value_or_an_error(value):
    for told in (
        value,
        {"resultType": "vector", "result": value},
        {"resultType": "vector", "result": [{"value": value}]},
    ):
        body = json.dumps({"status": "success", "data": told}).encode()
        sample = read_instant(200, body)
        assert bool(sample.value) != bool(sample.error)
        points = read_range(200, body)
        assert bool(points.points) != bool(points.error)
