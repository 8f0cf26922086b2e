"""`gov explain`, `gov rules` and `gov schema`: what a rule or a kind demands."""

import json

import pytest


@pytest.mark.parametrize(
    ("given", "hint"),
    [("INC04", "Did you mean `INC0"), ("XXX1", "Run `gov rules` to see them all."), ("", "Run `gov rules`")],
)
def test_an_unknown_rule_leads_to_the_list_of_rules(repo, given, hint):
    done = repo.gov("explain", given)
    assert (done.code, done.stdout) == (2, "")
    assert f"there is no rule `{given}`" in done.stderr
    assert f"hint: {hint}" in done.stderr
    assert "Allowed" not in done.stderr


def test_a_rule_is_found_in_any_case_and_shows_both_examples(repo):
    told = json.loads(repo.gov("explain", "inc001", "-f", "json").stdout)["data"]
    assert told["code"] == "INC001"


def test_a_schema_is_printed_alone_or_in_the_envelope(repo):
    alone = json.loads(repo.gov("schema", "incident").stdout)
    told = json.loads(repo.gov("schema", "incident", "-f", "json").stdout)
    assert told == {"schema_version": 1, "kind": "schema", "data": {"kind": "incident", "schema": alone}}
    assert "title" in alone["properties"]
    refused = repo.gov("schema", "incidnet", "-f", "json")
    assert (refused.code, refused.stdout) == (2, "")
    assert "Did you mean `incident`?" in refused.stderr
