"""`gov checklist close` beside the `git log` that it needs, in a repository of many commits and reports.

usage: python benchmarks/checklist.py [COMMITS] [REPORTS] [RUNS]

One commit in 50 changes the documentation, one in 500 names an incident, one in 1,000 is a merge;
both make one pass over all of it. gov also reads the state of every report, looks at the evidence of
each item, and prints the table. `first` is without anything remembered of the history, `next` is
after one more commit.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import generate
from timing import Command, table, timed

DOCS = "docs/operations"


def history(repository: Path, count: int, incidents: list[str]) -> None:
    """Many small commits on top, through one `git fast-import`."""

    def told(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=repository, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    branch, head = told("symbolic-ref", "HEAD"), told("rev-parse", "HEAD")
    with subprocess.Popen(
        ["git", "fast-import", "--quiet", "--force"], cwd=repository, stdin=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        for number in range(count):
            process.stdin.write(_commit(branch, head, number, incidents).encode())
    assert process.returncode == 0
    told("reset", "-q", "--hard")
    told("commit-graph", "write", "--reachable")


def _commit(branch: str, head: str, number: int, incidents: list[str]) -> str:
    path = (
        f"{DOCS}/notes-{number % 40}.md"
        if number % 50 == 0
        else f"src/part{number % 97}/file{number % 500}.txt"
    )
    message = f"change {number}\n\nWhy it was changed takes a line or two as well.\n"
    if number % 500 == 0:
        message += f"\nGov-Incident: {incidents[number // 500 % len(incidents)]}\n"
    content = f"{number}\n"
    parents = f"from {head}\n" if not number else ""
    parents += f"merge :{number - 900}\n" if number and number % 1000 == 0 else ""
    return (
        f"commit {branch}\nmark :{number + 1}\n"
        f"committer bench <bench@example.com> {1_700_000_000 + number} +0000\n"
        f"data {len(message)}\n{message}{parents}M 100644 inline {path}\ndata {len(content)}\n{content}\n"
    )


def close(repository: Path, incident: str, runs: int) -> None:
    memos = repository / ".git/gov/cache/memos"
    checklist = next(repository.glob(f"**/checklists/{incident}.md"))
    text = checklist.read_text()

    def forget() -> None:
        shutil.rmtree(memos, ignore_errors=True)
        checklist.write_text(text)

    def onwards() -> None:
        checklist.write_text(text)
        subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", "onwards"], cwd=repository, check=True)

    log = [
        "git", "log", "-z", "--format=%H%x09%ct%x09%B", "--name-only", "--no-renames", "--full-history",
        "--diff-merges=first-parent", "--fixed-strings", "--grep=INC-", "HEAD", "--", DOCS,
    ]  # fmt: skip
    gov = ["gov", "checklist", "close", incident]
    commands = [
        Command("git log, every incident", log, repository),
        Command("gov checklist close, first", gov, repository, before=forget, expect=(1,)),
        Command("gov checklist close, next", gov, repository, before=onwards, expect=(1,)),
    ]
    print(table(timed(commands, runs)), "\n", flush=True)


def check(repository: Path, runs: int) -> None:
    """The same history behind `gov check`, where a checklist names a commit."""
    memos = repository / ".git/gov/cache/memos"

    def onwards() -> None:
        subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", "onwards"], cwd=repository, check=True)

    commands = [
        Command("gov check, asked again", ["gov", "check"], repository),
        Command("gov check, after one more commit", ["gov", "check"], repository, before=onwards),
        Command(
            "gov check, nothing known of the history",
            ["gov", "check"],
            repository,
            before=lambda: shutil.rmtree(memos, ignore_errors=True),
        ),
    ]
    print(table(timed(commands, runs)), flush=True)


def main(count: int, reports: int, runs: int) -> None:
    os.environ.update(NO_COLOR="1", GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    os.environ["GOV_NOW"] = "2026-11-25T12:00:00Z"
    for role in ("AUTHOR", "COMMITTER"):
        os.environ[f"GIT_{role}_NAME"], os.environ[f"GIT_{role}_EMAIL"] = "bench", "bench@example.com"
    with tempfile.TemporaryDirectory() as name:
        repository = Path(name) / "reports"
        generate.main(repository, reports)
        incidents = sorted(path.name[:17] for path in repository.glob("artifacts/**/INC-*.md"))[:1000]
        history(repository, count, incidents)
        subprocess.run(
            ["gov", "checklist", "new", incidents[0]], cwd=repository, check=True, capture_output=True
        )
        print(f"{count} commits, {reports} reports, {os.cpu_count()} processors\n")
        close(repository, incidents[0], runs)
        check(repository, runs)


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(*(given + [100_000, 10_000, 5][len(given) :]))
