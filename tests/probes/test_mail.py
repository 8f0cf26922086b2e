"""The mail server: what it answers to EHLO, and that nothing more is said to it than that."""

import pytest
from mail_server import OFFERS_TLS, PLAIN, mailing, own_certificate
from programs import free_port, needed

from governor_cli.adapters.variables import MAIL as VARIABLE
from governor_cli.core.errors import GovError, OutsideError
from governor_cli.probes.mail import PROBE
from governor_cli.workflows.doctor.ground import Here


@pytest.fixture
def found(tmp_path, monkeypatch):
    """What the probe says of an address."""

    def ask(address):
        monkeypatch.setenv(VARIABLE, address)
        return PROBE.check(Here(str(tmp_path), lambda: None))

    return ask


def test_without_a_server_it_is_not_configured(found):
    assert found("") == ("not_configured", f"{VARIABLE} is not set", "")


def test_a_server_without_tls_answers(found):
    with mailing({"EHLO": PLAIN}) as server:
        outcome = found(f"smtp://127.0.0.1:{server.port}")
        assert outcome == ("ok", f"127.0.0.1:{server.port} answers EHLO, without TLS", "")
        assert [line.split()[0].upper() for line in server.heard] == ["EHLO", "QUIT"]


def test_starttls_is_tried_and_nobody_logs_in(found, tmp_path):
    needed("openssl")
    answers = {"EHLO": OFFERS_TLS, "STARTTLS": "220 go on"}
    with mailing(answers, trust=own_certificate(tmp_path)) as server:
        outcome = found(f"smtp://ada:s3cret@127.0.0.1:{server.port}")
        assert outcome.detail == f"127.0.0.1:{server.port} answers EHLO, with STARTTLS"
        assert [line.split()[0].upper() for line in server.heard] == ["EHLO", "STARTTLS", "EHLO", "QUIT"]


def test_a_password_does_not_travel_to_another_machine_in_the_clear(found):
    with (
        mailing({"EHLO": PLAIN}) as server,
        pytest.raises(OutsideError, match="offers no TLS, and GOV_SMTP_URL has a password"),
    ):
        found(f"smtp://ada:s3cret@0.0.0.0:{server.port}")  # this machine, by an address that is not loopback
    assert not any("AUTH" in line.upper() for line in server.heard)


def test_a_server_that_refuses_this_machine_is_told_with_its_code(found):
    with (
        mailing({"EHLO": "550 who are you"}) as server,
        pytest.raises(OutsideError, match="answers EHLO with 550"),
    ):
        found(f"smtp://127.0.0.1:{server.port}")


def test_a_server_that_is_busy_is_told_with_its_code(found):
    with (
        mailing({}, greeting="421 too busy") as server,
        pytest.raises(OutsideError, match=r"does not answer as a mail server \(421\)"),
    ):
        found(f"smtp://127.0.0.1:{server.port}")


def test_tls_that_fails_is_told(found):
    answers = {"EHLO": OFFERS_TLS, "STARTTLS": "220 go on"}
    with mailing(answers) as server, pytest.raises(OutsideError, match="cannot be trusted"):
        found(f"smtp://127.0.0.1:{server.port}")


def test_what_is_no_mail_server_is_told(found):
    with mailing({}, greeting="HTTP/1.1 400 Bad Request") as server, pytest.raises(OutsideError) as told:
        found(f"smtp://127.0.0.1:{server.port}")
    assert "does not answer as a mail server" in told.value.message


def test_nobody_there_is_told(found):
    with pytest.raises(OutsideError, match="cannot be reached"):
        found(f"smtp://127.0.0.1:{free_port()}")


@pytest.mark.parametrize(
    "address",
    ["mail.example.com", "https://mail.example.com", "smtp://", "smtp://ada:s3cret@h:port", "smtp://["],
)
def test_what_is_no_address_is_refused_without_being_repeated(found, address):
    with pytest.raises(GovError, match=VARIABLE) as told:
        found(address)
    assert "s3cret" not in told.value.message + told.value.hint
