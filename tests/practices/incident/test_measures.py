"""Measures of incidents, worked out by hand."""

import pytest

from governor_cli.contracts.extract import Extract
from governor_cli.core.record import replaced
from governor_cli.practices.incident.measures import MEASURES, measured, summary, value_of

DETECT, ACKNOWLEDGE, _, RESOLVE = MEASURES
HOURS = {"acknowledge": "15m", "hours": "Mon-Sun 00:00-24:00", "timezone": "UTC"}


def report(number, *, status="closed", severity="P1", services=("api",), day="2026-11-23", **times):
    """One incident; times are clock times of its day."""
    facts = {
        "severity": severity,
        "status": status,
        "services": list(services),
        "source": None,
        "times": {name: f"{day}T{at}:00Z" for name, at in times.items()},
        "targets": HOURS,
        "exercise": False,
        "updates": [],
    }
    return Extract("incident", f"INC-{day.replace('-', '')}-000{number}", facts)


def lengths(*minutes):
    return [
        report(number, impact_started="10:00", resolved=f"{10 + length // 60}:{length % 60:02}")
        for number, length in enumerate(minutes)
    ]


def test_a_measure_is_the_time_between_its_two_ends():
    one = report(1, impact_started="09:50", detected="09:58", received="10:00", acknowledged="10:04")
    assert value_of(DETECT, one).seconds == 8 * 60
    assert value_of(ACKNOWLEDGE, one).seconds == 4 * 60


def test_a_signal_nobody_noted_came_in_when_it_was_declared():
    assert value_of(ACKNOWLEDGE, report(1, declared="10:00", acknowledged="10:04")).seconds == 240


@pytest.mark.parametrize(
    ("status", "times", "state"),
    [
        ("declared", {"impact_started": "10:00"}, "pending"),
        ("closed", {"impact_started": "10:00"}, "not_applicable"),
        ("declared", {"resolved": "10:00"}, "not_applicable"),
        ("closed", {"impact_started": "10:00", "resolved": "09:59"}, "invalid"),
        ("closed", {"impact_started": "10:00", "resolved": "10:00"}, "recorded"),
    ],
)
def test_what_is_not_recorded_says_why(status, times, state):
    assert value_of(RESOLVE, report(1, status=status, **times)).state == state


def test_the_median_and_the_smallest_value_that_nine_in_ten_do_not_exceed():
    found = summary(RESOLVE, lengths(10, 20, 30, 40, 50, 60, 70, 80, 90, 100))
    spread = found.spread
    assert (found.n, spread.median, spread.p90, spread.range) == (10, 55 * 60, 90 * 60, (600, 6000))
    odd = summary(RESOLVE, lengths(30, 10, 20)).spread
    assert (odd.median, odd.p90) == (20 * 60, 30 * 60)
    empty = summary(RESOLVE, []).spread
    assert (empty.n, empty.median, empty.p90, empty.range) == (0, None, None, None)


def test_what_is_left_out_is_counted_by_why():
    found = summary(RESOLVE, [*lengths(10), report(8, status="declared", impact_started="10:00"), report(9)])
    assert (found.n, found.left_out) == (1, 2)
    assert dict(found.excluded) == {"pending": 1, "not_applicable": 1, "invalid": 0}


def test_cancelled_incidents_exercises_and_drafts_count_nowhere(policy, instant_of):
    exercise = report(3)
    exercise.facts["exercise"] = True
    reports = [report(1), report(2, status="cancelled"), exercise, report(4, status="draft")]
    found = measured([*reports, Extract("incident", "", {})], policy, instant_of("2026-11-24 10:00"))
    assert found.overall.incidents == 1
    assert dict(found.left_out) == {"cancelled": 1, "exercise": 1, "draft": 1, "unreadable": 1}


def test_incidents_are_grouped_by_severity_service_and_month(policy, instant_of):
    reports = [
        report(1, severity="P2", services=("api", "search"), declared="10:00"),
        report(2, services=("search",), declared="10:00"),
        report(3, severity=None, services=(), day="2026-10-31", declared="23:30"),
    ]
    berlin = replaced(policy, timezone="Europe/Berlin")
    found = measured(reports, berlin, instant_of("2026-11-24 10:00"))
    assert [(group.by, group.value, group.incidents) for group in found.groups] == [
        ("severity", "P1", 1),
        ("severity", "P2", 1),
        ("severity", "none", 1),
        ("service", "api", 1),
        ("service", "none", 1),
        ("service", "search", 2),
        ("month", "2026-11", 3),
    ]
    assert not measured(reports, policy, instant_of("2026-11-24 10:00"), by=()).groups


def test_what_was_never_acknowledged_is_late_or_counts_nowhere(policy, instant_of):
    quick, slow = report(1, declared="10:00", resolved="10:10"), report(2, declared="10:00", resolved="10:16")
    found = measured([quick, slow], policy, instant_of("2026-11-24 10:00")).overall
    assert (found.acknowledged.kept, found.acknowledged.broken) == (0, (slow.id,))
    assert found.summaries[1].n == 0


def test_an_open_incident_past_its_target_is_a_breach_and_one_not_yet_due_counts_nowhere(policy, instant_of):
    reports = [
        report(1, declared="10:00", acknowledged="10:15"),
        report(2, declared="10:00", acknowledged="10:16"),
        report(3, status="declared", declared="10:00"),
        report(4, status="declared", declared="10:20"),
        report(5, declared="10:00", resolved="10:10"),
    ]
    kept = measured(reports, policy, instant_of("2026-11-23 10:30")).overall.acknowledged
    assert (kept.kept, kept.broken) == (1, ("INC-20261123-0002", "INC-20261123-0003"))
