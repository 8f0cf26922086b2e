"""`gov metrics dora` beside the `git log` of the same range, over many tags and commits.

usage: python benchmarks/dora.py [TAGS] [COMMITS] [RUNS]

One commit in a thousand is a merge; the tags are gov's own, spread evenly, with trailers. Both make
one pass over all of the history: what gov adds is reading it, and working out for each commit which
deployment brought it.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import gmtime, strftime

from timing import Command, table, timed

START = 1_700_000_000
STEP = 300


def history(repository: Path, tags: int, commits: int) -> None:
    """All of it through one `git fast-import`."""
    subprocess.run(["git", "init", "-q", "-b", "main", repository], check=True)
    every = max(commits // tags, 1)
    with subprocess.Popen(
        ["git", "fast-import", "--quiet"], cwd=repository, stdin=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        for number in range(1, commits + 1):
            process.stdin.write(_commit(number).encode())
            if number % every == 0:
                process.stdin.write("".join(_tag(number)).encode())
    assert process.returncode == 0


def _commit(number: int) -> str:
    message = (
        f"Change part {number % 97} of the service {number}\n\nWhy it was changed takes a line or two.\n"
    )
    parents = f"merge :{number - 900}\n" if number > 1000 and number % 1000 == 0 else ""
    return (
        f"commit refs/heads/main\nmark :{number}\n"
        f"committer bench <bench@example.com> {START + number * STEP} +0000\n"
        f"data {len(message)}\n{message}{parents}"
        f"M 100644 inline src/part{number % 97}/file{number % 500}.txt\ndata 7\n{number:06d}\n\n"
    )


def _tag(number: int) -> Iterator[str]:
    at = START + number * STEP + 100
    message = "Deploy to production\n\nOutcome: success\nPlanned: yes\n"
    yield f"tag deploy/production/{strftime('%Y%m%dT%H%M%SZ', gmtime(at))}\nfrom :{number}\n"
    yield f"tagger bench <bench@example.com> {at} +0000\ndata {len(message)}\n{message}\n"


def main(tags: int, commits: int, runs: int) -> None:
    os.environ.update(NO_COLOR="1", GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    os.environ["GOV_NOW"] = strftime("%Y-%m-%dT%H:%M:%SZ", gmtime(START + (commits + 9) * STEP))
    with tempfile.TemporaryDirectory() as name:
        repository = Path(name) / "history"
        history(repository, tags, commits)
        print(f"{tags} tags, {commits} commits, {os.cpu_count()} processors\n", flush=True)
        commands = [
            Command("git log --tags", ["git", "log", "--tags"], repository),
            Command("gov metrics dora", ["gov", "metrics", "dora"], repository),
            Command("gov metrics dora --since 12w", ["gov", "metrics", "dora", "--since", "12w"], repository),
            Command("gov deploy list", ["gov", "deploy", "list"], repository),
        ]
        print(table(timed(commands, runs)), flush=True)


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(*(given + [2_000, 100_000, 7][len(given) :]))
