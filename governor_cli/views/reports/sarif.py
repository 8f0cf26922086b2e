"""A report as SARIF 2.1.0, which code hosts and editors show beside the lines it speaks of."""

import json
import os
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from governor_cli import __version__
from governor_cli.contracts.rule import Rule
from governor_cli.contracts.view import Rules, Sources, View
from governor_cli.core.finding import Finding, Severity
from governor_cli.core.report import Report
from governor_cli.views.escape import visible
from governor_cli.views.reports.fingerprint import fingerprints

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://github.com/governor-oncall/governor-oncall"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_LINK = re.compile(r"\[(?=[^\]]*\]\()")


def render(report: Report, sources: Sources, rules: Rules) -> str:  # noqa: ARG001 - every view takes the three
    """One run of one tool, with every rule that may have spoken."""
    codes = sorted({*rules, *(finding.code for finding in report.findings)})
    run = {
        "tool": {
            "driver": {
                "name": "gov",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": _HOME,
                "rules": [_rule(code, rules.get(code)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": _results(report.findings, {code: index for index, code in enumerate(codes)}),
        "properties": {
            "snapshot": {"kind": report.judged.kind, "rev": report.judged.rev},
            "documents": report.documents,
        },
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    text = f"{rule.why}\n\nRun `gov explain {code}` for a good and a bad example."
    return {
        "id": code,
        "shortDescription": {"text": rule.sentence},
        "fullDescription": {"text": rule.why or rule.sentence},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"scope": rule.scope, "fixable": rule.fix is not None},
    }


def _results(findings: Sequence[Finding], indexes: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "ruleId": finding.code,
            "ruleIndex": indexes[finding.code],
            "level": _LEVELS[finding.severity],
            "message": {"text": _message(finding)},
            "locations": [_location(finding)],
            "partialFingerprints": {"govIdentity/v1": name},
        }
        for finding, name in zip(findings, fingerprints(findings), strict=True)
    ]


def _message(finding: Finding) -> str:
    """Message and hint; what looks like one of SARIF's own links in somebody's title is none."""
    text = visible(f"{finding.message}\n{finding.hint}" if finding.hint else finding.message)
    return _LINK.sub(r"\\[", text)


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(os.fsencode(finding.path)), "uriBaseId": "%SRCROOT%"},
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            },
        }
    }


VIEW = View("sarif", render)
