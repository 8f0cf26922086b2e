"""`gov incident update` on a report with a long timeline, beside what it is allowed: a start and one parse.

usage: python benchmarks/update.py [ENTRIES] [RUNS]

The issue's bound is three times `gov --version` plus one parse, which can be read in three ways: all are
printed. The parse is the front matter and the timeline of the same report, in a Python that has just started.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from timing import Command, Timing, table, timed

PARSE = """
import sys
from governor_cli.core.document import read
from governor_cli.kinds.incident.timeline import entries
document = read("report.md", open(sys.argv[1], "rb").read())
assert len(entries(document)) == int(sys.argv[2]), document.front
"""
NOW = "2026-11-23T10:02:00Z"
VERSION, PYTHON, A_PARSE = "gov --version", "python -c pass", "one parse"
UPDATE = "gov incident update"


def repository_with(folder: Path, rows: int) -> Path:
    """A repository as `gov init` makes it, with one incident whose timeline has so many rows; its report."""
    environment = {**os.environ, "GOV_NOW": NOW, "GOV_USER": "primary-operator"}

    def run(*words: str) -> str:
        done = subprocess.run(words, cwd=folder, env=environment, check=True, capture_output=True, text=True)
        return done.stdout

    run("gov", "init", "--git-init")
    run("git", "add", "-A")
    run("git", "-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "-qm", "start")
    report = folder / run("gov", "declare", "P1", "API outage in eu-west", "api").splitlines()[0]
    text = report.read_text()
    known = text.count("\n| 2026-")
    at = datetime.fromisoformat(NOW)
    notes = [
        f"| {(at + timedelta(seconds=5 * number)).astimezone(UTC):%Y-%m-%d %H:%M:%SZ} | @ana "
        f"| the replica {number} answers in {number % 97} ms, see #{number} |\n"
        for number in range(1, rows - known + 1)
    ]
    end = text.index("\n", text.rindex("\n| 2026-") + 1) + 1
    report.write_text(text[:end] + "".join(notes) + text[end:])
    return report


def verdict(timings: list[Timing]) -> Iterator[str]:
    """The update beside each reading of its bound: medians of wall time."""
    took = {one.name: statistics.median(one.seconds) * 1000 for one in timings}
    start, parse, python = took[VERSION], took[A_PARSE], took[PYTHON]
    yield f"{UPDATE}: {took[UPDATE]:.0f} ms"
    yield f"3 times `{VERSION}`, and one parse beside that: {3 * start + parse:.0f} ms"
    yield f"the same, the parse without the start of its Python: {3 * start + parse - python:.0f} ms"
    yield f"3 times both: {3 * (start + parse):.0f} ms"


def main(rows: int, runs: int) -> None:
    os.environ.update(NO_COLOR="1", GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    with tempfile.TemporaryDirectory() as name:
        report = repository_with(Path(name), rows)
        folder, data = Path(name), report.read_bytes()
        late = {"GOV_NOW": "2026-11-23T14:02:00Z", "GOV_USER": "primary-operator"}
        update = ["gov", "incident", "update", report.name[:17], "failing over to the replica"]

        def restored() -> None:
            report.write_bytes(data)

        commands = [
            Command(VERSION, ["gov", "--version"], folder),
            Command(PYTHON, [sys.executable, "-c", "pass"], folder),
            Command("python -c 'import typer'", [sys.executable, "-c", "import typer"], folder),
            Command(A_PARSE, [sys.executable, "-c", PARSE, str(report), str(rows)], folder, restored),
            Command(UPDATE, update, folder, restored, late),
            Command("gov up", ["gov", "up", "failing over"], folder, restored, late),
        ]
        print(f"{rows} timeline entries, {len(data):,} bytes, {os.cpu_count()} processors\n")
        timings = timed(commands, runs)
        print(table(timings), "\n")
        print(*verdict(timings), sep="\n")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    main(*(numbers + [2_000, 9][len(numbers) :]))
