"""The clocks of incidents, each due time worked out by hand."""

from datetime import timedelta

import pytest

from governor_cli.core.document import read
from governor_cli.core.record import replaced
from governor_cli.core.validation import validate
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries, in_order
from governor_cli.practices.incident.clocks import NAMES, Situation, clocks
from governor_cli.practices.incident.picture import picture
from governor_cli.practices.incident.targets import targets_in_force

PAGING = {"P0", "P1"}


@pytest.fixture
def judged(policy, instant_of):
    """The clocks by name of an incident with these times and rows, at an instant."""

    def judge(times, at, *, severity="P1", status="declared", source="governor-support", rows=(), **more):
        lines = "".join(f"  {name}: {time.replace(' ', 'T')}:00Z\n" for name, time in times.items())
        table = "".join(f"| {time}:00Z | {who} | {what} |\n" for time, who, what in rows)
        text = (
            "---\nkind: incident\nschema: 1\nid: INC-20261123-7F3K\ntitle: Slow\n"
            + (f"severity: {severity}\n" if severity else "")
            + f"status: {status}\ntimes:\n{lines}---\n\n## Timeline\n\n"
            + f"| Time (UTC) | Who | What |\n| --- | --- | --- |\n{table}"
        )
        document = read("report.md", text.encode())
        record, faults = validate(Incident, document.front)
        assert not faults
        assert record is not None
        targets = targets_in_force(policy, severity, source)
        situation = Situation(record, in_order(entries(document)), targets, pages=PAGING.__contains__, **more)
        return {clock.name: clock for clock in clocks(situation, instant_of(at))}

    return judge


def due(clock):
    return clock.due and clock.due.strftime("%Y-%m-%d %H:%M")


MONDAY = {"declared": "2026-11-23 10:00"}
FRIDAY_NIGHT = {"declared": "2026-11-27 21:00"}
BEFORE_SPRING = {"declared": "2026-03-28 23:50"}


@pytest.mark.parametrize(
    ("severity", "source", "times", "expected"),
    [
        # P0: no time to respond is promised, the rest by the channel and the severity
        ("P0", "governor-support", MONDAY, ["10:15", "10:30", "10:05", None, "10:30", None]),
        ("P1", "governor-support", MONDAY, ["10:15", "10:30", "10:05", "10:15", "10:30", None]),
        ("P2", "governor-support", MONDAY, ["10:15", "10:30", None, "14:00", "11:00", None]),
        # a channel that promises no triage, and the playbook's 15 minutes
        ("P1", "governor-ops", MONDAY, ["10:15", None, "10:05", "10:15", "10:30", None]),
        ("P1", None, MONDAY, ["10:15", None, "10:05", "10:15", "10:30", None]),
        # P0 and P1 run day and night, P2 from Monday to Friday, 06:00 to 22:00
        ("P1", None, FRIDAY_NIGHT, ["21:15", None, "21:05", "21:15", "21:30", None]),
        ("P2", None, FRIDAY_NIGHT, ["21:15", None, None, "30 09:00", "22:00", None]),
        (
            "P2",
            None,
            {"declared": "2026-11-28 12:00"},
            ["30 06:15", None, None, "30 10:00", "30 07:00", None],
        ),
        ("P2", None, {"declared": "2026-11-23 05:59"}, ["06:15", None, None, "10:00", "07:00", None]),
        # over midnight, and in the night in which clocks are put forward
        ("P1", None, BEFORE_SPRING, ["29 00:05", None, "23:55", "29 00:05", "29 00:20", None]),
        # the signal came in before anybody declared
        (
            "P1",
            "governor-support",
            {"received": "2026-11-23 09:50", "declared": "2026-11-23 10:00"},
            ["10:05", "10:20", "10:05", "10:15", "10:30", None],
        ),
    ],
)
def test_each_clock_is_due_when_its_hours_have_passed(judged, severity, source, times, expected):
    found = judged(times, times["declared"], severity=severity, source=source)
    day = times["declared"][:8]
    today = times["declared"][8:10]
    told = [due(found[name]) for name in NAMES]
    assert told == [at and f"{day}{at if ' ' in at else f'{today} {at}'}" for at in expected]


