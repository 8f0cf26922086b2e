"""Drafts from a monitor or pager: one report for all messages, a row a change, resolved once all is quiet."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from operations import gov_repository
from repositories import Repo

from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries
from governor_cli.workflows.check.soundness import errors_of
from governor_cli.workflows.incident.draft import from_alertmanager, from_pagerduty
from governor_cli.workflows.incident.drafting import Drafted
from governor_cli.workflows.incident.record import Fact, write_recorded
from governor_cli.workflows.incident.steps import triage
from governor_cli.workflows.repository.reading import record_of
from governor_cli.workflows.repository.recording import Recording

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
KEY = '{}:{alertname="HighErrorRate"}'


@pytest.fixture
def ops(tmp_path: Path) -> Repo:
    return gov_repository(tmp_path / "repo")


def recording(ops: Repo) -> Recording:
    return Recording(open_workspace(ops.top))


def alert(
    fingerprint: str, start: str, end: str | None = None, name: str = "HighErrorRate"
) -> dict[str, Any]:
    return {
        "status": "resolved" if end else "firing",
        "labels": {"alertname": name},
        "startsAt": f"2026-11-23T{start}Z",
        "endsAt": f"2026-11-23T{end}Z" if end else "0001-01-01T00:00:00Z",
        "fingerprint": fingerprint,
    }


def notify(ops: Repo, *alerts: dict[str, Any], write: bool = True, **more: Any) -> Drafted:
    body = {
        "version": "4",
        "groupKey": KEY,
        "alerts": alerts,
        "commonLabels": {"alertname": "HighErrorRate", "service": "api"},
        "commonAnnotations": {"summary": "API errors above 5 %"},
        **more,
    }
    return from_alertmanager(recording(ops), json.dumps(body).encode(), NOW, write=write)


def page(ops: Repo, what: str, at: str, **more: Any) -> Drafted:
    event = {
        "event_type": f"incident.{what}",
        "occurred_at": f"2026-11-23T{at}Z",
        "agent": more.pop("agent", None),
        "data": {
            "id": "PGR0VU2",
            "html_url": "https://example.com/incidents/PGR0VU2",
            "created_at": "2026-11-23T10:00:00Z",
            "title": "A little bump in the road",
            "service": {"summary": "API Service"},
            "assignees": [{"id": "PADA001", "type": "user_reference", "summary": "Ada K."}],
            **more,
        },
    }
    return from_pagerduty(recording(ops), json.dumps({"event": event}).encode(), NOW)


def user(ident: str, summary: str = "Somebody") -> dict[str, str]:
    return {"id": ident, "type": "user_reference", "summary": summary}


def state(ops: Repo, drafted: Drafted) -> Incident:
    data = (ops.top / drafted.path).read_bytes()
    found = record_of(read(drafted.path, data))
    assert isinstance(found, Incident)
    assert errors_of(drafted.path, data, recording(ops).policy) == []
    return found


def rows(ops: Repo, drafted: Drafted) -> list[tuple[str, str, str]]:
    document = read(drafted.path, (ops.top / drafted.path).read_bytes())
    return [
        (f"{row.at:%H:%M}", row.who, f"{row.type}: {row.text}".removeprefix(": "))
        for row in entries(document)
    ]


def reports(ops: Repo) -> list[Path]:
    return list((ops.top / recording(ops).policy.knowledge.incident_reports).glob("INC-*.md"))


def test_the_first_firing_makes_a_draft_without_a_severity(ops: Repo) -> None:
    made = notify(ops, alert("aaaa", "10:00:00"))
    record = state(ops, made)
    assert (record.status, record.severity, record.title) == ("draft", None, "API errors above 5 %")
    assert record.id.startswith("INC-20261123-")
    assert record.times.received == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert record.times.impact_started is None
    assert [(one.source, one.key, one.firing) for one in record.alerts] == [("alertmanager", KEY, ["aaaa"])]
    assert rows(ops, made) == [("10:00", "alertmanager", "firing: HighErrorRate; service=api")]


def test_later_messages_update_the_one_report(ops: Repo) -> None:
    notify(ops, alert("aaaa", "10:00:00"))
    notify(ops, alert("aaaa", "10:00:00"), alert("bbbb", "10:03:00"))
    half = notify(ops, alert("aaaa", "10:00:00", "10:09:00"), alert("bbbb", "10:03:00"))
    assert state(ops, half).status == "draft"
    assert state(ops, half).alerts[0].firing == ["bbbb"]
    over = notify(ops, alert("aaaa", "10:00:00", "10:09:00"), alert("bbbb", "10:03:00", "10:12:00"))
    record = state(ops, over)
    assert (record.status, record.alerts[0].firing) == ("resolved", [])
    assert record.times.resolved == datetime(2026, 11, 23, 10, 12, tzinfo=UTC)
    assert [row[0] for row in rows(ops, over)] == ["10:00", "10:03", "10:09", "10:12"]
    assert len(reports(ops)) == 1


def test_the_same_message_twice_changes_nothing(ops: Repo) -> None:
    first = notify(ops, alert("aaaa", "10:00:00"))
    before = (ops.top / first.path).read_bytes()
    again = notify(ops, alert("aaaa", "10:00:00"))
    assert not again.changed
    assert (ops.top / first.path).read_bytes() == before


def test_a_group_that_fires_again_before_anybody_looked_is_the_same_draft(ops: Repo) -> None:
    notify(ops, alert("aaaa", "10:00:00"))
    notify(ops, alert("aaaa", "10:00:00", "10:09:00"))
    again = notify(ops, alert("aaaa", "10:20:00"))
    record = state(ops, again)
    assert (record.status, record.times.resolved) == ("draft", None)
    assert rows(ops, again)[-1] == ("10:20", "alertmanager", "reopened: firing: HighErrorRate")
    assert len(reports(ops)) == 1


def test_a_message_that_comes_too_late_reopens_nothing(ops: Repo) -> None:
    notify(ops, alert("aaaa", "10:00:00"))
    notify(ops, alert("aaaa", "10:00:00", "10:09:00"))
    assert not notify(ops, alert("aaaa", "10:00:00")).changed


def _declared(ops: Repo, drafted: Drafted) -> None:
    fact = Fact("triage", "@ada", datetime(2026, 11, 23, 10, 5, tzinfo=UTC))
    record = state(ops, drafted)
    work = recording(ops)
    write_recorded(work, triage(work, record.id, fact, "P1", None, NOW))


def test_a_declared_incident_is_told_but_never_ended(ops: Repo) -> None:
    made = notify(ops, alert("aaaa", "10:00:00"))
    _declared(ops, made)
    over = notify(ops, alert("aaaa", "10:00:00", "10:12:00"))
    record = state(ops, over)
    assert (record.status, record.times.resolved, record.alerts[0].firing) == ("declared", None, [])
    assert rows(ops, over)[-1] == ("10:12", "alertmanager", "quiet: HighErrorRate; nothing fires any more")


def test_a_quiet_draft_can_be_triaged_after_the_fact(ops: Repo) -> None:
    notify(ops, alert("aaaa", "10:00:00"))
    over = notify(ops, alert("aaaa", "10:00:00", "10:02:00"))
    _declared(ops, over)
    record = state(ops, over)
    assert (record.status, record.severity) == ("resolved", "P1")


def test_after_the_end_of_a_declared_incident_the_next_firing_is_a_new_draft(ops: Repo) -> None:
    made = notify(ops, alert("aaaa", "10:00:00"))
    text = (ops.top / made.path).read_text(encoding="utf-8")
    over = text.replace("status: draft", "status: cancelled\noutcome: false-alarm").replace(
        "times:\n", "times:\n  cancelled: 2026-11-23T10:30:00Z\n"
    )
    (ops.top / made.path).write_text(over, encoding="utf-8")
    second = notify(ops, alert("aaaa", "10:40:00"))
    assert second.path != made.path
    assert len(reports(ops)) == 2


def test_a_group_that_is_quiet_from_the_start_makes_no_report(ops: Repo) -> None:
    made = notify(ops, alert("aaaa", "10:00:00", "10:01:00"))
    assert made.picture is None
    assert reports(ops) == []


def test_a_dry_run_writes_nothing(ops: Repo) -> None:
    made = notify(ops, alert("aaaa", "10:00:00"), write=False)
    assert made.changed
    assert reports(ops) == []


def test_a_report_that_cannot_be_read_gets_no_twin(ops: Repo) -> None:
    made = notify(ops, alert("aaaa", "10:00:00"))
    file = ops.top / made.path
    file.write_text(
        file.read_text(encoding="utf-8").replace("status: draft", "status: drafty"), encoding="utf-8"
    )
    with pytest.raises(GovError, match="status"):
        notify(ops, alert("bbbb", "10:05:00"))
    assert len(reports(ops)) == 1


def test_times_that_contradict_each_other_are_refused(ops: Repo) -> None:
    notify(ops, alert("aaaa", "10:00:00"))
    with pytest.raises(GovError, match="does not fit the report"):
        notify(ops, alert("aaaa", "10:00:00", "09:00:00"))


@pytest.mark.parametrize(
    "summary",
    [
        "| pipe | <!-- comment",
        "**resolved** all good",
        "<!-- gov: allow INC001 -->",
        "[red]x[/red]",
        "\u202eturned",
        "x" * 9000,
    ],
)
def test_hostile_titles_make_reports_that_check(ops: Repo, summary: str) -> None:
    notes = {"summary": summary, "description": summary}
    state(ops, notify(ops, alert("aaaa", "10:00:00", name=summary), commonAnnotations=notes))


def test_no_address_leaves_the_roster(ops: Repo) -> None:
    notes = {"summary": "ask ada@example.com or eve@example.org", "description": "eve@example.org"}
    made = notify(ops, alert("aaaa", "10:00:00"), commonAnnotations=notes)
    assert state(ops, made).title == "ask @ada or (an address)"
    assert "@example" not in (ops.top / made.path).read_text(encoding="utf-8")


def test_a_page_fills_received_paged_and_acknowledged_and_by_whom(ops: Repo) -> None:
    page(ops, "triggered", "10:00:02")
    page(ops, "reassigned", "10:03:00", assignees=[user("PBO0001")], agent=user("PADA001"))
    made = page(ops, "acknowledged", "10:05:00", agent=user("PBO0001", "Bo L."))
    record = state(ops, made)
    assert (record.status, record.severity) == ("draft", None)
    assert record.times.received == datetime(2026, 11, 23, 10, 0, 0, tzinfo=UTC)
    assert record.times.paged == datetime(2026, 11, 23, 10, 0, 2, tzinfo=UTC)
    assert record.times.acknowledged == datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
    assert record.links.page == "https://example.com/incidents/PGR0VU2"
    assert rows(ops, made) == [
        ("10:00", "pagerduty", "A little bump in the road; API Service"),
        ("10:00", "pagerduty", "paged: @ada"),
        ("10:03", "@ada", "reassigned in PagerDuty to @bo"),
        ("10:05", "@bo", "acknowledged: in PagerDuty"),
    ]


def test_an_acknowledgement_that_comes_first_makes_the_draft(ops: Repo) -> None:
    made = page(ops, "acknowledged", "10:05:00", agent=user("PADA001"))
    page(ops, "triggered", "10:00:02")
    record = state(ops, made)
    assert (record.times.received, record.times.acknowledged) == (
        datetime(2026, 11, 23, 10, tzinfo=UTC),
        datetime(2026, 11, 23, 10, 5, tzinfo=UTC),
    )
    assert len(reports(ops)) == 1


def test_the_same_event_twice_changes_nothing(ops: Repo) -> None:
    for what, at in (("triggered", "10:00:02"), ("acknowledged", "10:05:00"), ("resolved", "10:30:00")):
        assert page(ops, what, at, agent=user("PADA001")).changed
        assert not page(ops, what, at, agent=user("PADA001")).changed


def test_people_are_known_by_their_address_too_and_strangers_stay_unnamed(ops: Repo) -> None:
    page(
        ops, "triggered", "10:00:02", assignees=[user("PX", "bo@example.com"), user("PY", "eve@example.org")]
    )
    made = page(ops, "acknowledged", "10:05:00", agent=user("PZ", "Eve E."))
    assert rows(ops, made)[1:] == [
        ("10:00", "pagerduty", "paged: @bo, 1 not in the roster"),
        ("10:05", "pagerduty", "acknowledged: in PagerDuty, by somebody who is not in the roster"),
    ]
    text = (ops.top / made.path).read_text(encoding="utf-8")
    assert "@example" not in text
    assert "Eve" not in text


def test_what_no_person_acknowledged_is_not_acknowledged(ops: Repo) -> None:
    page(ops, "triggered", "10:00:02")
    made = page(ops, "acknowledged", "10:05:00", agent={"type": "integration_reference", "id": "I"})
    assert state(ops, made).times.acknowledged is None


def test_pagerduty_resolves_and_reopens_what_nobody_declared(ops: Repo) -> None:
    page(ops, "triggered", "10:00:02")
    over = page(ops, "resolved", "10:30:00", agent=user("PADA001"))
    assert state(ops, over).status == "resolved"
    again = page(ops, "reopened", "10:40:00", agent=user("PADA001"))
    assert state(ops, again).status == "draft"
    assert rows(ops, again)[-1] == ("10:40", "@ada", "reopened: reopened in PagerDuty")


def test_an_acknowledgement_moves_a_declared_incident_on(ops: Repo) -> None:
    _declared(ops, page(ops, "triggered", "10:00:02"))
    made = page(ops, "acknowledged", "10:06:00", agent=user("PADA001"))
    assert state(ops, made).status == "acknowledged"


def test_events_of_no_concern_are_said_to_be_so(ops: Repo) -> None:
    made = page(ops, "annotated", "10:00:02")
    assert made.picture is None
    assert list(made.notes) == ["`incident.annotated` tells nothing that belongs in a report"]
