"""A report for scripts: the fields that the command line promises."""

from typing import Any

from governor_cli.contracts.view import Rules, Sources, View
from governor_cli.core.finding import Finding
from governor_cli.core.report import Report
from governor_cli.views.envelope import envelope


def render(report: Report, sources: Sources, rules: Rules) -> str:  # noqa: ARG001 - every view takes the three
    """The report in its envelope."""
    return envelope("report", report_data(report))


def report_data(report: Report) -> dict[str, Any]:
    """What stands under ``data``; a command that knows more adds keys of its own."""
    return {
        "snapshot": {"kind": report.judged.kind, "rev": report.judged.rev},
        "documents": report.documents,
        "findings": [_finding(finding) for finding in report.findings],
        "summary": {
            "errors": report.count("error"),
            "warnings": report.count("warning"),
            "infos": report.count("info"),
        },
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "path": finding.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "subject": finding.subject,
    }


VIEW = View("json", render)
