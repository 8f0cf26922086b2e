"""The live view of an incident, on a terminal and in a pipe."""

import os
import pty
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from repositories import gov_program

TESTS = Path(__file__).parents[1]
SOON = 30.0


@pytest.fixture
def ops(repo):
    """A P1 declared at 10:00."""
    shutil.copytree(TESTS / "repository", repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases/playbook.md").read_bytes())
    new = ("incident", "new", "Search is \x7e slow", "--severity", "P1")
    repo.path = repo.gov(*new, GOV_NOW="2026-11-23T10:00:00Z").stdout.splitlines()[0]
    repo.id = "-".join(Path(repo.path).name.split("-")[:3])
    return repo


class Screen:
    """A process on a terminal, and what it has drawn so far."""

    def __init__(self, repo, **environment):
        self.end, child = pty.openpty()
        variables = {**os.environ, "TERM": "xterm", "LINES": "40", "COLUMNS": "100", **environment}
        command = [gov_program(), "incident", "watch", repo.id]
        self.process = subprocess.Popen(command, cwd=repo.top, env=variables, stdin=child, stdout=child)
        os.close(child)
        self.drawn = ""

    def until(self, condition):
        """Read until the drawn text satisfies a condition."""
        limit = time.monotonic() + SOON
        while not condition(self.drawn):
            assert time.monotonic() < limit, self.drawn
            if select.select([self.end], [], [], 0.2)[0]:
                try:
                    self.drawn += os.read(self.end, 65536).decode()
                except OSError:
                    break
        return self.drawn

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.end)


def test_in_a_pipe_it_prints_once_and_ends(ops):
    done = ops.gov("incident", "watch", ops.id, GOV_NOW="2026-11-23T10:12:00Z")
    assert done.code == 0, done.stderr
    assert "\x1b" not in done.stdout
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["late", "page", "[####################]", "7m", "ago", "10:05", "UTC", "(at", "once)"] in lines
    assert [
        "at",
        "risk",
        "acknowledge",
        "[################----]",
        "in",
        "3m",
        "10:15",
        "UTC",
        "(15m)",
    ] in lines


def test_on_a_terminal_it_draws_again_and_ends_with_the_incident(ops):
    screen = Screen(ops, GOV_NOW="2026-11-23T10:12:00Z")
    try:
        screen.until(lambda drawn: drawn.count("acknowledge") > 1)
        assert "\a" not in screen.drawn  # what was so from the start rings no bell
        ops.gov("incident", "update", ops.id, "failing over", GOV_NOW="2026-11-23T10:12:00Z")
        screen.until(lambda drawn: "failing over" in drawn)
        ops.gov("incident", "resolve", ops.id, GOV_NOW="2026-11-23T10:13:00Z")
        screen.until(lambda drawn: "resolved" in drawn.rpartition("\x1b[?7h")[2])
        assert screen.process.wait(SOON) == 0
    finally:
        screen.close()


def test_a_clock_that_becomes_late_rings_the_bell_and_a_lost_file_is_said(ops):
    old = ("incident", "new", "Long ago", "--severity", "P1")
    ops.path = ops.gov(*old, GOV_NOW="2020-01-01T10:00:00Z").stdout.splitlines()[0]
    ops.id = "-".join(Path(ops.path).name.split("-")[:3])
    screen = Screen(ops)
    try:
        screen.until(lambda drawn: "acknowledge" in drawn)
        text = ops.read(ops.path)
        ops.write(ops.path, text.replace("update: 30m", "update: 800000h"))
        screen.until(lambda drawn: "running" in drawn)
        (ops.top / ops.path).unlink()
        screen.until(lambda drawn: "cannot be read" in drawn)
        ops.write(ops.path, text)
        screen.until(lambda drawn: "\a" in drawn)
    finally:
        screen.close()
