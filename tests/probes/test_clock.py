"""The clock against a server's: ahead, behind, near enough, and nobody to compare with."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from programs import free_port

from governor_cli.probes.clock import PROBE
from governor_cli.workflows.doctor.ground import Here


class _Dated(BaseHTTPRequestHandler):
    """Answers with the date that its server is told to have."""

    def do_HEAD(self):
        told = self.server.told()
        self.send_response_only(200)
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        """Nothing to say."""


@pytest.fixture
def found(tmp_path, monkeypatch):
    """What the probe says where the server tells these headers."""

    def ask(told):
        with HTTPServer(("127.0.0.1", 0), _Dated) as server:
            server.told = told
            thread = Thread(target=server.handle_request)
            thread.start()
            monkeypatch.setenv("GOV_PROMETHEUS_URL", f"http://127.0.0.1:{server.server_address[1]}")
            try:
                return PROBE.check(Here(str(tmp_path), lambda: None))
            finally:
                thread.join()

    return ask


def dated(**off):
    def told():
        return {"Date": format_datetime(datetime.now(UTC) + timedelta(**off), usegmt=True)}

    return told


@pytest.mark.parametrize("seconds", [0, -4, 4])
def test_a_few_seconds_are_near_enough(found, seconds):
    outcome = found(dated(seconds=seconds))
    assert outcome.state == "ok"
    assert outcome.detail.endswith("s of 127.0.0.1")


@pytest.mark.parametrize(
    ("off", "told"),
    [
        ({"seconds": -90}, r"this machine is 1m(28|29|30)s ahead of 127\.0\.0\.1"),
        ({"seconds": 95}, r"this machine is 1m3[3-5]s behind 127\.0\.0\.1"),
        ({"days": 400}, r"this machine is (399d23h59m5\ds|400d) behind 127\.0\.0\.1"),
    ],
)
def test_a_clock_that_is_far_off_fails_and_says_which_way(found, off, told):
    outcome = found(dated(**off))
    assert outcome.state == "failed"
    assert re.fullmatch(told, outcome.detail), outcome.detail
    assert "NTP" in outcome.hint


def test_an_answer_out_of_a_cache_is_as_old_as_it_says(found):
    outcome = found(lambda: {**dated(seconds=-90)(), "Age": "90"})
    assert outcome.state == "ok"


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Nov 2026 10:00:00 GMT"])
def test_a_server_that_tells_no_date_is_nobody_to_compare_with(found, date):
    assert found(lambda: {"Date": date} if date else {}).state == "not_configured"


def test_nobody_to_compare_with_is_no_failure(tmp_path, monkeypatch):
    assert PROBE.check(Here(str(tmp_path), lambda: None)).state == "not_configured"
    monkeypatch.setenv("GOV_PROMETHEUS_URL", f"http://127.0.0.1:{free_port()}")
    assert PROBE.check(Here(str(tmp_path), lambda: None)).state == "not_configured"


def test_a_clock_that_gov_is_told_is_mentioned(tmp_path, monkeypatch):
    monkeypatch.setenv("GOV_NOW", "2026-11-23T10:00:00Z")
    outcome = PROBE.check(Here(str(tmp_path), lambda: None))
    assert "gov itself takes 2026-11-23T10:00:00Z for now (GOV_NOW)" in outcome.detail
