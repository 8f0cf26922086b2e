"""`gov due` over many reports of which some are open, beside the warm `gov check` of the same repository.

usage: python benchmarks/due.py [COUNT] [OPEN] [RUNS]

The reports are made by generate.py; the last OPEN of them are opened again, so that their clocks run.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import generate
from timing import Command, table, timed

LATER = ("mitigated", "resolved", "closed")


def open_again(repository: Path, count: int) -> str:
    """Take the end out of the last reports; an instant two minutes after the last of them was declared."""
    reports = sorted(repository.glob("artifacts/incidents/INC-*.md"))[-count:]
    declared = ""
    for report in reports:
        text = report.read_text()
        for name in LATER:
            text = re.sub(rf"^  {name}: .*\n", "", text, flags=re.MULTILINE)
            text = re.sub(rf"^\|[^|]*\|[^|]*\| \*\*{name}\*\*.*\n", "", text, flags=re.MULTILINE)
        text = text.replace("status: closed\n", "status: acknowledged\n").replace("outcome: fixed\n", "")
        report.write_text(text.replace("source: governor-support\n", "source: support\n"))
        found = re.search(r"^  declared: (.*)$", text, flags=re.MULTILINE)
        declared = found[1] if found else declared
    command = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "-qam", "open"]
    subprocess.run(command, cwd=repository, check=True)
    return declared.replace("00Z", "30Z")


def main(count: int, still_open: int, runs: int) -> None:
    os.environ.update(NO_COLOR="1", GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    with tempfile.TemporaryDirectory() as name:
        repository = Path(name) / "reports"
        generate.main(repository, count)
        now = {"GOV_NOW": open_again(repository, still_open)}
        print(f"{count} reports of which {still_open} are open, {os.cpu_count()} processors\n")
        change = repository / "note.md"

        def command(name: str, *words: str, changed: bool = False) -> Command:
            before = (lambda: change.write_text(os.urandom(4).hex())) if changed else None
            return Command(name, ["gov", *words], repository, before, now, (0, 1))

        warm = [
            command("gov check, warm", "check"),
            command("gov due", "due"),
            command("gov due -f json", "due", "-f", "json"),
        ]
        print(table(timed(warm, runs)), "\n", flush=True)
        changed = [
            command("gov check, after any change", "check", changed=True),
            command("gov due, after any change", "due", changed=True),
        ]
        print(table(timed(changed, runs)))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:4]]
    main(*(numbers + [10_000, 50, 10][len(numbers) :]))
