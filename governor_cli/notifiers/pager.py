"""The pager: PagerDuty's Events API v2, where an incident is one alert from its trigger to its end.

https://developer.pagerduty.com/docs/send-alert-event
"""

import json
from typing import Any

from governor_cli.adapters.events_api import NOBODY, enqueue, key_in, server_in
from governor_cli.adapters.variables import PAGERDUTY
from governor_cli.adapters.webhook import host_of, unset
from governor_cli.contracts.notice import Alarm, Message, Notice
from governor_cli.contracts.notifier import Means, Notifier, Receipt
from governor_cli.core.cutting import cut

_SUMMARY, _TEXT = 1024, 8_000


def _event(notice: Notice) -> dict[str, Any]:
    """The same alert for every notice of an incident: a page that arrives twice is one."""
    message, alarm = notice.message, notice.message.alarm
    if alarm is None:  # a test; it must page nobody
        return dict(NOBODY)
    event: dict[str, Any] = {"event_action": alarm.action, "dedup_key": notice.incident}
    if alarm.action != "trigger":
        return event
    links = [{"href": url, "text": name} for name, url in message.links]
    return {**event, "client": "gov", "payload": _payload(message, alarm), "links": links}


def _payload(message: Message, alarm: Alarm) -> dict[str, Any]:
    details = {**({"text": cut(message.text, _TEXT)} if message.text else {}), **dict(message.facts)}
    return {
        "summary": cut(message.title, _SUMMARY),
        "source": alarm.source,
        "severity": alarm.severity,
        "custom_details": details,
    }


def _key(means: Means) -> str:
    key = key_in(means.environment, means.variable)
    if not key:
        raise unset(means.variable)
    return key


def _shown(notice: Notice, means: Means) -> str:
    del means
    return json.dumps({"routing_key": "***", **_event(notice)}, indent=2, ensure_ascii=False)


def _host(means: Means) -> str:
    _key(means)
    return host_of(server_in(means.environment))


def _deliver(notice: Notice, means: Means) -> Receipt:
    return enqueue(server_in(means.environment), _key(means), _event(notice), again=True)


NOTIFIER = Notifier("pager", "pagerduty", PAGERDUTY, _shown, _host, _deliver)
