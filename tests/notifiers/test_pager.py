"""The pager: one alert an incident, from its trigger to its end, as PagerDuty's API takes it."""

import json

import pytest
from fake_pagerduty import PagerDuty
from hypothesis import given
from listeners import listening
from noticed import INCIDENT, MESSAGE, MESSAGES, a_notice

from governor_cli.contracts.notice import Alarm
from governor_cli.contracts.notifier import Means
from governor_cli.core.errors import GovError
from governor_cli.notifiers.pager import NOTIFIER

KEY = "R0" * 16


@pytest.fixture
def pager():
    pagerduty = PagerDuty(KEY)
    with listening(pagerduty.answer) as server:
        pagerduty.means = Means({"KEY": KEY, "GOV_PAGERDUTY_URL": server.url}, "KEY")
        yield pagerduty


def told(action, severity="error"):
    return a_notice(medium="pager", message=MESSAGE._replace(alarm=Alarm(action, severity, "search")))


def test_an_incident_is_one_alert_from_trigger_to_end(pager):
    for action, state in (("trigger", "triggered"), ("acknowledge", "acknowledged"), ("resolve", "resolved")):
        assert NOTIFIER.deliver(told(action), pager.means).state == "delivered"
        assert pager.alerts == {INCIDENT: state}
    assert (pager.pages, pager.wrong) == ([INCIDENT], [])


def test_a_page_that_arrives_twice_calls_once(pager):
    NOTIFIER.deliver(told("trigger"), pager.means)
    NOTIFIER.deliver(told("trigger"), pager.means)
    assert pager.pages == [INCIDENT]


def test_what_the_vendor_refuses_is_refused_in_its_words_and_never_tried_again(pager):
    receipt = NOTIFIER.deliver(told("trigger", severity="P1"), pager.means)
    assert receipt.state == "refused"
    assert "payload.severity" in receipt.said
    assert len(pager.wrong) == 1


def test_a_key_of_somebody_else_is_refused_without_being_told(pager):
    stranger = "AB" * 16
    receipt = NOTIFIER.deliver(
        told("trigger"), pager.means._replace(environment={**pager.means.environment, "KEY": stranger})
    )
    assert (receipt.state, stranger in receipt.said) == ("refused", False)


def test_a_test_pages_nobody(pager):
    assert (
        NOTIFIER.deliver(a_notice(medium="pager", message=MESSAGE._replace(alarm=None)), pager.means).state
        == "delivered"
    )
    assert (pager.pages, pager.alerts, pager.wrong) == ([], {}, [])


@given(MESSAGES)
def test_every_message_is_an_event_that_the_vendor_takes(message):
    event = json.loads(NOTIFIER.shown(a_notice(medium="pager", message=message), Means({}, "X")))
    assert event["routing_key"] == "***"
    if event["event_action"] == "trigger":
        assert len(event["payload"]["summary"]) <= 1024
        assert event["dedup_key"] == INCIDENT
    assert len(json.dumps(event).encode()) <= 512 * 1024


def test_what_is_no_key_is_not_sent_and_not_repeated():
    with pytest.raises(GovError, match="no routing key") as error:
        NOTIFIER.deliver(told("trigger"), Means({"KEY": "s3cret"}, "KEY"))
    assert "s3cret" not in error.value.message + error.value.hint
