"""Turn messages of a monitor or pager into drafts: the first one makes a report, later ones update it."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from governor_cli.core.ids import slug
from governor_cli.readers.alertmanager import Alert, Notice, read_notice
from governor_cli.readers.pagerduty import Event, Somebody, read_event
from governor_cli.workflows.incident.drafting import Draft, Drafted, found_draft, new_draft
from governor_cli.workflows.repository.recording import Recording

ALERTMANAGER: Final = "alertmanager"
PAGERDUTY: Final = "pagerduty"
_ADDRESS = re.compile(r"[^\s@<>(),;:\"'`\[\]|/]+@[^\s@<>(),;:\"'`\[\]|/]+\.[A-Za-z]{2,}")
_MOST_NAMES: Final = 5


def from_alertmanager(recording: Recording, data: bytes, now: datetime, *, write: bool = True) -> Drafted:
    """One message of Alertmanager: the group is the report's identity, its fingerprints are what fires."""
    notice = read_notice(data)
    firing = [alert for alert in notice.alerts if alert.is_firing]
    draft = found_draft(recording, ALERTMANAGER, notice.key)
    if draft is None and not firing:
        return Drafted([f"nothing fires in {notice.key}, and no report waits for it"])
    if draft is None:
        draft = _first_alert(recording, notice, min(alert.started for alert in firing))
    elif draft.record.times.resolved and draft.is_undeclared:
        over = draft.record.times.resolved
        firing = [alert for alert in firing if alert.started > over]  # what came late tells the past
    known = draft.firing(notice.key)
    quiet = {alert.fingerprint: alert for alert in notice.alerts if not alert.is_firing}
    new = [alert for alert in firing if alert.fingerprint not in known]
    gone = [quiet[name] for name in known if name in quiet]
    after = [*(name for name in known if name not in quiet), *(alert.fingerprint for alert in new)]
    draft.set_firing(notice.key, after)
    if new:
        text = _without_addresses(recording, _fire(notice, new, first=draft.is_new))
        draft.fires_again(min(alert.started for alert in new), text)
    if gone:
        at = max(alert.ended for alert in gone if alert.ended)
        draft.quiet(at, _without_addresses(recording, _quiet(gone, len(after))))
    return draft.keep(now, _what(draft, len(after)), notes=_truncated(notice), write=write)


def _first_alert(recording: Recording, notice: Notice, received: datetime) -> Draft:
    service = notice.labels.get("service", "")
    environment = notice.labels.get("environment") or notice.labels.get("env")
    known = {
        "services": _service(recording, service),
        "environment": environment,
        "detected_by": "monitoring",
        "links": {"dashboard": notice.dashboard} if notice.dashboard else None,
    }
    title = _without_addresses(recording, notice.title) or "an alert without a name"
    return new_draft(recording, ALERTMANAGER, notice.key, received, title, known)


def _service(recording: Recording, name: str) -> list[str]:
    """A service that the playbook lists under this name; any name while it lists none."""
    known = [service.id for service in recording.policy.services]
    found = next((one for one in (name, slug(name)) if one in known), "" if known else name)
    return [_without_addresses(recording, found)] if found else []


def _fire(notice: Notice, new: Iterable[Alert], *, first: bool) -> str:
    told = [f"firing: {_names(new)}"]
    if first:
        labels = ", ".join(f"{name}={value}" for name, value in notice.labels.items() if name != "alertname")
        told += [notice.description, labels, f"runbook {notice.runbook}" if notice.runbook else ""]
    return "; ".join(part for part in told if part)


def _quiet(gone: Iterable[Alert], left: int) -> str:
    return f"quiet: {_names(gone)}; {f'{left} still firing' if left else 'nothing fires any more'}"


def _names(alerts: Iterable[Alert]) -> str:
    counted = Counter(alert.name for alert in alerts)
    names = [f"{name} ({count})" if count > 1 else name for name, count in counted.items()]
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def _what(draft: Draft, firing: int) -> str:
    if draft.is_new:
        return "drafted"
    if firing:
        return "updated"
    return "resolved" if draft.is_undeclared else "quiet, not resolved: whoever commands it decides that"


def _truncated(notice: Notice) -> list[str]:
    return [f"Alertmanager left out {notice.truncated} alerts of this group"] if notice.truncated else []


