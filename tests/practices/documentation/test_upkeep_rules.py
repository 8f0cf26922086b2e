from datetime import UTC, datetime, timedelta

import pytest

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.practices.documentation.upkeep_rules import Upkeep, is_looked_at, is_reviewed, runbooks

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGE = "docs/operations/troubleshooting.md"


def upkeep(policy, touched, *incidents, every=timedelta(days=90)):
    reports = {f"reports/{number}.md": report for number, report in enumerate(incidents)}
    return Upkeep(policy, Corpus(reports), {PAGE: touched}, every, NOW)


def incident(text="troubleshooting.md", resolved="2026-11-20T12:00:00Z"):
    times = {"resolved": resolved} if resolved else {}
    facts = {"times": times, "runbooks": [["2026-11-20T11:00:00Z", text]]}
    return Extract("incident", "INC-20261120-7F3K", facts)


def test_the_runbooks_of_services_count_as_well(policy):
    assert runbooks(policy)[PAGE] == "troubleshooting"


def test_a_runbook_is_reviewed_in_time_or_not(policy):
    assert list(is_reviewed.check(upkeep(policy, NOW - timedelta(days=90)))) == []
    (fault,) = is_reviewed.check(upkeep(policy, NOW - timedelta(days=91)))
    assert fault.message == "last reviewed on 2026-08-24, 91 days ago; 90d was promised"
    assert fault.path == PAGE


@pytest.mark.parametrize(
    "text", [PAGE, "troubleshooting.md", "the Troubleshooting guide", "`troubleshooting`"]
)
def test_a_runbook_that_was_engaged_and_not_touched_since_is_named(policy, text):
    before = datetime(2026, 11, 1, tzinfo=UTC)
    (fault,) = is_looked_at.check(upkeep(policy, before, incident(text)))
    assert fault.message == "engaged in INC-20261120-7F3K on 2026-11-20, and not touched since"
    assert "gov docs fix" in fault.hint


@pytest.mark.parametrize(
    "report",
    [
        incident("trouble"),
        incident("pre-troubleshooting-2"),
        incident(resolved=None),
        incident(resolved="2026-11-23T00:00:00Z"),
        Extract("incident", "INC-20261120-7F3K", {}),
    ],
)
def test_nothing_is_said_before_it_is_time_or_of_another_runbook(policy, report):
    assert list(is_looked_at.check(upkeep(policy, datetime(2026, 11, 1, tzinfo=UTC), report))) == []


def test_a_runbook_touched_after_the_incident_is_fine(policy):
    assert list(is_looked_at.check(upkeep(policy, datetime(2026, 11, 21, tzinfo=UTC), incident()))) == []
