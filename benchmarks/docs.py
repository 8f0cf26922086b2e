"""`gov docs open` beside `git worktree add`, in a repository of many commits and many reports.

usage: python benchmarks/docs.py [COMMITS] [REPORTS] [RUNS]

Both make a branch and check it out in a folder of its own; gov also reads the incident's report
and writes the first commit. Each run begins without the branch.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import generate
from timing import Command, table, timed


def commits(repository: Path, count: int) -> None:
    """Many small commits on top, through one `git fast-import`."""
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=repository, check=True, capture_output=True, text=True
    ).stdout.strip()
    branch = subprocess.run(
        ["git", "symbolic-ref", "HEAD"], cwd=repository, check=True, capture_output=True, text=True
    ).stdout.strip()
    parts = []
    for number in range(count):
        message, content = f"change {number}\n", f"{number}\n"
        parts.append(
            f"commit {branch}\ncommitter bench <bench@example.com> {1_600_000_000 + number} +0000\n"
            f"data {len(message)}\n{message}" + (f"from {head}\n" if not number else "")
            + f"M 100644 inline src/file{number % 500}.txt\ndata {len(content)}\n{content}\n"
        )  # fmt: skip
    subprocess.run(
        ["git", "fast-import", "--quiet", "--force"],
        cwd=repository,
        check=True,
        input="".join(parts).encode(),
    )
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=repository, check=True)
    subprocess.run(["git", "commit-graph", "write", "--reachable"], cwd=repository, check=True)


def main(count: int, reports: int, runs: int) -> None:
    os.environ.update(NO_COLOR="1", GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    for role in ("AUTHOR", "COMMITTER"):
        os.environ[f"GIT_{role}_NAME"], os.environ[f"GIT_{role}_EMAIL"] = "bench", "bench@example.com"
    with tempfile.TemporaryDirectory() as name:
        repository = Path(name) / "reports"
        generate.main(repository, reports)
        commits(repository, count)
        incident = next(iter(sorted(repository.glob("artifacts/incidents/INC-*.md")))).name[:17]
        place = Path(name) / "tree"
        branch = f"docs/{incident}-topic"

        def forget() -> None:
            for folder in (place, repository / ".git/gov/docs"):
                shutil.rmtree(folder, ignore_errors=True)
            subprocess.run(["git", "worktree", "prune"], cwd=repository, check=True)
            for one in (branch, "docs/topic"):
                subprocess.run(
                    ["git", "branch", "-q", "-D", one], cwd=repository, check=False, stderr=subprocess.DEVNULL
                )
            os.sync()  # or the next command pays for what this one deleted

        commands = [
            Command(
                "git worktree add",
                ["git", "worktree", "add", "-q", "-b", "docs/topic", str(place)],
                repository,
                before=forget,
            ),
            Command(
                "gov docs open", ["gov", "docs", "open", "topic", "-i", incident], repository, before=forget
            ),
        ]
        print(f"{count} commits, {reports} reports, {os.cpu_count()} processors\n")
        print(table(timed(commands, runs)))


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(*(given + [100_000, 10_000, 5][len(given) :]))
