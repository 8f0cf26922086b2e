"""`gov metrics incidents` as a real process."""

import csv
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from repositories import Repo

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One P1 that took 40 minutes with one of two updates on time, and a false alarm; to be copied."""
    repo = Repo.new(tmp_path_factory.mktemp("made"))
    shutil.copytree(TESTS / "repository", repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases/playbook.md").read_bytes())
    new = ("--severity", "P1", "--service", "search", "--impact-started", "09:55", "-f", "json")
    made = repo.gov("incident", "new", "Slow", *new, GOV_NOW="2026-11-23T10:00:00Z")
    one = json.loads(made.stdout)["data"]["id"]
    other = json.loads(repo.gov("incident", "new", "Odd", *new, GOV_NOW="2026-11-23T10:00:00Z").stdout)
    repo.gov("incident", "cancel", other["data"]["id"], "--as", "false-alarm", GOV_NOW="2026-11-23T10:01:00Z")
    for at, *verb in (
        ("10:03", "ack", one),
        ("10:25", "update", one, "failing over"),
        ("11:00", "update", one, "waiting for the replica"),
        ("11:05", "resolve", one),
    ):
        done = repo.gov("incident", *verb, GOV_NOW=f"2026-11-23T{at}:00Z")
        assert done.code == 0, done.stderr
    return repo.top, one


@pytest.fixture
def ops(made, tmp_path):
    folder, one = made
    repo = Repo(shutil.copytree(folder, tmp_path / "ops", symlinks=True))
    repo.id = one
    return repo


def measures(repo, *args):
    done = repo.gov("metrics", "incidents", *args, "-f", "json", GOV_NOW="2026-11-24T10:00:00Z")
    assert done.code == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["kind"] == "measures"
    return answer["data"]


def test_json_names_each_measure_by_its_ends_and_lists_few_incidents(ops):
    data = measures(ops)
    found = {one["name"]: one for one in data["measures"]}
    assert list(found) == ["time_to_detect", "time_to_acknowledge", "time_to_mitigate", "time_to_resolve"]
    resolve = found["time_to_resolve"]
    assert {name: resolve[name] for name in ("from", "to", "unit", "n", "excluded", "median", "p90")} == {
        "from": "impact_started",
        "to": "resolved",
        "unit": "s",
        "n": 1,
        "excluded": 0,
        "median": 70 * 60,
        "p90": 70 * 60,
    }
    assert resolve["incidents"] == [ops.id]
    assert data["updates"] == {"on_time": 1, "due": 2}
    assert data["acknowledged"] == {"kept": 1, "breached": 0}
    assert data["left_out"]["cancelled"] == 1
    assert [(group["by"], group["value"]) for group in data["groups"]] == [
        ("severity", "P1"),
        ("service", "search"),
        ("month", "2026-11"),
    ]


def test_a_period_a_service_and_a_severity_choose(ops):
    assert measures(ops, "--since", "2026-11-24")["incidents"] == 0
    assert measures(ops, "--until", "2026-11-23")["incidents"] == 0
    assert measures(ops, "--service", "api")["incidents"] == 0
    assert measures(ops, "--severity", "p1", "--by", "month")["groups"][0]["by"] == "month"


def test_people_read_tables_and_reports_take_markdown(ops):
    shown = ops.gov("metrics", "incidents", "--by", "severity", GOV_NOW="2026-11-24T10:00:00Z").stdout
    assert f"time to resolve      impact_started  resolved      1  -                 1h10m {ops.id}" in shown
    assert "updates on time: 1 of 2; acknowledged in time: 1 of 1" in shown
    assert shown.endswith("left out: 1 cancelled\n")
    text = ops.gov("metrics", "incidents", "-f", "markdown", GOV_NOW="2026-11-24T10:00:00Z").stdout
    assert "## Severity P1\n\n1 incident; updates on time: 1 of 2" in text
    assert f"| time to resolve | impact_started | resolved | 1 | - | 1h10m {ops.id} |  |  |" in text


def test_spreadsheets_take_csv_and_no_formula(ops):
    report = next((ops.top / "unified_workflow").rglob(f"{ops.id}-*"))
    report.write_text(
        report.read_text().replace("- search", '- "=1+1, \\"x\\""').replace("[search]", '["=1+1"]')
    )
    done = ops.gov("metrics", "incidents", "-f", "csv", GOV_NOW="2026-11-24T10:00:00Z")
    rows = list(csv.DictReader(StringIO(done.stdout)))
    first = next(row for row in rows if row["by"] == "all" and row["name"] == "time_to_resolve")
    assert (first["n"], first["median"], first["unit"]) == ("1", "4200", "s")
    assert {row["value"][:2] for row in rows if row["by"] == "service"} == {"'="}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--by", "weak"], "no way to group incidents"),
        (["--severity", "P7"], "there is no severity `P7`"),
        (["--since", "yesterday"], "--since"),
        (["-f", "xml"], "'markdown'"),
    ],
)
def test_what_cannot_be_measured_is_a_usage_error(ops, args, said):
    done = ops.gov("metrics", "incidents", *args)
    assert (done.code, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_report_that_cannot_be_read_is_counted_as_left_out(ops):
    report = next((ops.top / "unified_workflow").rglob(f"{ops.id}-*"))
    report.write_text(report.read_text().replace("title:", "<<<<<<< ours\ntitle:"))
    done = ops.gov("metrics", "incidents", "-f", "json")
    assert "1 report cannot be read" in done.stderr
    assert json.loads(done.stdout)["data"]["left_out"]["unreadable"] == 1