BERLIN = "2026-03-27 20:30"
"""Friday 21:30 in Berlin; on the Sunday after it clocks are put forward, and 07:00 UTC is 09:00."""


@pytest.fixture
def in_zone(policy):
    """The due times of each clock where the team keeps its hours in another zone."""

    def due_in(timezone, declared, severity, source=None):
        moved = replaced(policy, timezone=timezone)
        targets = targets_in_force(moved, severity, source)
        front = {
            "kind": "incident",
            "schema": "1",
            "id": "INC-20261123-7F3K",
            "title": "Slow",
            "severity": severity,
            "status": "declared",
            "times": {"declared": f"{declared.replace(' ', 'T')}:00Z"},
        }
        record, _ = validate(Incident, front)
        assert record is not None
        situation = Situation(record, [], targets, pages=PAGING.__contains__)
        return [due(clock) for clock in clocks(situation, record.times.declared)]

    return due_in


@pytest.mark.parametrize(
    ("severity", "declared", "expected"),
    [
        # (acknowledge, page, respond, update) of each severity, in UTC; the hours are kept in Berlin.
        # inside the hours of 16/5: 10:00 UTC is 11:00
        ("P0", "2026-11-23 10:00", ["23 10:15", "23 10:05", None, "23 10:30"]),
        ("P1", "2026-11-23 10:00", ["23 10:15", "23 10:05", "23 10:15", "23 10:30"]),
        ("P2", "2026-11-23 10:00", ["23 10:15", None, "23 14:00", "23 11:00"]),
        # outside: 21:30 UTC is 22:30, closed until 06:00, which is 05:00 UTC
        ("P0", "2026-11-23 21:30", ["23 21:45", "23 21:35", None, "23 22:00"]),
        ("P1", "2026-11-23 21:30", ["23 21:45", "23 21:35", "23 21:45", "23 22:00"]),
        ("P2", "2026-11-23 21:30", ["24 05:15", None, "24 09:00", "24 06:00"]),
        # at the last minute and the first: 20:59 UTC is 21:59, 05:00 UTC is 06:00
        ("P2", "2026-11-23 20:59", ["24 05:14", None, "24 08:59", "24 05:59"]),
        ("P2", "2026-11-23 05:00", ["23 05:15", None, "23 09:00", "23 06:00"]),
        # over a weekend: Friday 20:30 UTC is 21:30, half an hour is left, Monday begins at 05:00 UTC
        ("P0", "2026-11-27 20:30", ["27 20:45", "27 20:35", None, "27 21:00"]),
        ("P1", "2026-11-27 20:30", ["27 20:45", "27 20:35", "27 20:45", "27 21:00"]),
        ("P2", "2026-11-27 20:30", ["27 20:45", None, "30 08:30", "30 05:30"]),
        ("P2", "2026-11-28 12:00", ["30 05:15", None, "30 09:00", "30 06:00"]),
        # over the weekend on which clocks are put forward: Monday begins at 04:00 UTC
        ("P0", BERLIN, ["27 20:45", "27 20:35", None, "27 21:00"]),
        ("P1", BERLIN, ["27 20:45", "27 20:35", "27 20:45", "27 21:00"]),
        ("P2", BERLIN, ["27 20:45", None, "30 07:30", "30 04:30"]),
        # over the weekend on which they are put back: Friday ends at 20:00 UTC, Monday begins at 05:00
        ("P2", "2026-10-23 19:30", ["23 19:45", None, "26 08:30", "26 05:30"]),
        # in the hour that is skipped, and in the one that comes twice: day and night count as they pass
        ("P1", "2026-03-29 00:55", ["29 01:10", "29 01:00", "29 01:10", "29 01:25"]),
        ("P0", "2026-10-25 00:50", ["25 01:05", "25 00:55", None, "25 01:20"]),
        # over midnight, also that of the year
        ("P0", "2026-11-23 23:50", ["24 00:05", "23 23:55", None, "24 00:20"]),
        ("P1", "2026-12-31 23:50", ["01 00:05", "31 23:55", "01 00:05", "01 00:20"]),
        ("P2", "2026-12-31 23:50", ["01 05:15", None, "01 09:00", "01 06:00"]),
    ],
)
def test_each_severity_is_due_in_its_hours_wherever_the_team_keeps_them(
    in_zone, severity, declared, expected
):
    acknowledge, _, page, respond, update, _ = in_zone("Europe/Berlin", declared, severity)
    found = [at and at[8:] for at in (acknowledge, page, respond, update)]
    assert found == expected


