"""Prometheus: ready, not yet, not for us, and what is none."""

import pytest
from listeners import Said, listening
from programs import free_port

from governor_cli.core.errors import GovError, OutsideError
from governor_cli.probes.prometheus import PROBE
from governor_cli.workflows.doctor.ground import Here

READY = Said(200, b'{"status": "success", "data": {"resultType": "vector", "result": []}}')


@pytest.fixture
def found(tmp_path, monkeypatch):
    """What the probe says of an address, outside any repository."""

    def ask(address):
        monkeypatch.setenv("GOV_PROMETHEUS_URL", address)
        return PROBE.check(Here(str(tmp_path), lambda: None))

    return ask


def test_without_a_server_it_is_not_configured(found):
    assert found("").state == "not_configured"


def test_a_ready_server_is_told_without_its_password_which_travels_in_a_header(found):
    with listening(lambda _: READY) as server:
        address = server.url.replace("//", "//ada:s3cret@")
        assert found(address + "/") == ("ok", f"{server.url} is ready", "")
        assert server.asked[0].headers["authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Said(401, b"who are you"), "does not let gov in (401)"),
        (Said(403, b"not you"), "does not let gov in (403)"),
        (Said(503, b"Service Unavailable"), "is not ready (503)"),
        (Said(404, b"nothing here"), "answers 404, and not as Prometheus does"),
        (Said(200, b"[]"), "answers 200, and not as Prometheus does"),
        (Said(200, b'{"status": "error"}'), "answers 200, and not as Prometheus does"),
    ],
)
def test_what_is_wrong_is_told_at_the_first_answer(found, said, told):
    with listening(lambda _: said) as server:
        outcome = found(server.url)
        assert (outcome.state, outcome.detail) == ("failed", f"{server.url} {told}")
        assert outcome.hint
        assert len(server.asked) == 1


def test_a_page_and_a_way_elsewhere_are_no_prometheus(found):
    with listening(lambda _: Said(200, b"<html>")) as server, pytest.raises(OutsideError, match="no JSON"):
        found(server.url)
    away = Said(302, headers={"Location": "https://elsewhere.example.com/"})
    with listening(lambda _: away) as server, pytest.raises(OutsideError, match=r"on to elsewhere\.example"):
        found(server.url)


def test_nobody_there_is_told(found):
    with pytest.raises(OutsideError, match=r"127\.0\.0\.1 cannot be reached"):
        found(f"http://127.0.0.1:{free_port()}")


def test_an_address_that_is_none_is_told_without_its_password(found):
    with pytest.raises(GovError, match="GOV_PROMETHEUS_URL") as told:
        found("ftp://ada:s3cret@prometheus.example.com")
    assert "s3cret" not in told.value.message
