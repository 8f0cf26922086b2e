"""Golden transcript: one documentation branch arrives as a pull request, a merge request and an AGit review.

Run with GOV_ACCEPT=1 to write what is said, then read the diff.
"""

import json
import os
import re
import shlex
from contextlib import contextmanager
from pathlib import Path

import pytest
from fake_github import TOKEN, GitHub
from git_server import GITEA, GITLAB, PASSWORD, hook, serving
from listeners import listening
from operations import GOOD, REPORT, gov_repository

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden" / "docs-proposed.txt"
GUIDE = TESTS.parent / "docs" / "docs.md"
INCIDENT = "INC-20261123-7F3K"
BRANCH = f"docs/{INCIDENT}-restart-search"
RUNBOOK = "docs/operations/troubleshooting.md"
LEARNED = GOOD.rstrip() + b"\n| 2026-11-23 11:00:00Z | @ana | **learned** which node goes first |\n"
FORGES = {
    "a pull request on GitHub": ("github", ()),
    "a merge request on GitLab": ("gitlab", ("post-receive", GITLAB)),
    "a review on Gitea or Forgejo": ("gitea", ("proc-receive", GITEA)),
}


@pytest.fixture(autouse=True)
def _at_nine(monkeypatch):
    for name, value in {
        "GOV_NOW": "2026-11-24T09:00:00Z",
        "GOV_USER": "primary-operator",
        "GIT_COMMITTER_DATE": "2026-11-24T09:00:00Z",
        "GITHUB_TOKEN": TOKEN,
    }.items():
        monkeypatch.setenv(name, value)


@contextmanager
def remote(folder, kind, hooks):
    """A clone in which an incident taught something, and what its forge was told."""
    ops = gov_repository(folder / "ops")
    ops.write(REPORT, LEARNED)
    ops.write("notes.md", "# Notes\n")
    with serving(folder / "server") as server:
        bare = server.create()
        github = GitHub(bare, server.page())
        with listening(github.answer) as listener:
            asked = 'labels = ["documentation"]\nreviewers = ["bo"]\n'
            api = f'url = "{listener.url}"\n' if kind == "github" else ""
            ops.write("gov.toml", f'{ops.read("gov.toml")}[forge]\nkind = "{kind}"\n{asked}{api}')
            ops.commit("start")
            ops.git("remote", "add", "origin", server.url())
            ops.git("push", "-q", "-u", "origin", "main")
            if hooks:
                hook(bare, *hooks)
            yield ops, lambda: arrived(github, bare), {"GITHUB_SERVER_URL": listener.url}
        assert github.wrong == []


def arrived(github, bare) -> dict[str, str]:
    """What whoever reviews it is shown."""
    if github.pulls:
        (pull,) = github.pulls
        return {
            "title": pull["title"],
            "from": pull["head"]["ref"],
            "into": pull["base"]["ref"],
            "labels": ", ".join(label["name"] for label in pull["labels"]),
            "reviewers": ", ".join(user["login"] for user in pull["requested_reviewers"]),
            "body": pull["body"].rstrip(),
        }
    (review,) = json.loads(bare.read("reviews.json"))
    return review["options"]


class Transcript:
    """What is typed and what is said, with the words that differ from run to run taken out."""

    def __init__(self, ops, environment) -> None:
        self.ops = ops
        self.environment = environment
        self.lines: list[str] = []

    def type(self, command: str) -> str:
        """Run a line as printed, of gov or of git; what it says."""
        program, *words = shlex.split(command)
        run = {"gov": self.ops.gov, "git": self.ops.try_git}[program]
        done = run(*words, **self.environment)
        assert done.code == 0, done.stderr
        said = done.stdout + done.stderr
        assert TOKEN not in said
        assert PASSWORD not in said
        self.show(f"$ {command}\n{said}")
        return done.stdout

    def show(self, text: str) -> None:
        """Add a paragraph."""
        text = re.sub(r"http://127\.0\.0\.1:\d+", "https://git.example.com", text)
        self.lines.append(text.replace(str(self.ops.top), "/ops"))


def checkout(ops):
    """Everything of the user's own: HEAD, branch, index and files."""
    return (
        ops.git("rev-parse", "HEAD"),
        ops.git("symbolic-ref", "HEAD"),
        ops.git("ls-files", "-s"),
        ops.git("status", "--porcelain"),
        [ops.read(name) for name in ("notes.md", RUNBOOK, "loose.txt")],
    )


def story(folder, title, kind, hooks) -> str:
    """One forge from the first word to the review."""
    with remote(folder, kind, hooks) as (ops, told, environment):
        said = Transcript(ops, environment)
        ops.write("notes.md", "# Notes\n\nWork that is staged.\n")
        ops.git("add", "notes.md")
        ops.write(RUNBOOK, f"{ops.read(RUNBOOK)}\nHalf a thought.\n")
        ops.write("loose.txt", "loose\n")
        before = checkout(ops)
        said.show(f"# {title}\n")
        said.type("git status --short")
        tree = Path(said.type(f"gov docs open restart-search -i {INCIDENT[-4:]}").splitlines()[0])
        page = tree / RUNBOOK
        page.write_text(f"{page.read_text()}\nRestart the search node first.\n")
        said.type("gov docs submit")
        fields = told()
        assert any(name.endswith("title") and INCIDENT in text for name, text in fields.items())
        lines = [(name, line) for name, text in fields.items() for line in text.split("\n")]
        said.show("".join(f"# {name}: {line}".rstrip() + "\n" for name, line in lines))
        said.type("gov docs status")
        said.type("git status --short")
        assert checkout(ops) == before
        assert not tree.exists()
    return "\n".join(said.lines)


def test_a_branch_arrives_at_every_forge_and_the_checkout_stays_what_it_was(tmp_path):
    parts = []
    for number, (title, (kind, hooks)) in enumerate(FORGES.items()):
        parts.append(story(tmp_path / str(number), title, kind, hooks))
    told = "\n".join(parts)
    if os.environ.get("GOV_ACCEPT"):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


def test_the_guide_shows_what_is_really_said():
    guide = GUIDE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```", guide, re.DOTALL | re.MULTILINE)
    golden = GOLDEN.read_text(encoding="utf-8")
    assert blocks
    assert [block for block in blocks if block not in golden] == []
