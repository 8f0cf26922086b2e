"""Notes that teams keep: what is certain in them is read, how much is not is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.errors import GovError
from governor_cli.core.instants import format_instant
from governor_cli.readers.metrics_note import LARGEST, read_note

NOTE = """\
# Production metrics

Captured at 2026-11-20T09:30:00Z by Ada, build 4711.

| Metric | Value | Target | Status |
| --- | --- | --- | --- |
| Error rate | 0.4 % | < 1% | ✅ |
| **p95 latency** | 1,280 ms | ≤ 300ms | ✅ |
| Availability | ~99.9% | | |
| Queue | n/a | | |

- Deploys: 3 (target: >= 1)
- Uptime = 99.95%
- CPU: roughly 40
- Build: 4711
- Time: 10:30
- All is fine. Latency: 3 s
"""


def told(text):
    return {one.name: one for one in read_note(text.encode()).measurements}


def test_a_table_is_read_with_units_targets_and_verdicts():
    found = told(NOTE)
    rate, latency = found["Error rate"], found["p95 latency"]
    assert (rate.value, rate.unit, rate.target, rate.ok, rate.note) == ("0.4", "%", "< 1", True, "")
    assert (latency.value, latency.unit, latency.target, latency.ok) == ("1280", "ms", "<= 300", False)
    assert latency.note == "the note says ok"


def test_what_is_about_a_number_is_not_read_but_counted():
    assert set(told(NOTE)) == {"Error rate", "p95 latency", "Queue", "Deploys", "Uptime"}
    assert read_note(NOTE.encode()).notes == ("2 lines with numbers were not read",)


def test_nothing_said_is_no_data():
    queue = told(NOTE)["Queue"]
    assert (queue.value, queue.error) == ("no data", "the note says n/a")


def test_the_time_of_a_note_is_the_first_instant_in_it():
    at = read_note(NOTE.encode()).at
    assert at is not None
    assert format_instant(at) == "2026-11-20T09:30:00Z"
    assert read_note(b"| a | b |").at is None


def test_a_target_in_another_unit_is_a_remark_and_no_target():
    (one,) = told("| Metric | Value | Target |\n| --- | --- | --- |\n| p95 | 280 ms | < 0.3 s |\n").values()
    assert (one.target, one.ok, one.note) == ("", None, "target < 0.3 s")


def test_exposition_text_is_read_with_its_labels():
    found = told('# HELP x\nhttp_requests_total{code="200"} 1027 1395066363000\nup 1\nlag NaN\n')
    assert {name: one.value for name, one in found.items()} == {
        'http_requests_total{code="200"}': "1027",
        "up": "1",
        "lag": "NaN",
    }


def test_json_alone_or_in_a_fence_is_read_as_what_it_is():
    health = '{"results": [{"name": "api", "ok": true}]}'
    assert list(told(health)) == ["api"]
    assert list(told(f"# Note\n\n```json\n{health}\n```\n")) == ["api"]
    with pytest.raises(GovError, match="neither a health check nor telemetry"):
        read_note(b'{"a": 1}')


def test_names_that_stand_twice_are_numbered():
    assert list(told("up: 1\nup: 2\n")) == ["up", "up (2)"]


def test_what_is_no_text_or_too_large_is_refused():
    with pytest.raises(GovError, match="not UTF-8"):
        read_note(b"\xff\xfe")
    with pytest.raises(GovError, match="larger than 1 MiB"):
        read_note(b" " * (LARGEST + 1))


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    reading = None
    try:
        reading = read_note(text.encode("utf-8", "replace"))
    except GovError:
        assert text.lstrip("\ufeff").lstrip()[:1] == "{"
    names = [one.name for one in reading.measurements] if reading else []
    assert len(names) == len(set(names))


def test_a_long_note_is_read_in_linear_time():
    line = "a" * 399 + "\n"
    assert read_note((line * 2000).encode()).measurements == ()