@pytest.mark.parametrize(("zone", "first"), [("Asia/Kolkata", "00:30"), ("America/St_Johns", "09:30")])
def test_half_hours_of_zones_are_counted_too(in_zone, zone, first):
    # Tuesday 06:00 there, after a declaration in the night
    night = {"Asia/Kolkata": "2026-11-23 18:00", "America/St_Johns": "2026-11-24 03:00"}[zone]
    acknowledge = in_zone(zone, night, "P2")[0]
    assert acknowledge == f"2026-11-24 {first[:3]}{int(first[3:]) + 15:02}"


def test_a_policy_tightened_after_declaration_changes_no_clock(policy, instant_of):
    text = (
        "---\nkind: incident\nschema: 1\nid: INC-20261123-7F3K\ntitle: Slow\nseverity: P1\nstatus: declared\n"
    )
    text += "times: {declared: 2026-11-23T10:00:00Z}\n"
    text += 'targets: {acknowledge: 15m, update: 30m, hours: "Mon-Sun 00:00-24:00", timezone: UTC}\n---\n'
    record, _ = validate(Incident, read("report.md", text.encode()).front)
    assert record is not None
    for law in (policy, replace_channel(policy)):
        found = picture("report.md", record, [], law, None, instant_of("2026-11-23 10:01"))
        told = {clock.name: due(clock) for clock in found.clocks}
        assert (told["acknowledge"], told["update"]) == ("2026-11-23 10:15", "2026-11-23 10:30")


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2026-11-23 10:00", "running"),
        ("2026-11-23 10:11", "running"),
        ("2026-11-23 10:12", "at_risk"),  # 11.25 minutes are three quarters
        ("2026-11-23 10:15", "at_risk"),
        ("2026-11-23 10:16", "breached"),
    ],
)
def test_a_clock_is_at_risk_from_three_quarters_and_breached_after_its_due_time(judged, at, state):
    assert judged(MONDAY, at)["acknowledge"].state == state


def test_a_page_has_five_minutes_of_grace(judged):
    assert judged(MONDAY, "2026-11-23 10:05")["page"].state == "at_risk"
    assert judged(MONDAY, "2026-11-23 10:06")["page"].state == "breached"
    paged = judged(MONDAY | {"paged": "2026-11-23 10:05"}, "2026-11-23 12:00")["page"]
    assert (paged.state, paged.target) == ("met", timedelta())


def test_an_acknowledgement_stops_the_page_clock_too(judged):
    times = MONDAY | {"acknowledged": "2026-11-23 10:03"}
    assert judged(times, "2026-11-23 12:00", status="acknowledged")["page"].state == "met"


def test_a_clock_that_was_stopped_late_stays_breached_but_is_no_longer_late(judged):
    times = MONDAY | {"acknowledged": "2026-11-23 10:20"}
    clock = judged(times, "2026-11-30 10:00", status="acknowledged")["acknowledge"]
    assert (clock.state, clock.is_late, clock.elapsed) == ("breached", False, timedelta(minutes=20))


def test_the_night_is_not_counted_but_shown_beside(judged):
    times = FRIDAY_NIGHT | {"acknowledged": "2026-11-30 06:05"}
    clock = judged(times, "2026-11-30 07:00", severity="P2", status="acknowledged")["acknowledge"]
    assert clock.in_coverage == timedelta(minutes=65)
    assert clock.elapsed == timedelta(days=2, hours=9, minutes=5)


def test_the_first_row_by_a_responder_after_the_acknowledgement_is_the_response(judged):
    times = MONDAY | {"acknowledged": "2026-11-23 10:05"}
    rows = (
        ("2026-11-23 10:05", "@ana", "**acknowledged**"),
        ("2026-11-23 10:12", "@ana", "looking at the database"),
    )
    clock = judged(times, "2026-11-23 11:00", status="acknowledged", rows=rows)["respond"]
    assert (clock.state, clock.stopped and clock.stopped.minute) == ("met", 12)