def from_pagerduty(recording: Recording, data: bytes, now: datetime, *, write: bool = True) -> Drafted:
    """One event of PagerDuty: it fills received, paged and acknowledged, and says by whom."""
    event = read_event(data)
    if not event.what:
        return Drafted([f"`{event.type}` tells nothing that belongs in a report"])
    draft = found_draft(recording, PAGERDUTY, event.key)
    if draft is None and event.what == "resolved":
        return Drafted([f"PagerDuty resolved {event.key}, and no report waits for it"])
    if draft is None:
        draft = _first_page(recording, event)
    people = [who for one in event.assignees if (who := _known(recording, one))]
    _EVENTS[event.what](draft, event, _known(recording, event.agent), people)
    return draft.keep(now, "drafted" if draft.is_new else f"{event.what} in PagerDuty", write=write)


def _first_page(recording: Recording, event: Event) -> Draft:
    title = _without_addresses(recording, event.title)
    known = {
        "services": _service(recording, event.service),
        "links": {"page": event.link} if event.link else None,
    }
    draft = new_draft(recording, PAGERDUTY, event.key, event.created, title, known)
    draft.set_firing(event.key, [event.key])
    details = (event.service, f"priority {event.priority} in PagerDuty" if event.priority else "")
    text = "; ".join(part for part in (title, *details) if part)
    draft.row(event.created, "", _without_addresses(recording, text))
    return draft


def _triggered(draft: Draft, event: Event, _agent: str, people: list[str]) -> None:
    if event.assignees and draft.record.times.paged is None:
        draft.row(event.at, "paged", _by_name(people, len(event.assignees)))
        draft.time("paged", event.at)


def _acknowledged(draft: Draft, event: Event, agent: str, _people: list[str]) -> None:
    if event.agent is None:
        draft.row(event.at, "", "acknowledged in PagerDuty, by no person")
        return
    text = "in PagerDuty" if agent else "in PagerDuty, by somebody who is not in the roster"
    known = draft.record.times.acknowledged
    if known is not None and known != event.at:
        draft.row(event.at, "", f"acknowledged again {text}", agent)
        return
    draft.row(event.at, "acknowledged", text, agent)
    draft.time("acknowledged", event.at)
    if draft.record.status == "declared":
        draft.status("acknowledged")


def _reassigned(draft: Draft, event: Event, agent: str, people: list[str]) -> None:
    if not event.assignees:
        draft.row(event.at, "", f"{event.what} in PagerDuty, to nobody in person", agent)
    elif draft.record.times.paged is None:
        _triggered(draft, event, agent, people)
    else:
        to = _by_name(people, len(event.assignees))
        draft.row(event.at, "", f"{event.what} in PagerDuty to {to}", agent)


def _resolved(draft: Draft, event: Event, agent: str, _people: list[str]) -> None:
    if event.key in draft.firing(event.key) or draft.is_new:
        draft.set_firing(event.key, [])
        draft.quiet(event.at, "resolved in PagerDuty", agent)


def _reopened(draft: Draft, event: Event, agent: str, _people: list[str]) -> None:
    if not draft.firing(event.key):
        draft.set_firing(event.key, [event.key])
        draft.fires_again(event.at, "reopened in PagerDuty", agent)


_EVENTS: Final = {
    "triggered": _triggered,
    "acknowledged": _acknowledged,
    "reassigned": _reassigned,
    "escalated": _reassigned,
    "delegated": _reassigned,
    "resolved": _resolved,
    "reopened": _reopened,
}


def _by_name(people: list[str], count: int) -> str:
    """Those that the roster knows; of the others how many."""
    strangers = count - len(people)
    told = [*people, *([f"{strangers} not in the roster"] if strangers else [])]
    return ", ".join(told)


def _known(recording: Recording, somebody: Somebody | None) -> str:
    """The handle of somebody whom the roster knows by PagerDuty's id or an e-mail address; else nothing."""
    if somebody is None or recording.roster is None:
        return ""
    words = {word.casefold() for word in somebody.words}
    for handle, person in recording.roster.people.items():
        by_id = person.pagerduty is not None and person.pagerduty == somebody.id
        if by_id or (person.email is not None and person.email.casefold() in words):
            return f"@{handle}"
    return ""


def _without_addresses(recording: Recording, text: str) -> str:
    """Text in which an e-mail address is a handle, or no more than a word: addresses stand in the roster."""

    def named(match: re.Match[str]) -> str:
        return _known(recording, Somebody("", (match[0],))) or "(an address)"

    return _ADDRESS.sub(named, text)
