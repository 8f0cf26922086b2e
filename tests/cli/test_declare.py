"""`gov declare` and `gov pN`: one incident in as few words as there can be."""

import json
import os
import re
import signal
import subprocess

import pytest
from operations import gov_repository
from repositories import gov_program

NOW = "2026-11-23T10:02:00Z"
PLAYBOOK = "docs/operations/support-playbook.md"


@pytest.fixture
def ops(tmp_path):
    repo = gov_repository(tmp_path / "repo")
    repo.commit("start")
    return repo


def declared(ops, *args):
    result = ops.gov(*args, "-f", "json", GOV_NOW=NOW)
    assert result.code == 0, result.stderr
    return json.loads(result.stdout)["data"]


@pytest.mark.parametrize(
    ("word", "severity"), [("p0", "P0"), ("p1", "P1"), ("p2", "P2"), ("P1", "P1"), ("p01", "P1")]
)
def test_a_severity_is_named_by_its_place(ops, word, severity):
    made = declared(ops, word, "API outage", "api", "search", "--service", "mail")
    assert (made["severity"], made["title"]) == (severity, "API outage")
    assert made["services"] == ["api", "search", "mail"]


def test_declare_takes_any_severity_in_any_case(ops):
    assert declared(ops, "declare", "p2", "A request", "api")["severity"] == "P2"
    result = ops.gov("declare", "SEV1", "x", GOV_NOW=NOW)
    assert (result.code, result.stdout) == (2, "")
    assert "there is no severity `SEV1`" in result.stderr
    assert "P0, P1, P2" in result.stderr


def test_a_playbook_may_have_any_number_of_severities(ops):
    more = "".join(f"  - {{id: SEV{n}, when: level {n}, respond_within: 8h, hours: 24/7}}\n" for n in (3, 4))
    ops.write(PLAYBOOK, ops.read(PLAYBOOK).replace("updates: {by:", f"{more}updates: {{by:"))
    assert declared(ops, "p4", "small")["severity"] == "SEV4"
    result = ops.gov("p5", "too small", GOV_NOW=NOW)
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: the playbook has 5 severities, so there is no p5\nhint: p0 is P0")


def test_it_takes_every_option_of_incident_new_and_no_severity_twice(ops):
    given = ("--commander", "ada", "--exercise", "--at", "09:58", "--detected-by", "customer")
    made = declared(ops, "p1", "Drill", *given)
    assert made["exercise"] is True
    assert made["times"]["declared"] == "2026-11-23T09:58:00Z"
    assert made["roles"] == {"commander": "ada"}
    assert ops.gov("p1", "x", "--severity", "P2").code == 2


def test_an_open_incident_on_the_same_service_is_shown_first_and_nothing_is_blocked(ops):
    first = declared(ops, "p1", "API outage", "api")["id"]
    again = ops.gov("p0", "API is down", "search", "api", GOV_NOW=NOW)
    assert again.code == 0
    assert again.stderr.splitlines()[0] == f"open already: {first}  P1  declared  API outage  api"
    new = again.stdout.splitlines()[1].split()[0]
    assert f"gov incident cancel {new[-4:]} --as duplicate --of {first[-4:]}\n" in again.stderr
    assert "open already" not in ops.gov("p1", "Mail is slow", "mail", GOV_NOW=NOW).stderr


@pytest.mark.parametrize(
    "title",
    [
        "[red]x[/red] `ls` $(id)",
        "emoji 🔥 ünïcode",
        "مرحبا \u202eabc",
        "a | b \\| c",
        "pool: 20/20 # not a comment",
        "@ana",
    ],
)
def test_a_title_is_kept_as_typed_and_never_obeyed(ops, title):
    assert declared(ops, "p1", title)["title"] == title
    assert ops.gov("check").code == 0


@pytest.mark.parametrize("title", ["", "   ", "two\nlines", "x" * 10_000, "\x1b[2Jgone", "nul\ufffe"])
def test_what_cannot_be_a_title_is_refused_and_nothing_is_written(ops, title):
    result = ops.gov("p1", title, GOV_NOW=NOW)
    assert (result.code, result.stdout) == (2, "")
    assert "\x1b" not in result.stderr
    assert ops.git("status", "--porcelain", "--untracked-files=all") == ""
    assert not (ops.top / ".git/gov/in-use").exists()


@pytest.mark.parametrize("word", ["p", "p-1", "p1x", "p99999", "p１"])
def test_a_word_that_is_no_place_is_no_command(ops, word):
    result = ops.gov(word, "x")
    assert (result.code, result.stdout) == (2, "")
    assert "there is no command" in result.stderr


@pytest.mark.parametrize("hours", ["nights", "Mon-Fri 46:00-22:00", ""])
def test_hours_that_cannot_be_read_keep_nobody_from_recording(ops, hours):
    """A slip in the playbook or in one report is for `gov check`: until then every hour counts."""
    playbook = ops.read(PLAYBOOK)
    slipped = re.sub(r"(\{id: P1, .*hours: )[^,}]*", rf'\1"{hours}"', playbook)
    assert slipped != playbook
    ops.write(PLAYBOOK, slipped)
    made = declared(ops, "p1", "API outage")
    path = made["path"]
    report = ops.read(path)
    assert "hours: Mon-Sun 00:00-24:00" in report
    ops.write(PLAYBOOK, playbook)
    ops.write(path, report.replace("hours: Mon-Sun 00:00-24:00", f'hours: "{hours or "?"}"'))
    for words in (
        ["due"],
        ["incident", "show", made["id"]],
        ["up", "no change"],
        ["page"],
        ["sync", "new"],
        [],
    ):
        told = ops.gov(*words, GOV_NOW=NOW)
        assert told.code in {0, 1}, (words, told.stderr)
    assert ops.gov("check", path).code == 1


@pytest.mark.skipif(not hasattr(signal, "SIGCHLD"), reason="processes end otherwise here")
def test_a_refused_commit_is_told_also_below_a_program_that_ignores_how_its_children_end(ops):
    hook = ops.top / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    for words, code in ((["p1", "API outage", "--commit"], 3), (["sync", "new"], 0)):
        told = subprocess.run(
            [gov_program(), *words],
            cwd=ops.top,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "GOV_NOW": NOW},
            preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN),
        )
        assert told.returncode == code, told.stderr
        assert ("not today" in told.stderr) == (code == 3)
