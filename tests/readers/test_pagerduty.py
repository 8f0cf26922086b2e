"""PagerDuty's webhook v3: what an event says, and everything that is not one."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.readers.json_message import MessageError
from governor_cli.readers.pagerduty import read_event

DATA: dict[str, Any] = {
    "id": "PGR0VU2",
    "type": "incident",
    "html_url": "https://example.com/incidents/PGR0VU2",
    "status": "triggered",
    "created_at": "2026-11-23T10:00:00Z",
    "title": "A little bump in the road",
    "service": {"id": "PF9KMXH", "summary": "API Service", "type": "service_reference"},
    "assignees": [{"id": "PADA001", "summary": "Ada K.", "type": "user_reference"}],
    "priority": {"summary": "P1"},
}
EVENT: dict[str, Any] = {
    "id": "5ac64822",
    "event_type": "incident.triggered",
    "resource_type": "incident",
    "occurred_at": "2026-11-23T10:00:01.169Z",
    "agent": {"id": "PBO0001", "summary": "Bo L.", "type": "user_reference"},
    "client": None,
    "data": DATA,
}


def _data(event: dict[str, Any] | None = None, **more: Any) -> bytes:
    return json.dumps({"event": {**EVENT, **(event or {}), "data": {**DATA, **more}}}).encode()


def test_an_event_is_read() -> None:
    event = read_event(_data())
    assert (event.what, event.key, event.title, event.service, event.priority) == (
        "triggered",
        "PGR0VU2",
        "A little bump in the road",
        "API Service",
        "P1",
    )
    assert event.at == datetime(2026, 11, 23, 10, 0, 1, tzinfo=UTC)
    assert event.created == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert event.agent is not None
    assert (event.agent.id, event.assignees[0].id) == ("PBO0001", "PADA001")


def test_what_is_no_person_did_nothing_in_person() -> None:
    assert read_event(_data({"agent": {"type": "service_reference", "id": "X"}})).agent is None
    assert read_event(_data({"agent": None})).agent is None


@pytest.mark.parametrize(
    "kind", ["incident.annotated", "service.updated", "pagey.ping", "incident.responder.added"]
)
def test_other_events_say_nothing_for_a_report(kind: str) -> None:
    body = {"event": {"event_type": kind, "occurred_at": "2026-11-23T10:00:01Z", "data": {"message": "hi"}}}
    assert read_event(json.dumps(body).encode()).what == ""


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"messages": []}, "the PagerDuty message is of webhooks v2"),
        ({}, "the PagerDuty message has no `event.event_type`"),
        ({"event": []}, "`event` is a list, not an object"),
        ({"event": {**EVENT, "occurred_at": None}}, "the PagerDuty message has no `event.occurred_at`"),
        ({"event": {**EVENT, "occurred_at": "soon"}}, "`occurred_at` is not an instant"),
        ({"event": {**EVENT, "data": {}}}, "the PagerDuty message has no `event.data.id`"),
        ({"event": {**EVENT, "data": {**DATA, "assignees": [1]}}}, "a user of the message is no object"),
        ({"event": {**EVENT, "data": {**DATA, "service": "x"}}}, "`service` is text, not an object"),
    ],
)
def test_wrong_shapes_are_named(body: dict[str, Any], why: str) -> None:
    with pytest.raises(MessageError) as refused:
        read_event(json.dumps(body).encode())
    assert refused.value.message.startswith(why)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from([*DATA]), _JSON),
    st.dictionaries(st.sampled_from(["agent", "client"]), _JSON),
)
def test_no_shape_does_more_than_be_refused(data: dict[str, Any], event: dict[str, Any]) -> None:
    with suppress(MessageError):
        read_event(_data(event, **data))
