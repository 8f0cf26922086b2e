"""Slack, Teams and PagerDuty: never called without --send, and what they say when they are."""

import json

import pytest
from listeners import Said, listening

from governor_cli.core.errors import GovError, OutsideError
from governor_cli.workflows import catalogue
from governor_cli.workflows.doctor.ground import Here

KEY = "R0" * 16
VARIABLES = {
    "slack": "GOV_SLACK_WEBHOOK_URL",
    "teams": "GOV_TEAMS_WEBHOOK_URL",
    "pagerduty": "GOV_PAGERDUTY_ROUTING_KEY",
}


@pytest.fixture
def found(tmp_path, monkeypatch):
    """What a probe says where its variables lead to a server."""

    def ask(name, address, *, sends=False):
        secret = KEY if name == "pagerduty" else f"{address}/hook/T0/s3cret"
        monkeypatch.setenv(VARIABLES[name], secret)
        monkeypatch.setenv("GOV_PAGERDUTY_URL", address)
        return catalogue.probe(name).check(Here(str(tmp_path), lambda: None, sends=sends))

    return ask


@pytest.mark.parametrize("name", VARIABLES)
def test_without_its_variable_it_is_not_configured(tmp_path, name):
    outcome = catalogue.probe(name).check(Here(str(tmp_path), lambda: None, sends=True))
    assert outcome == ("not_configured", f"{VARIABLES[name]} is not set", "")


@pytest.mark.parametrize("name", [*VARIABLES, "mail"])
def test_the_variable_is_the_one_that_the_settings_name(repo, monkeypatch, name):
    monkeypatch.setenv(VARIABLES.get(name, "GOV_SMTP_URL"), "what gov does not look at")
    repo.write("gov.toml", f'[variables]\n{name} = "OPS_{name.upper()}_SECRET"\n')
    ground = Here(str(repo.top), lambda: None)
    outcome = catalogue.probe(name).check(ground)
    assert outcome == ("not_configured", f"OPS_{name.upper()}_SECRET is not set", "")
    monkeypatch.setenv(f"OPS_{name.upper()}_SECRET", "nonsense")
    try:
        told = catalogue.probe(name).check(ground).detail
    except GovError as error:
        told = error.message
    assert told.startswith(f"OPS_{name.upper()}_SECRET")


@pytest.mark.parametrize("name", VARIABLES)
def test_it_is_not_called_without_being_told_to(found, name):
    with listening(lambda _: Said(200)) as server:
        outcome = found(name, server.url)
        assert outcome.state == "ok"
        assert "not called" in outcome.detail
        assert server.asked == []


@pytest.mark.parametrize("name", VARIABLES)
def test_with_send_it_is_called_once(found, name):
    with listening(lambda _: Said(202, b"ok")) as server:
        assert found(name, server.url, sends=True).state == "ok"
        (asked,) = server.asked
        told = json.loads(asked.body)
    if name == "pagerduty":
        assert (asked.path, told["event_action"]) == ("/v2/enqueue", "resolve")
        assert told["dedup_key"]
    else:
        assert "gov doctor" in asked.body.decode()


@pytest.mark.parametrize("name", VARIABLES)
@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_a_refusal_is_told_without_the_secret_and_not_tried_again(found, name, status):
    def refuse(asked):
        return Said(status, b"no service for " + asked.path.encode() + b" " + KEY.encode())

    with listening(refuse) as server:
        outcome = found(name, server.url, sends=True)
        assert outcome.state == "failed"
        assert f"127.0.0.1 answers {status}: no service" in outcome.detail
        assert KEY not in outcome.detail or name != "pagerduty"
        assert len(server.asked) == 1


def test_slack_may_refuse_with_status_200(found):
    with listening(lambda _: Said(200, b'{"ok": false, "error": "channel_not_found"}')) as server:
        outcome = found("slack", server.url, sends=True)
    assert (outcome.state, "channel_not_found" in outcome.detail) == ("failed", True)


@pytest.mark.parametrize("name", ["slack", "teams"])
@pytest.mark.parametrize(
    "address", ["hooks.example.com/s3cret", "ftp://h/s3cret", "http://hooks.example.com/s3cret"]
)
def test_an_address_that_cannot_be_used_is_not_repeated(found, monkeypatch, tmp_path, name, address):
    monkeypatch.setenv(VARIABLES[name], address)
    with pytest.raises(GovError, match=VARIABLES[name]) as told:
        catalogue.probe(name).check(Here(str(tmp_path), lambda: None))
    assert "s3cret" not in told.value.message + told.value.hint


def test_a_key_that_is_none_is_not_repeated(monkeypatch, tmp_path):
    monkeypatch.setenv("GOV_PAGERDUTY_ROUTING_KEY", "s3cret")
    with pytest.raises(GovError, match="holds no routing key") as told:
        catalogue.probe("pagerduty").check(Here(str(tmp_path), lambda: None))
    assert "s3cret" not in told.value.message + told.value.hint


def test_a_server_that_hangs_up_is_told_by_its_host_alone(found):
    with listening(lambda _: Said(hang_up=True)) as server, pytest.raises(OutsideError) as told:
        found("slack", server.url, sends=True)
    assert told.value.message == "127.0.0.1 broke the connection off"
