"""What the lists and other files' rules learn of a report."""

import json

from governor_cli.contracts.extract import Reference
from governor_cli.kinds.incident.kind import KIND

ROWS = [
    "| 2026-11-23 10:02:00Z | @ana | **declared** P2, slow |",
    "| 2026-11-23 10:40:00Z | @bo | **update** one |",
    "| 2026-11-23 10:20:00Z | @bo | **update** an earlier one, added later |",
    "| 2026-11-23 10:30:00Z | @bo | **learned** the runbook is wrong |",
]


def test_an_extract_is_made_of_what_json_can_hold(subject_of, report):
    subject = subject_of(report(ROWS))
    extract = KIND.extract(subject.record, subject.document)
    assert json.loads(json.dumps(extract.facts)) == extract.facts
    assert extract.id == "INC-20261123-7F3K"
    assert extract.facts["times"] == {"declared": "2026-11-23T10:02:00Z"}
    assert extract.facts["targets"]["hours"] == "Mon-Fri 06:00-22:00"


def test_the_last_update_and_the_first_lesson_are_remembered(subject_of, report):
    subject = subject_of(report(ROWS))
    facts = KIND.extract(subject.record, subject.document).facts
    assert facts["updated"] == "2026-11-23T10:40:00Z"
    assert facts["updates"] == [1795429200, 1795430400]
    assert facts["learned"] == "2026-11-23T10:30:00Z"


def test_pages_are_remembered_with_whom_they_reached(subject_of, report):
    rows = [
        "| 2026-11-23 10:41:00Z | @bo | **paged** step 1, pagerduty-on-call: @sean, @ada |",
        "| 2026-11-23 10:42:00Z | @bo | **paged** by the pager |",
    ]
    subject = subject_of(report(ROWS + rows))
    facts = KIND.extract(subject.record, subject.document).facts
    assert facts["pages"] == [[1795430460, ["sean", "ada"]], [1795430520, []]]


def test_people_roles_channels_services_severities_and_incidents_are_referred_to(subject_of, report, front):
    more = (
        'source: governor-support\nservices: [api]\nreporter: primary-operator\nroles: {commander: "@ana"}\n'
    )
    subject = subject_of(report(front=front + more))
    references = set(KIND.extract(subject.record, subject.document).references)
    assert references == {
        Reference("severity", "P2", ("severity",)),
        Reference("channel", "governor-support", ("source",)),
        Reference("service", "api", ("services", 0)),
        Reference("role", "primary-operator", ("reporter",)),
        Reference("person", "ana", ("roles", "commander")),
    }


def test_what_a_resolved_report_lacks_is_told_for_each_level(subject_of, report, front):
    resolved = front.replace("status: declared", "status: resolved").replace(
        "policy:", "  resolved: 2026-11-23T12:00:00Z\npolicy:"
    )
    subject = subject_of(report(front=resolved, body="## Impact\n\n40 people.\n\n## Resolution\n\nN/A\n"))
    missing = KIND.extract(subject.record, subject.document).facts["missing"]
    assert missing["short"] == ["the section `Summary` is empty"]
    assert "the section `Detection` is missing" in missing["full"]
