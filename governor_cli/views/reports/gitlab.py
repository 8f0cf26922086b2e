"""A report as GitLab's Code Quality JSON, shown in the widget of a merge request."""

import json
from typing import Any

from governor_cli.contracts.view import Rules, Sources, View
from governor_cli.core.finding import Finding, Severity
from governor_cli.core.report import Report
from governor_cli.views.escape import visible
from governor_cli.views.reports.fingerprint import fingerprints

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, sources: Sources, rules: Rules) -> str:  # noqa: ARG001 - every view takes the three
    """A bare array, empty where all is well."""
    names = fingerprints(report.findings)
    issues = [_issue(finding, name) for finding, name in zip(report.findings, names, strict=True)]
    return json.dumps(issues, indent=2) + "\n"


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "description": visible(finding.message),
        "content": {"body": visible(finding.hint)},
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": visible(finding.path),
            "lines": {"begin": finding.place.line, "end": finding.place.end_line},
        },
    }


VIEW = View("gitlab", render)
