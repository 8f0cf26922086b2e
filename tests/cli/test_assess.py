"""`gov assess` as a real process."""

import json
import shutil
from pathlib import Path

import pytest
from repositories import gov_program
from terminal import run_on_terminal

TESTS = Path(__file__).parents[1]
NOW = "2026-11-23T10:02:00Z"
ROSTER = """---
kind: roster
schema: 1
timezone: UTC
people:
  ada: {name: Ada K., email: ada@example.com, phone: "+4930901820", slack: "@ada", pagerduty: PADA001}
static:
  - {role: primary-operator, people: [ada]}
---
"""


@pytest.fixture
def ops(repo):
    shutil.copytree(TESTS / "repository", repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases/playbook.md").read_bytes())
    repo.write("artifacts/support/on-call-roster.md", ROSTER)
    return repo


def test_flags_name_the_severity_and_all_that_follows_from_it(ops):
    args = ("--users", "several", "--title", "search broken by a deployment", "--service", "search")
    done = ops.gov("assess", *args, "-f", "json", GOV_NOW=NOW)
    assert done.code == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["kind"] == "assessment"
    data = told["data"]
    assert data["severity"] == "P1"
    assert data["targets"]["update"] == "30m"
    assert data["page"] == [
        {
            "handle": "ada",
            "roles": ["primary-operator"],
            "reach": {"pagerduty": "PADA001", "phone": "+4930901820", "slack": "@ada"},
        }
    ]
    assert [channel["id"] for channel in data["channels"]] == ["governor-ops", "pagerduty"]
    assert data["runbooks"][0] == {"name": "deployment", "path": "docs/operations/deployment-runbook.md"}


def test_people_read_the_severity_first_and_the_command_to_declare_it_last(ops):
    done = ops.gov("assess", "--outage", "--title", "it's down", "--service", "search", GOV_NOW=NOW)
    assert done.stdout.startswith(
        "P0  production is down or critical data is lost\nbecause outage: P0 is for"
    )
    assert "page now: pagerduty-on-call\n@ada  " in done.stdout
    assert done.stdout.endswith("gov declare P0 'it'\"'\"'s down' search\n")


def test_nobody_to_page_is_a_warning(ops):
    ops.write("artifacts/support/on-call-roster.md", ROSTER.replace("primary-operator", "docs-lead"))
    done = ops.gov("assess", "--data-loss", GOV_NOW=NOW)
    assert (done.code, "pagerduty-on-call reaches nobody now" in done.stderr) == (0, True)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "there is nobody to ask"),
        (["--users", "few"], "'several'"),
        (["--outage", "--service", ""], "the name of the service"),
        (["--outage", "--at", "2030-01-01"], "in the future"),
        (["--outage", "--title", "x" * 10_000], "the title has 10000 characters"),
        (["--outage", "--title", "\x1b[31mred"], "a control character"),
        (["--unsure", "outge"], "Did you mean `outage`?"),
    ],
)
def test_what_cannot_be_assessed_is_a_usage_error(ops, args, said):
    done = ops.gov("assess", *args, GOV_NOW=NOW)
    assert (done.code, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize(
    ("typed", "severity"), [(b"n\ny\n", "P1"), (b"unsure\n", "P0"), (b"n\nwhat\nn\n", "P2")]
)
def test_on_a_terminal_the_playbook_asks_the_most_severe_first(ops, typed, severity):
    done = run_on_terminal([gov_program(), "assess"], ops.top, typed=typed, GOV_NOW=NOW, NO_COLOR="1")
    assert done.code == 0, done.stderr
    assert done.stderr.startswith("P0: production is down or critical data is lost? [y/n/unsure] ")
    assert done.stdout.startswith(f"{severity}  ")
