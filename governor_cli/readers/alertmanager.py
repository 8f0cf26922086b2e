"""A webhook message of Prometheus's Alertmanager, version 4: a group of alerts that fire or are quiet."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from governor_cli.core.forms import url
from governor_cli.core.instants import parse_instant
from governor_cli.core.trees import is_mapping
from governor_cli.readers.json_message import MessageError, list_in, message, object_in, one_line, text_in

_WHAT: Final = "the Alertmanager message"
_VERSION: Final = "4"
_MOST_ALERTS: Final = 10_000
_NEVER: Final = "0001-01-01T"
"""How Go writes a time that is not set: an alert that fires has no end yet."""


class Alert(NamedTuple):
    """One alert of the group; ``ended`` is None while it fires."""

    fingerprint: str
    name: str
    started: datetime
    ended: datetime | None

    @property
    def is_firing(self) -> bool:
        """Whether it has not gone quiet."""
        return self.ended is None


class Notice(NamedTuple):
    """One message: ``key`` identifies its group through all later messages."""

    key: str
    alerts: tuple[Alert, ...]
    title: str
    description: str
    labels: Mapping[str, str]
    """What all alerts of the group have in common."""
    dashboard: str | None = None
    runbook: str | None = None
    truncated: int = 0
    """How many alerts Alertmanager left out."""


def read_notice(data: bytes) -> Notice:
    """Read one message; MessageError where it is none, or another version's."""
    tree = message(data, _WHAT)
    version, key = tree.get("version"), text_in(tree, "groupKey")
    if version != _VERSION:
        told = f"of version {one_line(str(version))}" if isinstance(version, str | int) else "of no version"
        raise MessageError(
            f"{_WHAT} is {told}", hint="Send version 4, as Alertmanager's webhook receiver does."
        )
    if not key:
        raise MessageError(f"{_WHAT} has no `groupKey`", hint="Give the body of the webhook as it came in.")
    alerts = tuple(_alert(entry, at) for at, entry in enumerate(list_in(tree, "alerts", _MOST_ALERTS)))
    if not alerts:
        raise MessageError(f"{_WHAT} has no alerts")
    labels = {**_labels(tree, "groupLabels"), **_labels(tree, "commonLabels")}
    notes = _labels(tree, "commonAnnotations")
    name = labels.get("alertname", "") or alerts[0].name
    return Notice(
        key,
        alerts,
        notes.get("summary") or notes.get("title") or name,
        notes.get("description") or notes.get("message") or "",
        labels,
        _address(notes, "dashboard", "dashboard_url"),
        _address(notes, "runbook_url", "runbook"),
        _count(tree.get("truncatedAlerts")),
    )


def _alert(entry: Any, at: int) -> Alert:
    if not is_mapping(entry):
        raise MessageError(f"`alerts[{at}]` is no object")
    labels = _labels(entry, "labels")
    status = text_in(entry, "status")
    if status not in {"firing", "resolved"}:
        raise MessageError(f"`alerts[{at}].status` is `{status}`, neither firing nor resolved")
    started = _instant(entry, "startsAt", at)
    if started is None:
        raise MessageError(f"`alerts[{at}].startsAt` is missing")
    ended = _instant(entry, "endsAt", at) if status == "resolved" else None
    return Alert(
        text_in(entry, "fingerprint") or _fingerprint(labels),
        labels.get("alertname", "an alert"),
        started,
        (ended or started) if status == "resolved" else None,
    )


def _labels(holder: Mapping[str, Any], key: str) -> dict[str, str]:
    found = object_in(holder, key)
    return {one_line(name): text_in(found, name) for name in found}


def _instant(alert: Mapping[str, Any], key: str, at: int) -> datetime | None:
    """Whole seconds in UTC; None where it is missing or never."""
    text = text_in(alert, key)
    if not text or text.startswith(_NEVER):
        return None
    try:
        return parse_instant(text).astimezone(UTC).replace(microsecond=0)
    except ValueError as error:
        raise MessageError(f"`alerts[{at}].{key}` {error}") from None


def _fingerprint(labels: Mapping[str, str]) -> str:
    """Alertmanager before 0.19 sent none: the same labels are the same alert."""
    text = json.dumps(labels, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _address(notes: Mapping[str, str], *names: str) -> str | None:
    for name in names:
        try:
            return url(notes.get(name, ""))
        except ValueError:
            continue
    return None


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
