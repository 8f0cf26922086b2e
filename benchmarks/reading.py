"""Where the bytes of a snapshot come from fastest: disk, or git's object store, packed and loose.

    python benchmarks/generate.py FOLDER 10000
    python benchmarks/reading.py FOLDER

FOLDER is a repository with everything committed. Prints the best of five runs in milliseconds.
Packing changes the repository, so take one that you can throw away.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable

from governor_cli.adapters import snapshot
from governor_cli.adapters.git import Git

RUNS = 5


def best(work: Callable[[], object]) -> float:
    """Milliseconds of the quickest run."""
    times: list[float] = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def drained(pairs: Iterable[tuple[str, bytes]]) -> int:
    """How many bytes were read."""
    return sum(len(data) for _, data in pairs)


def main(folder: str) -> None:
    """Measure one repository."""
    git = Git.around(folder)
    on_disk, staged = snapshot.worktree(git), snapshot.index(git)
    rows: dict[str, Callable[[], object]] = {
        "list the work tree": lambda: snapshot.worktree(git),
        "list the index": lambda: snapshot.index(git),
        "list HEAD": lambda: snapshot.revision(git, "HEAD"),
        "digest": staged.digest,
        "read from disk": lambda: drained(on_disk.read_many(on_disk.entries)),
        "read from git as it is": lambda: drained(staged.read_many(staged.entries)),
    }
    print(f"{len(staged.entries)} files, {drained(staged.read_many(staged.entries)) / 1e6:.0f} MB")
    for name, work in rows.items():
        print(f"{name:24} {best(work):8.1f} ms")
    subprocess.run(["git", "-C", folder, "repack", "-adq"], check=True)
    print(f"{'read from git, packed':24} {best(rows['read from git as it is']):8.1f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
