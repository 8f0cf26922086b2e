"""A P1 from declaration to resolution by the clock: few commands, few keys, and what each one answers."""

import os
import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from operations import gov_repository

GOLDEN = Path(__file__).parents[1] / "golden" / "three-in-the-morning.txt"
ROSTER = "artifacts/support/on-call-roster.md"
ON = """\
static:
  - {role: primary-operator, people: [ada]}
  - {role: secondary-operator, people: [bo]}
"""
START = datetime(2026, 11, 23, 2, 2, tzinfo=UTC)
NIGHT = (
    (0, 'gov p1 "API outage in eu-west" api'),
    (1, "gov assign commander ada"),
    (4, 'gov log "502 from every pod since the 01:50 deployment"'),
    (9, 'gov up "rolling back the deployment"'),
    (16, "gov page"),
    (38, 'gov up "rolled back, error rate falls"'),
    (44, "gov mitigate"),
    (71, "gov resolve"),
)
"""Minutes after the declaration, and what is typed."""
COMMANDS, KEYS = 8, 250


@pytest.fixture
def ops(tmp_path):
    repo = gov_repository(tmp_path / "repo")
    repo.write(ROSTER, repo.read(ROSTER).replace("rotations: []\n", ON))
    repo.commit("start")
    return repo


def ran(ops, minutes, typed):
    now = (START + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
    result = ops.gov(*shlex.split(typed)[1:], GOV_NOW=now)
    assert result.code == 0, result.stderr
    return result


def test_it_takes_eight_commands_and_250_keys_at_most():
    typed = [line for _, line in NIGHT]
    assert sum(line.startswith("gov up ") for line in typed) == 2
    assert len(typed) <= COMMANDS
    assert sum(len(line) + 1 for line in typed) <= KEYS


def test_every_answer_says_who_does_what_by_when_and_what_to_post(ops):
    for minutes, typed in NIGHT:
        result = ran(ops, minutes, typed)
        path = result.stdout.splitlines()[0]
        assert path.endswith("-api-outage-in-eu-west.md"), typed
        assert re.match(r"INC-20261123-\w{4}\b", result.stderr), typed
        assert "@ada" in result.stdout, typed
        assert re.search(r"^\[P1\] API outage in eu-west \| (.+ \| )?INC-", result.stdout, re.MULTILINE), (
            typed
        )
        if typed != "gov resolve":
            assert re.search(r"\d\d:\d\d UTC \(\d\d:\d\d Europe/Berlin\)", result.stdout), typed
    assert ops.gov("check").code == 0


def test_the_night_reads_as_it_always_did(ops):
    told: list[str] = []
    for minutes, typed in NIGHT:
        result = ran(ops, minutes, typed)
        at = (START + timedelta(minutes=minutes)).strftime("%H:%M")
        told.append(f"# {at} UTC\n$ {typed}\n{result.stderr}{result.stdout}")
    suffix = next(ops.top.rglob("INC-*.md")).name[13:17]
    said = "\n".join(told).replace(suffix, "7F3K")
    if os.environ.get("GOV_ACCEPT") == "1":
        GOLDEN.write_text(said, encoding="utf-8")
    assert said == GOLDEN.read_text(encoding="utf-8")


def test_typing_a_milestone_again_changes_nothing_and_is_no_error(ops):
    for minutes, typed in NIGHT:
        ran(ops, minutes, typed)
    before = next(ops.top.rglob("INC-*.md")).read_bytes()
    result = ran(ops, 80, "gov resolve")
    assert "was resolved at 2026-11-23T03:13:00Z already" in result.stderr
    assert next(ops.top.rglob("INC-*.md")).read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ('gov log "x" --at 23:59', 0, ""),
        ('gov log "x" --at 2026-11-23T04:00:00Z', 2, "in the future"),
        ("gov assign captain ada", 2, "there is no role `captain`"),
        ("gov assign commander nobody-at-all", 2, "is nobody in the roster and no role"),
        ("gov page --to captain", 2, "captain"),
        ("gov resolve --at 01:00", 2, "before"),
        ('gov log ""', 2, "empty"),
        ("gov log", 2, "missing argument 'TEXT'"),
        ('gov log "x" -i ZZZZ', 3, "there is no incident `ZZZZ`"),
        ('gov log "x" -i INC', 0, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(ops, typed, code, told):
    ran(ops, 0, 'gov p1 "API outage" api')
    report = next(ops.top.rglob("INC-*.md"))
    before = report.read_bytes()
    result = ops.gov(*shlex.split(typed)[1:], GOV_NOW="2026-11-23T02:10:00Z")
    assert result.code == code, result.stderr
    assert told in result.stderr
    if code:
        assert result.stdout == ""
        assert report.read_bytes() == before


def test_a_report_that_is_gone_or_in_conflict_is_named(ops):
    ran(ops, 0, 'gov p1 "API outage" api')
    report = next(ops.top.rglob("INC-*.md"))
    text = report.read_text()
    conflict = "<<<<<<< HEAD\nseverity: P1\n=======\nseverity: P0\n>>>>>>> other\n"
    report.write_text(text.replace("severity: P1\n", conflict))
    broken = report.read_bytes()
    result = ops.gov("log", "x", GOV_NOW="2026-11-23T02:10:00Z")
    assert (result.code, result.stdout) == (3, "")
    assert report.name in result.stderr
    assert report.read_bytes() == broken
    report.unlink()
    result = ops.gov("log", "x", GOV_NOW="2026-11-23T02:10:00Z")
    assert (result.code, result.stdout) == (3, "")
    assert "no incident is open, and the report of INC-" in result.stderr
    assert "git restore" in result.stderr
