"""SARIF that its official schema accepts."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from governor_cli.contracts.rule import Rule
from governor_cli.contracts.view import Sources
from governor_cli.core.report import Report
from governor_cli.views.reports import sarif

SCHEMA = Path(__file__).parents[2] / "schemas" / "sarif-2.1.0.json"


@pytest.fixture
def run(awkward: Report, sources: Sources, rules: dict[str, Rule]) -> dict[str, Any]:
    return json.loads(sarif.render(awkward, sources, rules))["runs"][0]


@pytest.mark.parametrize("which", ["awkward", "clean"])
def test_the_schema_accepts_it(
    which: str, request: pytest.FixtureRequest, sources: Sources, rules: dict[str, Rule]
) -> None:
    log = json.loads(sarif.render(request.getfixturevalue(which), sources, rules))
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(log)


def test_the_schema_would_notice_a_wrong_region(awkward: Report, sources: Sources) -> None:
    log = json.loads(sarif.render(awkward, sources, {}))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).is_valid(log)


def test_columns_are_code_points_and_the_end_is_exclusive(run: dict[str, Any]) -> None:
    assert run["columnKind"] == "unicodeCodePoints"
    result = next(result for result in run["results"] if result["ruleId"] == "INC004")
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 5, "startColumn": 11, "endLine": 5, "endColumn": 13}


def test_each_result_points_at_its_rule(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    known = next(entry for entry in rules if entry["id"] == "INC004")
    assert known["shortDescription"]["text"] == "the severity is one that the playbook names"
    assert "no targets" in known["help"]["text"]
    assert known["defaultConfiguration"] == {"level": "error"}


def test_uris_are_percent_encoded(run: dict[str, Any], awkward: Report) -> None:
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]
    ]
    assert all(uri.isascii() and not set(uri) & set(' ,:<>"\n') for uri in uris)
    assert [unquote(uri) for uri in uris] == [finding.path for finding in awkward.findings]


def test_infos_are_notes_and_fingerprints_differ(run: dict[str, Any]) -> None:
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    names = [result["partialFingerprints"]["govIdentity/v1"] for result in run["results"]]
    assert len(set(names)) == len(names)


def test_somebodys_brackets_are_no_link(run: dict[str, Any]) -> None:
    result = next(result for result in run["results"] if result["ruleId"] == "REF002")
    assert result["message"]["text"] == "nobody owns \\[these](x)\nAdd an owner."
