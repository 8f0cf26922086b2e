"""The JSON report keeps what the command line promises."""

import json

from governor_cli.contracts.view import Sources
from governor_cli.core.report import Report
from governor_cli.views.reports import json_report


def test_the_promised_fields_are_there(awkward: Report, sources: Sources) -> None:
    answer = json.loads(json_report.render(awkward, sources, {}))
    assert answer["kind"] == "report"
    data = answer["data"]
    assert data["snapshot"] == {"kind": "revision", "rev": "v1.2"}
    assert data["documents"] == 12
    assert data["summary"] == {"errors": 4, "warnings": 1, "infos": 1}
    assert len(data["findings"]) == len(awkward.findings)


def test_a_finding_has_its_place_in_code_points_from_one(awkward: Report, sources: Sources) -> None:
    findings = json.loads(json_report.render(awkward, sources, {}))["data"]["findings"]
    found = next(finding for finding in findings if finding["code"] == "INC004")
    assert found == {
        "path": "incident-reports/INC-20261123-7F3K-api.md",
        "line": 5,
        "column": 11,
        "end_line": 5,
        "end_column": 13,
        "code": "INC004",
        "severity": "error",
        "message": "`P9` is no severity",
        "hint": "Did you mean `P0`?",
        "subject": "s",
    }