def test_a_change_of_severity_starts_respond_and_update_anew_but_not_acknowledge(judged):
    times = MONDAY | {"acknowledged": "2026-11-23 10:05", "responded": "2026-11-23 10:08"}
    rows = (
        ("2026-11-23 10:00", "@ana", "**declared** P2, slow"),
        ("2026-11-23 10:40", "@ana", "**severity** P1 all regions"),
    )
    found = judged(times, "2026-11-23 10:41", status="acknowledged", rows=rows)
    assert due(found["acknowledge"]) == "2026-11-23 10:15"
    assert due(found["page"]) == "2026-11-23 10:45"
    assert due(found["respond"]) == "2026-11-23 10:55"
    assert found["respond"].state == "running"
    assert due(found["update"]) == "2026-11-23 11:10"


def test_a_change_between_two_severities_that_page_does_not_page_again(judged):
    times = MONDAY | {"paged": "2026-11-23 10:02"}
    rows = (
        ("2026-11-23 10:00", "@ana", "**declared** P1, slow"),
        ("2026-11-23 10:40", "@ana", "**severity** P0 all regions"),
    )
    assert judged(times, "2026-11-23 11:00", severity="P0", rows=rows)["page"].state == "met"


def test_each_update_starts_the_next_until_the_incident_is_resolved(judged):
    rows = (
        ("2026-11-23 10:25", "@bo", "**update** failing over"),
        ("2026-11-23 10:50", "@bo", "**update** still failing over"),
    )
    running = judged(MONDAY, "2026-11-23 11:00", rows=rows)["update"]
    assert (due(running), running.state) == ("2026-11-23 11:20", "running")
    times = MONDAY | {"resolved": "2026-11-23 11:30"}
    ended = judged(times, "2026-11-24 11:00", status="resolved", rows=rows)["update"]
    assert (ended.state, ended.is_open) == ("breached", False)


def test_updates_end_where_the_playbook_says(judged):
    times = MONDAY | {"mitigated": "2026-11-23 10:20"}
    assert judged(times, "2026-11-24 11:00", status="mitigated", until="mitigated")["update"].state == "met"


def test_documentation_is_due_a_day_after_the_first_lesson_at_any_hour(judged):
    rows = (("2026-11-27 21:00", "@ana", "**learned** the runbook is wrong"),)
    clock = judged(FRIDAY_NIGHT, "2026-11-28 10:00", severity="P2", rows=rows)["documentation"]
    assert (due(clock), clock.state) == ("2026-11-28 21:00", "running")


def test_documentation_without_a_lesson_starts_at_the_resolution_and_ends_with_a_proposal(judged, instant_of):
    times = MONDAY | {"resolved": "2026-11-23 12:00"}
    late = judged(times, "2026-11-24 12:01", status="resolved")["documentation"]
    assert late.is_late
    proposed = instant_of("2026-11-24 09:00")
    clock = judged(times, "2026-11-30 12:00", status="resolved", documented=proposed)["documentation"]
    assert clock.state == "met"


def test_nothing_is_due_for_a_cancelled_incident(judged):
    times = MONDAY | {"cancelled": "2026-11-23 10:04"}
    found = judged(times, "2026-11-24 10:00", status="cancelled")
    assert not [clock for clock in found.values() if clock.is_open]
    assert found["acknowledge"].state == "not_applicable"


def test_a_draft_has_its_clock_to_triage_and_no_page(judged):
    found = judged({"received": "2026-11-23 10:00"}, "2026-11-23 10:31", severity=None, status="draft")
    assert found["triage"].state == "breached"
    assert [found[name].state for name in ("page", "respond", "update")] == ["not_applicable"] * 3


def test_targets_write_hours_out_and_keep_what_the_channel_promises(policy):
    targets = targets_in_force(policy, "P2", "governor-support")
    assert targets.hours == "Mon-Fri 06:00-22:00"
    assert targets.triage == timedelta(minutes=30)
    tightened = replace_channel(policy)
    assert targets_in_force(tightened, "P2", "governor-support").acknowledge == timedelta(minutes=5)


def replace_channel(policy):
    channels = [replaced(channel, acknowledge_within=timedelta(minutes=5)) for channel in policy.channels]
    return replaced(policy, channels=channels)
