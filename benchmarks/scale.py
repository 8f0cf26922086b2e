"""`gov check` with nothing remembered over more and more reports: is it linear, and does it fit in memory?

usage: python benchmarks/scale.py [COUNT ...]
"""

import os
import sys
import tempfile
from pathlib import Path

import generate
from timing import Command, Timing, once


def main(counts: list[int]) -> None:
    os.environ.update(NO_COLOR="1", GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    print("| reports | nothing known: wall s | ms a report | peak MiB | one changed: wall s | peak MiB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            repository = Path(name, "reports")
            generate.main(repository, count)
            command = Command("gov check", ["gov", "check"], repository)
            cold = once(command, Timing("cold"))
            report = min(repository.glob("artifacts/incidents/INC-*.md"))
            report.write_text(report.read_text().replace("title: ", "title: again, ", 1))
            warm = once(command, Timing("one changed"))
        each = cold.seconds[0] * 1000 / count
        print(
            f"| {count:,} | {cold.seconds[0]:.2f} | {each:.2f} | {cold.memory:.0f} "
            f"| {warm.seconds[0]:.2f} | {warm.memory:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [1_000, 10_000, 100_000])
