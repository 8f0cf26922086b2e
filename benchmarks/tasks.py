"""Follow-ups at scale: gov's commands on a list of many tasks, against Python that only parses the file.

usage: python benchmarks/tasks.py FOLDER [TASKS] [RUNS]

FOLDER is made anew by ``gov init``. Prints a Markdown table.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from timing import Command, table, timed

GOV = os.fspath(Path(sys.executable).with_name("gov"))
PARSE = "import json; json.load(open('tasks.json'))"


def tasks(count: int) -> str:
    """A backlog in which each task waits for the one before."""
    made = [
        {
            "id": f"T-{number:06}",
            "title": f"Look into what happened the {number}th time",
            "state": ("pending", "in_progress", "completed")[number % 3],
            "area": "search",
            "blocked_by": [f"T-{number - 1:06}"] if number else [],
            "owner": "primary-operator",
            "due": f"2026-12-{number % 28 + 1:02}",
            "evidence": "https://git.example.com/ops/pulls/7",
        }
        for number in range(count)
    ]
    return json.dumps(made, indent=2) + "\n"


def main(folder: str, count: str = "50000", runs: str = "5") -> None:
    """Make the repository, time the commands."""
    top = Path(folder)
    shutil.rmtree(top, ignore_errors=True)
    subprocess.run([GOV, "init", "--git-init", folder], check=True, capture_output=True)
    text = tasks(int(count))
    (top / "tasks.json").write_text(text, encoding="utf-8")

    def forget() -> None:
        shutil.rmtree(top / ".git/gov", ignore_errors=True)

    def restore() -> None:
        (top / "tasks.json").write_text(text, encoding="utf-8")

    one = f"T-{int(count) * 4 // 5:06}"
    evidence = ["--evidence", "https://git.example.com/ops/pulls/8"]
    commands = [
        Command("python, json.load alone", [sys.executable, "-c", PARSE], top),
        Command("gov task show", [GOV, "task", "show", one], top),
        Command("gov task list --overdue", [GOV, "task", "list", "--overdue", "-f", "json"], top),
        Command("gov task add", [GOV, "task", "add", "One more"], top, restore),
        Command("gov task decline", [GOV, "task", "decline", one, "--reason", "enough"], top, restore),
        Command("gov task done --dry-run", [GOV, "task", "done", one, *evidence, "--dry-run"], top, restore),
        Command("gov check, cold", [GOV, "check"], top, forget),
        Command("gov check, again", [GOV, "check"], top),
    ]
    print(f"{count} tasks, {len(text) / 1e6:.1f} MB\n")
    print(table(timed(commands, int(runs))))


if __name__ == "__main__":
    main(*sys.argv[1:])
