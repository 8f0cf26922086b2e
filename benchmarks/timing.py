"""Whole processes, timed in turn: A B A B ..., so that a machine that changes its pace is fair to both."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Command:
    """A command to time; ``before`` runs untimed ahead of each run."""

    name: str
    words: Sequence[str]
    folder: Path
    before: Callable[[], None] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    expect: tuple[int, ...] = (0,)


@dataclass
class Timing:
    """Wall seconds of each run, and the peak memory of the largest process in MiB."""

    name: str
    seconds: list[float]
    memory: float

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def timed(commands: Sequence[Command], runs: int) -> list[Timing]:
    """Time each command ``runs`` times after one run that is not counted."""
    timings = [Timing(command.name, [], 0.0) for command in commands]
    for run in range(runs + 1):
        for command, timing in zip(commands, timings, strict=True):
            seconds, memory = _once(command)
            timing.memory = max(timing.memory, memory)
            if run:
                timing.seconds.append(seconds)
    return timings


def _once(command: Command) -> tuple[float, float]:
    if command.before:
        command.before()
    started = time.perf_counter()
    process = subprocess.Popen(
        command.words,
        cwd=command.folder,
        env={**os.environ, **command.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    code = process.returncode = os.waitstatus_to_exitcode(status)
    if code not in command.expect:
        raise SystemExit(f"{' '.join(command.words[:6])} ended with {code}")
    return seconds, usage.ru_maxrss / 1024


def table(timings: Sequence[Timing], reference: int = 0) -> str:
    """A Markdown table; the ratio is how many times the reference each takes."""
    rows = [
        "| what | median s | min s | max s | peak MiB | ratio |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    base = timings[reference].median
    for one in timings:
        rows.append(
            f"| {one.name} | {one.median:.3f} | {min(one.seconds):.3f} | {max(one.seconds):.3f} "
            f"| {one.memory:.0f} | {one.median / base:.2f} |"
        )
    return "\n".join(rows)
