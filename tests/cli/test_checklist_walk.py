"""`gov checklist close --walk` with a person at a terminal, and without one."""

import json
import re
import shutil
from pathlib import Path

import pytest
from repositories import gov_program
from terminal import run_on_terminal

TESTS = Path(__file__).parents[1]
ID = "INC-20261123-7F3K"
REPORT = f"unified_workflow/test-project/incident-reports/{ID}-search.md"
CHECKLIST = f"artifacts/operations/checklists/{ID}.md"
IMPACT = "About 40 people waited."


@pytest.fixture
def ops(repo, tmp_path, monkeypatch):
    """A resolved incident without its impact, a checklist, and an editor that knows the impact."""
    monkeypatch.setenv("GOV_NOW", "2026-11-24T09:00:00Z")
    monkeypatch.setenv("GOV_USER", "primary-operator")
    shutil.copytree(TESTS / "repository", repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases/playbook.md").read_bytes())
    good = (TESTS / "cases/CHK020/good" / REPORT).read_text()
    repo.write(
        REPORT, re.sub(r"(## Impact\n\n).*?\n\n", r"\1<!-- Who was hit? -->\n\n", good, flags=re.DOTALL)
    )
    editor = tmp_path / "editor"
    editor.write_text(
        f'#!/bin/sh\nfor file; do :; done\nsed -i "s/<!-- Who was hit? -->/{IMPACT}/" "$file"\n'
    )
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    repo.commit("start")
    assert repo.gov("checklist", "new", ID).code == 0
    return repo


def walk(ops, typed: str):
    command = [gov_program(), "checklist", "close", ID, "--walk"]
    return run_on_terminal(command, ops.top, typed=typed.encode(), NO_COLOR="1")


def items(ops) -> dict[str, bool]:
    data = json.loads(ops.gov("checklist", "show", ID, "-f", "json").stdout)["data"]
    return {item["id"]: item["done"] for item in data["items"]}


def test_a_walk_runs_the_command_of_each_item_and_records_what_that_proved(ops):
    typed = [
        "y",  # the report, in the editor
        "y", "p95=280ms",
        "y", "https://chat.example.com/p/1",
        "y", "Warm the cache",
        "n",  # documentation
    ]  # fmt: skip
    done = walk(ops, "\n".join(typed) + "\n")
    assert done.code == 1, done.stdout + done.stderr
    assert IMPACT in ops.read(REPORT)
    assert f"Run `gov task add TITLE --incident {ID} --owner primary-operator`? [Y/n]" in done.stderr
    assert "What is to be done, in a few words?" in done.stderr
    assert done.stderr.count("can be proved now") == 4
    assert "`documentation` stays open" in done.stderr
    assert items(ops) == {
        "report": True,
        "snapshot": True,
        "lessons": True,
        "follow-ups": True,
        "documentation": False,
    }
    assert "checklist open, 4 of 5 done" in done.stdout


def test_a_walk_that_is_refused_everywhere_changes_nothing(ops):
    before = ops.read(CHECKLIST)
    done = walk(ops, "n\n" * 5)
    assert done.code == 1
    assert done.stderr.count("stays open") == 5
    assert ops.read(CHECKLIST) == before
    assert ops.git("status", "--porcelain", "-uall").splitlines() == [f"?? {CHECKLIST}"]


def test_a_command_that_fails_leaves_its_item_open_and_the_walk_goes_on(ops):
    done = walk(ops, "n\ny\nnonsense\nn\nn\nn\n")
    assert done.code == 1
    assert done.stderr.count("stays open") == 5
    assert "error:" in done.stderr


def test_a_walk_needs_somebody_at_a_terminal(ops):
    refused = ops.gov("checklist", "close", ID, "--walk")
    assert (refused.code, refused.stdout) == (2, "")
    assert "there is nobody to walk with" in refused.stderr


@pytest.mark.parametrize("more", [["--dry-run"], ["-f", "json"]])
def test_a_walk_goes_with_nothing_that_is_for_scripts(ops, more):
    refused = ops.gov("checklist", "close", ID, "--walk", *more)
    assert (refused.code, refused.stdout) == (2, "")
    assert "--walk runs commands" in refused.stderr
