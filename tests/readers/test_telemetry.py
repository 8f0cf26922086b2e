"""Command telemetry as measurements: every number, and every word beside one."""

import json

import pytest

from governor_cli.core.errors import GovError
from governor_cli.readers.telemetry import read_telemetry

DEPLOY = {
    "count": 12,
    "first_seen": "2026-10-01",
    "last_seen": "2026-11-19",
    "last_exit_code": 1,
    "fallback_count": 0,
}


def telemetry(commands, **more):
    return json.dumps({"commands": commands, **more}).encode()


def test_each_number_of_a_command_is_a_measurement_and_its_texts_a_remark():
    told = {
        one.name: one for one in read_telemetry(telemetry({"deploy": DEPLOY}, migrations={})).measurements
    }
    assert list(told) == ["deploy.count", "deploy.last_exit_code", "deploy.fallback_count"]
    assert told["deploy.count"].value == "12"
    assert told["deploy.count"].note == "first_seen 2026-10-01; last_seen 2026-11-19"


def test_a_last_run_that_failed_misses_its_target_of_zero():
    told = {one.name: one for one in read_telemetry(telemetry({"deploy": DEPLOY})).measurements}
    assert (told["deploy.last_exit_code"].target, told["deploy.last_exit_code"].ok) == ("= 0", False)


def test_migrations_are_kept_as_numbers_or_as_commands_are():
    found = read_telemetry(telemetry({}, migrations={"0042": 3, "0043": {"seconds": 1.50}})).measurements
    assert [(one.name, one.value) for one in found] == [
        ("migrations.0042", "3"),
        ("migrations.0043.seconds", "1.5"),
    ]


def test_what_is_not_kept_is_named():
    assert read_telemetry(telemetry({"a": {"count": 1}}, host="x")).notes == ("not kept: host",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{}", "`commands` of the telemetry is missing"),
        (b'{"commands": []}', "is a list"),
        (b'{"commands": {"a": 3}}', "`a` is a number, not an object"),
        (b'{"commands": {}}', "counts nothing"),
        (telemetry({str(n): {"count": n} for n in range(300)}), "at most 200"),
    ],
)
def test_another_shape_is_refused(data, why):
    with pytest.raises(GovError, match=why):
        read_telemetry(data)


def test_a_number_beyond_all_bounds_is_no_data():
    (one,) = read_telemetry(b'{"commands": {"a": {"count": 1e99999}}}').measurements
    assert (one.value, one.ok) == ("no data", None)
    assert "is no number" in one.error
