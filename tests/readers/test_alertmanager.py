"""Alertmanager's webhook, version 4: what it says, and everything that is not it."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.readers.alertmanager import read_notice
from governor_cli.readers.json_message import MessageError

FIRING: dict[str, Any] = {
    "status": "firing",
    "labels": {"alertname": "HighErrorRate", "instance": "a"},
    "annotations": {"summary": "API errors"},
    "startsAt": "2026-11-23T10:00:00.123456789Z",
    "endsAt": "0001-01-01T00:00:00Z",
    "fingerprint": "aaaa",
}
MESSAGE: dict[str, Any] = {
    "version": "4",
    "groupKey": '{}:{alertname="HighErrorRate"}',
    "status": "firing",
    "alerts": [FIRING],
    "groupLabels": {"alertname": "HighErrorRate"},
    "commonLabels": {"alertname": "HighErrorRate", "service": "api"},
    "commonAnnotations": {"summary": "API errors", "runbook_url": "https://example.com/runbook"},
    "truncatedAlerts": 2,
}


def _data(**more: Any) -> bytes:
    return json.dumps({**MESSAGE, **more}).encode()


def test_a_message_is_read() -> None:
    notice = read_notice(_data())
    assert (notice.key, notice.title, notice.runbook, notice.truncated) == (
        '{}:{alertname="HighErrorRate"}',
        "API errors",
        "https://example.com/runbook",
        2,
    )
    (alert,) = notice.alerts
    assert (alert.fingerprint, alert.name, alert.is_firing) == ("aaaa", "HighErrorRate", True)
    assert alert.started == datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_the_end_of_an_alert_that_fires_is_never() -> None:
    resolved = {**FIRING, "status": "resolved", "endsAt": "2026-11-23T12:09:00+02:00"}
    notice = read_notice(_data(alerts=[FIRING, resolved]))
    assert [alert.ended for alert in notice.alerts] == [None, datetime(2026, 11, 23, 10, 9, tzinfo=UTC)]


def test_an_old_alertmanager_sends_no_fingerprints() -> None:
    alert = {key: value for key, value in FIRING.items() if key != "fingerprint"}
    other = {**alert, "labels": {"alertname": "HighErrorRate", "instance": "b"}}
    first, second = read_notice(_data(alerts=[alert, other])).alerts
    again = read_notice(_data(alerts=[alert])).alerts[0]
    assert first.fingerprint == again.fingerprint != second.fingerprint


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"version": "3"}, "the Alertmanager message is of version 3"),
        ({"version": None}, "the Alertmanager message is of no version"),
        ({"groupKey": ""}, "the Alertmanager message has no `groupKey`"),
        ({"groupKey": 7}, "`groupKey` is a number, not text"),
        ({"alerts": []}, "the Alertmanager message has no alerts"),
        ({"alerts": {}}, "`alerts` is a mapping, not a list"),
        ({"alerts": ["x"]}, "`alerts[0]` is no object"),
        ({"alerts": [{}]}, "`alerts[0].status` is ``, neither firing nor resolved"),
        ({"alerts": [{**FIRING, "startsAt": "yesterday"}]}, "`alerts[0].startsAt` is not an instant"),
        ({"alerts": [{**FIRING, "startsAt": None}]}, "`alerts[0].startsAt` is missing"),
        ({"alerts": [{**FIRING, "labels": {"a": 1}}]}, "`a` is a number, not text"),
        ({"alerts": [FIRING] * 10_001}, "`alerts` has 10001 entries; 10000 are the most"),
        ({"commonAnnotations": []}, "`commonAnnotations` is a list, not an object"),
    ],
)
def test_wrong_shapes_are_named(more: dict[str, Any], why: str) -> None:
    with pytest.raises(MessageError) as refused:
        read_notice(_data(**more))
    assert refused.value.message.startswith(why)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*MESSAGE]), _JSON))
def test_no_shape_does_more_than_be_refused(more: dict[str, Any]) -> None:
    with suppress(MessageError):
        read_notice(_data(**more))


@given(st.dictionaries(st.sampled_from([*FIRING]), _JSON))
def test_no_alert_does_more_than_be_refused(more: dict[str, Any]) -> None:
    with suppress(MessageError):
        read_notice(_data(alerts=[{**FIRING, **more}]))
