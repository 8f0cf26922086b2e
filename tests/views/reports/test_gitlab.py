"""Code Quality JSON as GitLab reads it."""

import json

from governor_cli.contracts.view import Sources
from governor_cli.core.report import Report
from governor_cli.views.reports import gitlab


def test_an_issue_has_what_gitlab_requires(awkward: Report, sources: Sources) -> None:
    issues = json.loads(gitlab.render(awkward, sources, {}))
    assert len(issues) == len(awkward.findings)
    found = next(issue for issue in issues if issue["check_name"] == "INC004")
    assert found["description"] == "`P9` is no severity"
    assert found["severity"] == "major"
    assert found["location"] == {
        "path": "incident-reports/INC-20261123-7F3K-api.md",
        "lines": {"begin": 5, "end": 5},
    }


def test_fingerprints_are_unique_and_severities_are_gitlabs(awkward: Report, sources: Sources) -> None:
    issues = json.loads(gitlab.render(awkward, sources, {}))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert {issue["severity"] for issue in issues} == {"major", "minor", "info"}


def test_a_clean_report_is_an_empty_array(clean: Report, sources: Sources) -> None:
    assert json.loads(gitlab.render(clean, sources, {})) == []
