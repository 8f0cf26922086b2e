"""A bare `gov`: how things stand, in any repository, however broken."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from followed import INCIDENT, followed_up
from operations import REPORTS, gov_repository
from repositories import Repo, gov_program

NOW = "2026-11-23T10:02:00Z"
ROSTER = "artifacts/support/on-call-roster.md"
PLAYBOOK = "docs/operations/support-playbook.md"
ON = "static:\n  - {role: primary-operator, people: [ada]}\n"


@pytest.fixture
def ops(tmp_path):
    repo = gov_repository(tmp_path / "repo")
    repo.write(ROSTER, repo.read(ROSTER).replace("rotations: []\n", ON))
    repo.commit("start")
    return repo


def bare(ops, **environment):
    result = ops.gov(**{"GOV_NOW": NOW, **environment})
    assert result.code == 0, result.stderr
    return result


def part(text, heading):
    """The lines under a heading."""
    return next(block.splitlines()[1:] for block in text.split("\n\n") if block.splitlines()[0] == heading)


def test_a_quiet_repository_says_who_is_on_call_and_how_to_declare(ops):
    result = bare(ops)
    assert result.stderr == ""
    assert result.stdout == (
        "no incident is open\n\n"
        "on call now\nprimary-operator    @ada\nsecondary-operator  nobody\n\n"
        'next\ngov declare P1 "What is wrong" SERVICE\n'
    )


def test_it_follows_an_incident_from_one_command_to_the_next(ops):
    ops.gov("p1", "API outage", "api", GOV_NOW=NOW, GOV_USER="bo")
    assert part(bare(ops).stdout, "next") == ["gov page"]
    assert [line.split()[0] for line in part(bare(ops).stdout, "due next")][:2] == ["page", "acknowledge"]
    ops.gov("ack", "--by", "ada", GOV_NOW=NOW)
    assert part(bare(ops).stdout, "next") == ['gov log "What you see"']
    ops.gov("log", "502s", GOV_NOW="2026-11-23T10:03:00Z")
    later = bare(ops, GOV_NOW="2026-11-23T10:40:00Z").stdout
    assert part(later, "next") == ['gov up "What is known, what is done"']
    assert re.search(
        r"^update +\w{4}  2026-11-23 10:32 UTC \(11:32 Europe/Berlin\)  8m ago  late$",
        later,
        re.MULTILINE,
    )


def test_a_checklist_that_is_due_is_made_before_it_is_shown(tmp_path):
    ops = followed_up(tmp_path / "repo")
    ops.write(PLAYBOOK, ops.read(PLAYBOOK).replace("checklist: 7d", "checklist: 1h"))
    day = {"GOV_NOW": "2026-11-23T11:30:00Z"}
    assert part(bare(ops, **day).stdout, "next") == [f"gov checklist new {INCIDENT}"]
    assert ops.gov("checklist", "new", INCIDENT, **day).code == 0
    assert part(bare(ops, **day).stdout, "next") == [f"gov checklist show {INCIDENT}"]


def test_scripts_get_the_same_as_one_object(ops):
    ops.gov("p1", "API outage", "api", GOV_NOW=NOW, GOV_USER="bo")
    told = json.loads(ops.gov("-f", "json", GOV_NOW=NOW).stdout)
    assert (told["schema_version"], told["kind"]) == (1, "front")
    (incident,) = told["data"]["incidents"]
    assert (incident["title"], incident["severity"], incident["in_use"]) == ("API outage", "P1", True)
    assert told["data"]["due"][0]["what"] == "page"
    assert told["data"]["on_call"] == {"primary-operator": ["ada"], "secondary-operator": []}
    assert told["data"]["next"] == "gov page"


def test_scripts_are_told_why_there_is_nothing_to_tell(ops, tmp_path):
    outside = Repo.new(tmp_path / "elsewhere").gov("-f", "json")
    assert (outside.code, outside.stdout) == (3, "")
    before = ops.gov("-f", "json", "due", GOV_NOW=NOW)
    assert (before.code, before.stdout) == (2, "")
    assert "--format belongs behind the command" in before.stderr


def test_an_incident_that_is_not_meant_is_named_in_the_next_command(ops):
    ops.gov("p1", "first", GOV_NOW=NOW)
    ops.gov("p1", "second", GOV_NOW=NOW)
    assert "in use" in bare(ops).stdout
    ops.gov("use", "--none")
    assert re.fullmatch(r'gov log "What you see" -i \w{4}', part(bare(ops).stdout, "next")[0])


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        (PLAYBOOK, b"---\na: [", "the committed one is used"),
        (ROSTER, b"\xff", f"the roster `{ROSTER}` cannot be used"),
        (f"{REPORTS}/INC-20261122-AAAA-x.md", b"---\nstatus: declared\n<<<<<<< HEAD\n", "INC-20261122-AAAA"),
        (
            f"{REPORTS}/INC-20261122-AAAA-x.md",
            b"---\nstatus: declared\ntimes: []\n---\n",
            "INC-20261122-AAAA",
        ),
    ],
)
def test_a_broken_file_is_named_and_the_rest_is_told(ops, path, content, told):
    ops.gov("p1", "API outage", "api", GOV_NOW=NOW)
    ops.write(path, content)
    result = bare(ops)
    assert "API outage" in result.stdout
    assert told in result.stderr


def test_without_any_playbook_the_open_incidents_are_still_found(tmp_path):
    ops = gov_repository(tmp_path / "repo")
    ops.gov("p1", "API outage", "api", GOV_NOW=NOW)
    (ops.top / PLAYBOOK).unlink()
    ops.commit("none was ever committed")
    result = bare(ops)
    assert "API outage" in result.stdout
    assert part(result.stdout, "next") == ["gov check"]
    assert PLAYBOOK in result.stderr


def test_with_settings_that_cannot_be_read_the_overview_comes_with_the_reason(ops):
    ops.write("gov.toml", b"[record\n")
    result = bare(ops)
    assert "Usage: gov" in result.stdout
    assert "warning: gov.toml: not TOML" in result.stderr


def test_outside_of_gov_repositories_there_is_the_overview_alone(repo):
    assert "Usage: gov" in bare(repo).stdout
    assert bare(repo).stderr == ""


def test_a_title_is_shown_and_never_obeyed(ops):
    path = f"{REPORTS}/INC-20261122-AAAA-x.md"
    ops.write(path, '---\nid: INC-20261122-AAAA\ntitle: "\\e[2Jx\\n[red]"\nstatus: declared\n---\n')
    assert "\x1b" not in bare(ops).stdout


def test_thousands_of_old_reports_that_nobody_has_judged_yet_are_not_waited_for(ops):
    ops.gov("p1", "API outage", "api", GOV_NOW=NOW)
    text = next(ops.top.rglob("INC-2026*.md")).read_text()
    for number in range(501):
        incident = f"INC-20250101-{number:04d}"
        old = text.replace("status: declared", "status: closed").replace(
            "status: acknowledged", "status: closed"
        )
        ops.write(f"{REPORTS}/{incident}-x.md", old)
    result = bare(ops)
    assert "API outage" in result.stdout
    assert part(result.stdout, "due next")
    assert "`gov due` tells the rest" in result.stderr
    ops.gov("due", GOV_NOW=NOW)
    assert "tells the rest" not in bare(ops).stderr


def test_an_answer_that_has_no_room_is_an_error_like_any_other(ops):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [gov_program()],
            cwd=ops.top,
            env={**os.environ, "GOV_NOW": NOW},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        3,
        b"error: the answer could not be written: no space left on device\n",
    )
