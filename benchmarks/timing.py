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
    """Wall and processor seconds of each run, and the peak memory of the largest process in MiB."""

    name: str
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: float = 0.0


def timed(commands: Sequence[Command], runs: int) -> list[Timing]:
    """Time each command ``runs`` times after one run that is not counted."""
    timings = [Timing(command.name) for command in commands]
    for run in range(runs + 1):
        for command, timing in zip(commands, timings, strict=True):
            once(command, timing if run else Timing(command.name))
    return timings


def once(command: Command, timing: Timing) -> Timing:
    """Run a command and add what it took, its children included."""
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
    timing.seconds.append(seconds)
    timing.processor.append(usage.ru_utime + usage.ru_stime)
    timing.memory = max(timing.memory, usage.ru_maxrss / 1024)
    return timing


def table(timings: Sequence[Timing], reference: int = 0) -> str:
    """A Markdown table; a ratio is how many times the reference each takes, in pairs of runs."""
    rows = [
        "| what | wall s | from | to | ratio | processor s | ratio | peak MiB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    base = timings[reference]
    for one in timings:
        wall, processor = statistics.median(one.seconds), statistics.median(one.processor)
        rows.append(
            f"| {one.name} | {wall:.3f} | {min(one.seconds):.3f} | {max(one.seconds):.3f} "
            f"| {_ratio(one.seconds, base.seconds):.3f} | {processor:.3f} "
            f"| {_ratio(one.processor, base.processor):.3f} | {one.memory:.0f} |"
        )
    return "\n".join(rows)


def _ratio(one: Sequence[float], base: Sequence[float]) -> float:
    return statistics.median(a / b for a, b in zip(one, base, strict=True))
