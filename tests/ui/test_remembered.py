"""The remembered answer of `gov check`: given again while nothing has changed, and never longer."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from operations import gov_repository
from repositories import Repo, run

WRONG = "---\nkind: incident\nschema: 1\nid: nothing\n---\n"
REPORT = "artifacts/incidents/INC-20261123-7F3K-slow.md"


@pytest.fixture
def checked(tmp_path: Path) -> Repo:
    """A gov repository whose check has been answered and remembered."""
    repo = gov_repository(tmp_path / "ops")
    repo.commit()
    assert repo.gov("check").code == 0
    return repo


def modules_of(repo: Repo) -> str:
    """What one check imports."""
    done = run([sys.executable, "-X", "importtime", "-m", "governor_cli", "check"], repo.top)
    return done.stderr


def test_a_remembered_answer_imports_nothing_heavy(checked):
    told = modules_of(checked)
    assert "governor_cli.adapters.fingerprint" in told
    assert not [name for name in ("pydantic", "typer", "rich", "yaml") if f" {name}\n" in told]


def test_the_same_question_has_the_same_answer_byte_for_byte(checked):
    for arguments in (("check",), ("check", "-f", "json"), ("check", "--strict")):
        first, second = checked.gov(*arguments), checked.gov(*arguments)
        assert first == second


def test_another_format_is_another_question(checked):
    text = checked.gov("check").stdout
    answer = checked.gov("check", "-f", "json").stdout
    assert "findings" in json.loads(answer)["data"]
    assert checked.gov("check").stdout == text
    assert checked.gov("check", "--format=sarif").stdout.startswith("{")


def test_a_file_that_changes_has_a_new_answer_and_the_old_one_when_it_changes_back(checked):
    checked.write(REPORT, WRONG)
    wrong = checked.gov("check")
    assert (wrong.code, "INC-20261123-7F3K-slow.md" in wrong.stdout) == (1, True)
    assert checked.gov("check") == wrong
    (checked.top / REPORT).unlink()
    assert checked.gov("check").code == 0


def test_a_file_that_is_only_touched_has_the_same_answer(checked):
    before = checked.gov("check")
    os.utime(checked.top / "gov.toml", (1, 1))
    assert checked.gov("check") == before


def test_settings_that_git_ignores_count_all_the_same(checked):
    checked.write(".git/info/exclude", "gov.toml\n")
    checked.git("rm", "-q", "--cached", "gov.toml")
    before = checked.gov("check")
    assert checked.gov("check") == before
    checked.write("gov.toml", "playbook = 5\n")
    after = checked.gov("check")
    assert (after.code, "`playbook`" in after.stderr) == (3, True)


def damaged(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-2] + b"!!")


@pytest.mark.parametrize("harm", [shutil.rmtree, damaged], ids=["gone", "damaged"])
def test_a_cache_that_is_gone_or_damaged_costs_time_and_no_answer(checked, harm):
    checked.write(REPORT, WRONG)
    before = checked.gov("check")
    harm(checked.top / ".git/gov/cache")
    assert checked.gov("check") == before
    assert checked.gov("check") == before


def test_a_run_that_is_killed_leaves_nothing_wrong_behind(checked):
    checked.write(REPORT, WRONG)
    whole = checked.gov("check")
    shutil.rmtree(checked.top / ".git/gov")
    for seconds in (0.05, 0.2, 0.4):
        command = [sys.executable, "-m", "governor_cli", "check"]
        process = subprocess.Popen(
            command, cwd=checked.top, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    assert checked.gov("check") == whole
