"""The incidents of an agenda: since when, until when, and which promises broke."""

from datetime import UTC, datetime, timedelta

import pytest

from governor_cli.contracts.extract import Extract
from governor_cli.contracts.table import Table
from governor_cli.practices.agenda.happened import (
    Happened,
    began_before,
    broken,
    deadlines,
    is_recent,
    is_settled,
    possible,
    text,
)
from governor_cli.practices.agenda.stretch import Stretch
from governor_cli.practices.incident.clocks import Clock

SINCE = datetime(2026, 11, 18, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
STRETCH = Stretch(SINCE, NOW, SINCE - timedelta(days=7))
BEGAN = "2026-11-23T10:00:00Z"
ID = "INC-20261123-7F3K"


def report(declared, status="closed", name=ID, **times):
    facts = {
        "title": "Slow | search",
        "severity": "P1",
        "status": status,
        "exercise": False,
        "adopted": None,
        "times": {"declared": declared, **times},
        "targets": {},
    }
    return Extract("incident", name, facts)


def on_agenda(one, stretch, told=()):
    if not possible(Table({"a.md": one}), stretch):
        return False
    return is_recent(one, stretch) or (began_before(one, stretch) and one.id not in told)


@pytest.mark.parametrize(
    ("one", "told", "wanted"),
    [
        (report("2026-11-18T09:00:00Z"), (), True),
        (report("2026-11-18T08:59:00Z"), (ID,), False),
        (report("2026-11-18T08:59:00Z"), (), True),
        (report("2026-11-11T08:59:00Z"), (), False),
        (report("2026-01-01T00:00:00Z", "mitigated"), (ID,), True),
        (report("2026-11-01T00:00:00Z", "resolved", resolved="2026-11-20T00:00:00Z"), (ID,), True),
        (
            report("2026-11-01T00:00:00Z", resolved="2026-11-02T00:00:00Z", closed="2026-11-20T00:00:00Z"),
            (ID,),
            False,
        ),
        (report("2026-11-25T09:01:00Z"), (), False),
    ],
    ids=[
        "began then",
        "told last week",
        "recorded late",
        "long ago",
        "goes on",
        "ended",
        "closed on paper",
        "to come",
    ],
)
def test_what_began_goes_on_or_ended_since_the_last_sync(one, told, wanted):
    assert bool(on_agenda(one, STRETCH, told)) is wanted


def test_the_first_sync_looks_no_further_back_than_its_rhythm():
    assert not on_agenda(report("2026-11-18T08:59:00Z"), Stretch(SINCE, NOW))


def test_a_report_that_cannot_be_read_is_not_guessed_at():
    assert not on_agenda(Extract("incident", ID, {}), STRETCH)


def clock(name, state, late, stopped=NOW):
    due = (stopped or NOW) - timedelta(minutes=late)
    return Clock(name, SINCE, timedelta(minutes=15), due, stopped, state)


def test_broken_promises_say_by_how_much_and_whether_they_still_wait(policy):
    clocks = [
        clock("acknowledge", "breached", 61),
        clock("triage", "met", 0),
        clock("page", "breached", 5, None),
        clock("update", "breached", 9, None),
        clock("documentation", "breached", 9, None),
    ]
    found = broken(report(BEGAN), deadlines(clocks), policy, NOW)
    assert found == ["acknowledge 1h1m late", "page 5m late, still open"]


END = "2026-11-24T10:00:00Z"


@pytest.mark.parametrize(
    ("one", "clocks", "wanted"),
    [
        pytest.param(report(BEGAN, resolved=END), [clock("page", "met", 0)], True, id="over"),
        pytest.param(report(BEGAN, "mitigated"), [], False, id="it goes on"),
        pytest.param(report(BEGAN), [], False, id="no time says when it was over"),
        pytest.param(report(BEGAN, resolved="2026-11-26T10:00:00Z"), [], False, id="over later"),
        pytest.param(
            report(BEGAN, resolved=END), [clock("page", "running", -60, None)], False, id="due later"
        ),
    ],
)
def test_only_what_no_later_time_can_change_is_settled(one, clocks, wanted, policy):
    assert is_settled(one, deadlines(clocks), policy, NOW) is wanted


def test_the_table_has_the_latest_first_and_no_bar_breaks_a_row():
    found = [
        Happened(report("2026-11-20T10:00:00Z", name="INC-20261120-0000"), "../a.md", ()),
        Happened(report("2026-11-23T10:00:00Z", "declared"), "../b.md", ("page 5m late",)),
    ]
    assert text(found, STRETCH).splitlines() == [
        "2 incidents since 2026-11-18 09:00 UTC, 1 still open, 1 with broken promises.",
        "",
        "| Incident | Severity | State | Began (UTC) | What | Broken promises |",
        "| --- | --- | --- | --- | --- | --- |",
        f"| [{ID}](../b.md) | P1 | declared | 2026-11-23 10:00 | Slow \\| search | page 5m late |",
        "| [INC-20261120-0000](../a.md) | P1 | closed | 2026-11-20 10:00 | Slow \\| search | none |",
    ]
    assert text([], STRETCH) == "No incident since 2026-11-18 09:00 UTC."
