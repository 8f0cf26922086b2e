"""`gov sync new` over many reports of which some are open, beside the warm `gov check` of all of them.

usage: python benchmarks/sync.py [COUNT] [OPEN] [TASKS] [RUNS]

The reports are made by generate.py; the last OPEN of them are opened again, as in due.py, and TASKS
follow-ups are open beside them. Of 10,000 reports some three hundred began in the week of the agenda.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import generate
from due import open_again
from timing import Command, table, timed


def follow_ups(repository: Path, count: int) -> None:
    """Open tasks with owners and days."""
    tasks = [
        {
            "id": f"T-{number:04d}",
            "title": f"Look at query {number}",
            "owner": "@ada",
            "due": f"2020-{number % 12 + 1:02d}-15",
            "state": "pending",
        }
        for number in range(count)
    ]
    (repository / "tasks.json").write_text(json.dumps(tasks, indent=2) + "\n")
    settings = ("-c", "user.name=bench", "-c", "user.email=bench@example.com")
    subprocess.run(["git", *settings, "commit", "-qam", "tasks"], cwd=repository, check=True)


def main(count: int, still_open: int, tasks: int, runs: int) -> None:
    os.environ.update(NO_COLOR="1", GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    with tempfile.TemporaryDirectory() as name:
        repository = Path(name) / "reports"
        generate.main(repository, count)
        now = {"GOV_NOW": open_again(repository, still_open)}
        follow_ups(repository, tasks)
        print(f"{count} reports of which {still_open} are open, {tasks} tasks, {os.cpu_count()} processors\n")
        report = next(repository.glob("artifacts/incidents/INC-*.md"))
        folder = repository / "artifacts/operations/syncs"

        def write_anew() -> None:
            for agenda in folder.glob("*-W*.md"):
                agenda.unlink()

        def edit() -> None:
            report.write_text(report.read_text() + f"Seen again on host {os.urandom(4).hex()}.\n")

        warm = [
            Command("gov check, warm", ["gov", "check"], repository, None, now, (0, 1)),
            Command("gov sync new, again", ["gov", "sync", "new"], repository, None, now),
        ]
        print(table(timed(warm, runs)), "\n", flush=True)
        changed = [
            Command("gov check, a report edited", ["gov", "check"], repository, edit, now, (0, 1)),
            Command("gov sync new, the first time", ["gov", "sync", "new"], repository, write_anew, now),
            Command("gov sync new, a report edited", ["gov", "sync", "new"], repository, edit, now),
        ]
        print(table(timed(changed, runs)))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:5]]
    main(*(numbers + [10_000, 50, 200, 10][len(numbers) :]))
