"""The demonstration: one incident in a repository of its own, by the commands a team would type.

Nothing is staged for the audience: every command is a process of its own, and what it prints is
what is shown. A step that does not end as the story says stops it.
"""

import os
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from governor_cli.adapters.process import need_git
from governor_cli.adapters.program import command
from governor_cli.core.errors import GovError

_PEOPLE = """\
people:
  ada:
    name: Ada
    timezone: Europe/Berlin
    email: ada@example.com
    phone: "+4930901820"
    slack: "@ada"
    pagerduty: PADA001
  bo:
    name: Bo
    timezone: America/New_York
    email: bo@example.com
    phone: "+12125550123"
    slack: "@bo"
    pagerduty: PBO0001
rotations:
  - id: primary
    role: primary-operator
    turn: 1 week
    handoff: "Mon 09:00"
    from: 2026-01-05
    people: [ada, bo]
  - {id: secondary, like: primary, offset: 1, role: secondary-operator}
"""
"""Handles of nobody: two examples who relieve each other every Monday."""


class Said(NamedTuple):
    """What the narrator says."""

    text: str


class Ran(NamedTuple):
    """A command as typed, and what it printed."""

    typed: str
    output: str
    code: int


class Edited(NamedTuple):
    """A line somebody changed in an editor."""

    path: str
    before: str
    after: str


Event = Said | Ran | Edited


def demonstrate(folder: Path) -> Iterator[Event]:
    """Tell the story in an empty or missing folder; GovError where something stands in it."""
    need_git()
    try:
        _make_empty(folder)
    except OSError as error:
        raise GovError(f"cannot make {folder}: {(error.strerror or str(error)).lower()}") from None
    stage = _Stage(folder)
    yield from _beginning(stage)
    yield from _incident(stage)
    yield from _mistake(stage)
    yield from _afterwards(stage)


def _make_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise GovError(f"{folder} is not empty", hint="Name a folder that does not exist yet.")
    folder.mkdir(parents=True, exist_ok=True)


class _Stage:
    """The folder, and commands run in it with nobody's git configuration."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        gov = command()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GOV_"))}
        path = os.pathsep.join((str(Path(gov[0]).parent), os.environ.get("PATH", os.defpath)))
        self._environment = kept | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "NO_COLOR": "1",
            "PATH": path,
        }
        self._gov = gov
        self.incident = ""
        self.report = ""

    def run(self, *words: str, expect: int = 0) -> Ran:
        """Run a command; GovError where it ends otherwise than the story says."""
        real = [*self._gov, *words[1:]] if words[0] == "gov" else list(words)
        done = subprocess.run(
            real,
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        ran = Ran(shlex.join(words), done.stdout.decode("utf-8", "replace"), done.returncode)
        if ran.code != expect:
            raise GovError(
                f"`{ran.typed}` ended with {ran.code} in {self.folder}: {ran.output.strip()}",
                hint="Look at that folder; the story stops here.",
            )
        return ran

    def edit(self, path: str, change: Callable[[str], str]) -> Edited:
        """Change a file as a person would; the first line that differs is shown."""
        file = self.folder / path
        before = file.read_text(encoding="utf-8")
        after = change(before)
        file.write_text(after, encoding="utf-8")
        old, new = before.splitlines(), after.splitlines()
        first = next(at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other)
        return Edited(path, old[first], new[first])


def _beginning(stage: _Stage) -> Iterator[Event]:
    yield Said("A team starts its operations repository.")
    yield stage.run("git", "init", "--quiet", "--initial-branch", "main")
    yield stage.run("git", "config", "user.name", "Ada K.")
    yield stage.run("git", "config", "user.email", "ada@example.com")
    yield stage.run("gov", "init")
    yield Said("Two people take turns on call. gov renders the tables of the roster from its front matter.")
    roster = "artifacts/support/on-call-roster.md"
    yield stage.edit(
        roster, lambda text: text.replace("people: {}\n", _PEOPLE).replace("rotations: []\n", "")
    )
    yield stage.run("gov", "check", "--fix")
    yield stage.run("gov", "hook", "install")
    yield stage.run("git", "add", "--all")
    yield stage.run("git", "commit", "--quiet", "--message", "Start the operations repository")


def _incident(stage: _Stage) -> Iterator[Event]:
    yield Said("Three in the morning. One command declares.")
    title = "API outage in eu-west"
    declared = stage.run(
        "gov",
        "incident",
        "new",
        title,
        "--severity",
        "P1",
        "--service",
        "api",
        "--by",
        "ada",
        "--commander",
        "ada",
    )
    stage.report = next(line for line in declared.output.splitlines() if line.endswith(".md"))
    stage.incident = Path(stage.report).name[:17]
    yield declared
    yield stage.run("git", "add", "--all")
    yield stage.run("git", "commit", "--quiet", "--message", f"Declare {stage.incident}")
    yield stage.run("gov", "incident", "list")


def _mistake(stage: _Stage) -> Iterator[Event]:
    yield Said("Somebody edits the report in a hurry: a severity that does not exist.")
    yield stage.edit(stage.report, lambda text: text.replace("\nseverity: P1\n", "\nseverity: P11\n", 1))
    yield stage.run("git", "commit", "--quiet", "--all", "--message", "Correct the severity", expect=1)
    yield Said("The commit was refused. The edit is corrected, and goes through.")
    yield stage.edit(stage.report, lambda text: text.replace("\nseverity: P11\n", "\nseverity: P1\n", 1))
    yield stage.edit(
        stage.report, lambda text: text.replace("services: [api]", "services: [api, checkout]", 1)
    )
    yield stage.run(
        "git", "commit", "--quiet", "--all", "--message", f"Checkout suffers from {stage.incident} too"
    )


def _afterwards(stage: _Stage) -> Iterator[Event]:
    yield Said("Afterwards: a checklist that closes on evidence, not on ticks.")
    yield stage.run("gov", "checklist", "new", stage.incident)
    yield stage.run("gov", "checklist", "close", stage.incident, expect=1)
    yield stage.run("git", "add", "--all")
    yield stage.run("git", "commit", "--quiet", "--message", f"Open the checklist of {stage.incident}")
    yield stage.run("gov", "check")
    yield stage.run("git", "log", "--oneline")
