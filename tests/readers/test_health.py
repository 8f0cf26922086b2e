"""A health check's JSON as measurements: whatever it says, and nothing it does not say."""

import json

import pytest
from any_json import ANY_JSON
from hypothesis import given

from governor_cli.core.errors import GovError
from governor_cli.core.instants import format_instant
from governor_cli.readers.health import MOST, read_health


def health(*results, **more):
    return json.dumps({"environment": "staging", "results": list(results), **more}).encode()


API = {
    "name": "api",
    "target": "https://api.example.com/health",
    "ok": True,
    "http_status": 200,
    "latency_ms": 12.5,
}


def test_a_check_that_passed_is_up_with_its_latency_and_what_it_looked_at():
    reading = read_health(health(API, timestamp="2026-11-23T10:00:00+01:00", overall_ok=True))
    (one,) = reading.measurements
    assert (one.value, one.unit, one.target, one.ok) == ("1", "up", "= 1", True)
    assert (one.latency_ms, one.query, one.note) == ("12.5", "https://api.example.com/health", "HTTP 200")
    assert reading.environment == "staging"
    assert reading.at is not None
    assert format_instant(reading.at) == "2026-11-23T09:00:00Z"
    assert reading.notes == ()


def test_a_check_that_failed_measured_zero_and_says_why():
    failed = {**API, "ok": False, "http_status": 503, "error": "bad\n\x1b[31mgateway"}
    (one,) = read_health(health(failed)).measurements
    assert (one.value, one.ok, one.note, one.error) == ("0", False, "HTTP 503; bad [31mgateway", "")


def test_a_check_without_an_outcome_is_no_data_and_never_zero():
    (one,) = read_health(health({"name": "api"})).measurements
    assert (one.value, one.ok, one.error) == ("no data", None, "the check says nothing of its outcome")


def test_digits_of_a_latency_are_kept_as_they_were_written():
    data = b'{"results": [{"name": "a", "ok": true, "latency_ms": 12.500}]}'
    assert read_health(data).measurements[0].latency_ms == "12.500"


def test_checks_of_one_name_are_told_apart_by_what_they_look_at():
    other = {**API, "target": "https://eu.example.com"}
    names = [one.name for one in read_health(health(API, other)).measurements]
    assert names == ["api https://api.example.com/health", "api https://eu.example.com"]
    with pytest.raises(GovError, match="stands twice"):
        read_health(health(API, API))


def test_an_overall_verdict_that_its_results_contradict_is_remarked():
    assert "overall_ok true" in read_health(health({**API, "ok": False}, overall_ok=True)).notes[0]


def test_a_timestamp_without_offset_is_read_as_utc_and_said_so():
    reading = read_health(health(API, timestamp="2026-11-23T10:00:00.123456"))
    assert reading.at is not None
    assert format_instant(reading.at) == "2026-11-23T10:00:00Z"
    assert "read as UTC" in reading.notes[0]
    assert read_health(health(API, timestamp=1795428000)).at is not None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html>", "is no JSON"),
        (b"\xff", "is not UTF-8"),
        (b"[]", "is a list, not an object"),
        (b"{}", "`results` of the health check is missing"),
        (b'{"results": []}', "no results"),
        (b'{"results": {}}', "is an object, not a list"),
        (b'{"results": [3]}', r"results\[0\] is a number"),
        (b'{"results": [{"ok": true}]}', r"results\[0\] has no name"),
        (b'{"results": [{"name": "a", "ok": "yes"}]}', "`ok` is text"),
        (b'{"results": [{"name": "a", "name": "b"}]}', "the key `name` twice"),
        (b'{"results": [{"name": "a", "ok": true}], "timestamp": "soon"}', "`soon` is no instant"),
        (b'{"results": [{"name": "a", "ok": true}], "timestamp": 1e999}', "is no instant"),
        (b"[" * 100_000, "nested too deeply"),
        (b" " * (9 << 20), "larger than 8 MiB"),
        (health(*({"name": str(n), "ok": True} for n in range(MOST + 1))), "a capture at most"),
    ],
)
def test_another_shape_is_refused_in_plain_words(data, why):
    with pytest.raises(GovError, match=why):
        read_health(data)


@given(ANY_JSON)
def test_any_json_is_read_or_refused(value):
    for told in (value, {"results": value}, {"results": [value]}, {"results": [{"name": "a", "ok": value}]}):
        try:
            reading = read_health(json.dumps(told).encode())
        except GovError:
            continue
        assert reading.measurements


@pytest.mark.parametrize("latency", ["1e999", "-3", '"soon"', "null", "NaN", "[1]"])
def test_a_latency_that_no_answer_takes_is_left_out(latency):
    data = f'{{"results": [{{"name": "a", "ok": true, "latency_ms": {latency}}}]}}'.encode()
    assert read_health(data).measurements[0].latency_ms == ""
