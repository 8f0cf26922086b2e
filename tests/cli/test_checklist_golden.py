"""Golden transcript: refused for five reasons, each satisfied by the command the refusal named, then closed.

Run with GOV_ACCEPT=1 to write what is said, then read the diff.
"""

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from fake_github import TOKEN, GitHub
from git_server import serving
from listeners import listening

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden" / "checklist-closed.txt"
ID = "INC-20261123-7F3K"
REPORT = f"unified_workflow/test-project/incident-reports/{ID}-search.md"
DOCUMENT = "docs/operations/troubleshooting.md"
IMPACT = "About 40 people waited."
ANSWERS = {
    "NAME=NUMBER": "p95=280ms",
    "PERMALINK": "https://chat.example.com/archives/C024/p1",
    "TITLE": "Warm the cache before a release",
}
"""What only a person knows: the words in capitals."""


@pytest.fixture
def place(repo, tmp_path, monkeypatch):
    """A resolved incident without its impact, a Git server and a GitHub."""
    for name, value in {
        "GOV_NOW": "2026-11-24T09:00:00Z",
        "GOV_USER": "primary-operator",
        "GIT_COMMITTER_DATE": "2026-11-24T09:00:00Z",
        "GITHUB_TOKEN": TOKEN,
    }.items():
        monkeypatch.setenv(name, value)
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
    with serving(tmp_path / "server") as server:
        github = GitHub(server.create(), server.page())
        with listening(github.answer) as listener:
            repo.write(
                "gov.toml", f'{repo.read("gov.toml")}[forge]\nkind = "github"\nurl = "{listener.url}"\n'
            )
            repo.commit("start")
            repo.git("remote", "add", "origin", server.url())
            repo.git("push", "-q", "-u", "origin", "main")
            monkeypatch.setenv("GITHUB_SERVER_URL", listener.url)
            yield repo
        assert github.wrong == []


class Transcript:
    """What is typed and what is said, with the words that differ from run to run taken out."""

    def __init__(self, repo) -> None:
        self.repo = repo
        self.lines: list[str] = []

    def type(self, command: str, expect: int = 0):
        """Run a line as printed."""
        words = shlex.split(command)
        assert words[0] == "gov"
        done = self.repo.gov(*words[1:])
        assert done.code == expect, done.stdout + done.stderr
        status = f"[{done.code}]\n" if done.code else ""
        self.lines.append(self._same(f"$ {command}\n{done.stdout}{done.stderr}{status}"))
        return done

    def _same(self, text: str) -> str:
        text = re.sub(r"http://127\.0\.0\.1:\d+", "https://git.example.com", text)
        text = text.replace(str(self.repo.top), "/ops")
        return re.sub(r"T-[0-9A-Z]{4}\b", "T-7F3K", text)


def named_in(text: str) -> str:
    """The first command that a refusal names, its blanks filled in."""
    command = re.search(r"`(gov [^`]+)`", text)[1]
    for blank, value in ANSWERS.items():
        command = re.sub(rf"(?<!\S){re.escape(blank)}(?!\S)", lambda _, v=value: shlex.quote(v), command)
    return command


def missing(stdout: str) -> dict[str, str]:
    """Item -> what would satisfy it, of a refused close."""
    table = stdout.partition("what would satisfy them\n")[2]
    return dict(line.split(maxsplit=1) for line in table.splitlines() if line.strip())


def test_a_checklist_refused_five_times_is_closed_by_the_commands_that_the_refusals_name(place):
    said = Transcript(place)
    before = place.git("rev-parse", "HEAD"), place.git("symbolic-ref", "HEAD")
    said.type(f"gov checklist new {ID}")
    items = ["report", "snapshot", "lessons", "follow-ups", "documentation"]
    for number, item in enumerate(items):
        refused = said.type(f"gov checklist close {ID}", expect=1)
        wanted = missing(refused.stdout)
        assert list(wanted) == items[number:]
        done = said.type(named_in(wanted[item]))
        if item == "documentation":
            tree = Path(done.stdout.splitlines()[0])
            (tree / DOCUMENT).write_text((tree / DOCUMENT).read_text() + "\nWarm the cache first.\n")
            again = said.type(f"gov checklist close {ID}", expect=1)
            said.type(named_in(missing(again.stdout)[item]))
    closed = said.type(f"gov checklist close {ID}")
    assert "checklist closed, 5 of 5 done" in closed.stdout
    assert place.gov("check").code == 0
    assert (place.git("rev-parse", "HEAD"), place.git("symbolic-ref", "HEAD")) == before
    told = "\n".join(said.lines)
    if os.environ.get("GOV_ACCEPT"):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


def test_the_guide_shows_what_is_really_said():
    guide = (TESTS.parent / "docs" / "checklist.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```", guide, re.DOTALL | re.MULTILINE)
    assert blocks
    assert [block for block in blocks if block not in GOLDEN.read_text(encoding="utf-8")] == []
