"""An incident as people and scripts see it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.core.wall_clock import zone
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries, in_order
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.incident.picture import picture
from governor_cli.views import ink
from governor_cli.views.channel_line import channel_line
from governor_cli.views.incident import declared_text, incident_text
from governor_cli.views.incident_data import incident_data

CASES = Path(__file__).parents[1] / "cases"
REPORT = """---
kind: incident
schema: 1
id: INC-20261123-7F3K
title: "Search\\e[31m is slow"
severity: P1
status: declared
services: [search]
roles: {commander: "@ada"}
times:
  declared: 2026-11-23T10:02:00Z
---

## Timeline
"""
ROSTER = """---
kind: roster
schema: 1
timezone: UTC
people:
  ada: {name: Ada K., phone: "private:ada", slack: "@ada"}
static:
  - {role: primary-operator, people: [ada]}
---
"""


@pytest.fixture
def shown():
    """The picture of the report above at a minute after ten."""

    def build(minute=2, text=REPORT):
        document = read("reports/a.md", text.encode())
        record, _ = validate(Incident, document.front)
        roster, _ = validate(Roster, read("roster.md", ROSTER.encode()).front)
        policy, _ = validate(Playbook, read("playbook.md", (CASES / "playbook.md").read_bytes()).front)
        at = datetime(2026, 11, 23, 10, minute, tzinfo=UTC)
        return picture("reports/a.md", record, in_order(entries(document)), policy, roster, at)

    return build


def test_a_declaration_says_what_is_due_first_and_whom_to_page(shown):
    told = ink.plain(declared_text(shown(), zone("Europe/Berlin")))
    assert told.index("page  ") < told.index("acknowledge  ") < told.index("update  ")
    assert "2026-11-23 10:07 UTC (11:07 Europe/Berlin)  in 5m " in told
    assert "1  page now" in told
    assert "nobody is on" in told


def test_values_that_are_kept_out_of_history_are_not_shown(shown):
    told = incident_text(shown())
    assert "phone kept elsewhere" in told
    assert "private:ada" not in told


def test_the_line_for_the_channel_is_one_line(shown):
    line = channel_line(shown())
    assert len(line.splitlines()) == 1
    assert line.endswith(
        "| INC-20261123-7F3K declared 10:02 UTC | services: search | commander @ada"
        " | next update by 10:32 UTC | reports/a.md"
    )


def test_what_is_late_says_since_when(shown):
    assert "30m ago" not in incident_text(shown(32))
    assert "15m ago" in declared_text(shown(32))


def test_nothing_of_a_cancelled_incident_is_due_and_nobody_is_paged(shown):
    cancelled = REPORT.replace("status: declared", "status: cancelled\noutcome: false-alarm").replace(
        "times:\n", "times:\n  cancelled: 2026-11-23T10:05:00Z\n"
    )
    told = incident_text(shown(9, cancelled))
    assert "escalation" not in told
    assert "running" not in told
    assert {clock["state"] for clock in incident_data(shown(9, cancelled))["clocks"]} == {
        "not_applicable",
        "met",
    } - {"met"}


def test_a_report_without_targets_is_judged_by_those_of_today(shown):
    clocks = {clock["name"]: clock["target"] for clock in incident_data(shown())["clocks"]}
    assert clocks == {
        "acknowledge": "15m",
        "triage": None,
        "page": "0m",
        "respond": "15m",
        "update": "30m",
        "documentation": "24h",
    }
