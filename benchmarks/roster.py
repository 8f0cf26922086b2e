"""How long it takes to expand and judge a roster: a shift, a large team, and `gov roster who`.

Run ``python benchmarks/roster.py``. Ratios are taken within one run; nothing is compared with
another day's figure.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.kinds.roster.fields import Handoff, Turn
from governor_cli.kinds.roster.model import Override, Person, Roster, Rotation, TimeOff
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage import coverage_rules, duty_rules, reach_rules
from governor_cli.practices.coverage.proof import Proof

HERE = Path(__file__).parent
PLAYBOOK = HERE.parent / "tests" / "cases" / "playbook.md"
EXAMPLE = HERE.parent / "templates" / "roster-follow-the-sun.md"
START = datetime(2026, 1, 5, tzinfo=UTC)
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC", "Australia/Sydney")
HOURS = (None, "Mon-Fri 06:00-14:00", "Mon-Sun 22:00-06:00", "Mon-Fri 00:00-24:00")


def playbook() -> Playbook:
    record, _ = validate(Playbook, read("playbook.md", PLAYBOOK.read_bytes()).front)
    assert record is not None
    return record


def team(
    people: int, rotations: int, *, overrides: int = 0, absences: int = 0, weekly: bool = False
) -> Roster:
    """A made-up team: weekly turns, mixed zones and hours, entries spread over the years."""
    handles = [f"p{number}" for number in range(people)]
    made = [
        Rotation(
            id=f"r{number}",
            role=("primary-operator", "secondary-operator", "sre-liaison")[number % 3],
            hours=None if weekly else HOURS[number % len(HOURS)],
            turn=Turn(1, "weeks"),
            handoff=Handoff(0, 480),
            timezone=ZONES[number % len(ZONES)],
            from_=date(2025, 12, 1),
            people=[handles[(number * 7 + step) % people] for step in range(6)],
        )
        for number in range(rotations)
    ]
    day = timedelta(days=1)
    first = START.replace(tzinfo=None)
    return Roster(
        kind="roster",
        schema_=1,
        timezone="UTC",
        people={handle: Person(name=handle) for handle in handles},
        rotations=made,
        overrides=[
            Override(
                role="primary-operator",
                for_=handles[number % people],
                take=handles[(number + 3) % people],
                from_=first + number * 3 * day,
                until=first + (number * 3 + 2) * day,
            )
            for number in range(overrides)
        ],
        time_off=[
            TimeOff(
                who=handles[number % people],
                cover=handles[(number + 11) % people],
                from_=first + number * day * 0.7,
                until=first + number * day * 0.7 + 5 * day,
            )
            for number in range(absences)
        ],
    )


def judged(roster: Roster, policy: Playbook, days: int) -> tuple[int, float]:
    """Shifts, and the seconds it took to expand them and to run every rule over time."""
    began = time.perf_counter()
    proof = Proof(roster, policy, START, START + timedelta(days=days), START)
    for rule in (*coverage_rules.RULES, *reach_rules.RULES, *duty_rules.RULES):
        for _ in rule.check(proof):
            pass
    return len(proof.schedule.shifts), time.perf_counter() - began


def a_shift(policy: Playbook) -> None:
    print("expand and judge, one year:")
    judged(team(50, 45), policy, 30)
    for factor in (1, 10, 100):
        roster = team(50 * factor, 45 * factor)
        shifts, seconds = judged(roster, policy, 365)
        print(
            f"  {factor:>3}x  {shifts:>8} shifts  {seconds:7.2f} s  {seconds / shifts * 1e6:6.1f} us a shift"
        )


def a_large_team(policy: Playbook) -> None:
    roster = team(500, 450, overrides=1000, absences=5000, weekly=True)
    shifts, seconds = judged(roster, policy, 3653)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("500 people, 10 years, 1,000 overrides, 5,000 absences:")
    print(f"  {shifts} shifts  {seconds:.2f} s  {peak:.0f} MB at most")


def who(runs: int) -> None:
    """`gov roster who` as a process, beside `gov --version`."""
    gov = Path(sys.executable).with_name("gov")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HOME": folder, "GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(["git", "init", "-q", folder], check=True)
        for path, source in (
            ("docs/operations/support-playbook.md", PLAYBOOK),
            ("artifacts/support/on-call-roster.md", EXAMPLE),
        ):
            file = Path(folder, path)
            file.parent.mkdir(parents=True)
            file.write_bytes(source.read_bytes())
        Path(folder, "gov.toml").write_text(
            'playbook = "docs/operations/support-playbook.md"\n', encoding="utf-8"
        )
        times = {}
        for name, words, forgets in (
            ("gov --version", ["--version"], False),
            ("gov roster who", ["roster", "who"], False),
            ("gov roster who, first", ["roster", "who"], True),
        ):
            took = []
            for _ in range(runs):
                if forgets:
                    shutil.rmtree(Path(folder, ".git", "gov"), ignore_errors=True)
                began = time.perf_counter()
                subprocess.run(
                    [gov, *words], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL
                )
                took.append(time.perf_counter() - began)
            times[name] = median(took)
            ratio = times[name] / times["gov --version"]
            print(f"  {name:<21} {times[name] * 1000:6.0f} ms (median of {runs})  ratio {ratio:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", choices=["shift", "large", "who"])
    parser.add_argument("--runs", type=int, default=15)
    asked = parser.parse_args()
    policy = playbook()
    if asked.part in {None, "large"}:
        a_large_team(policy)
    if asked.part in {None, "shift"}:
        a_shift(policy)
    if asked.part in {None, "who"}:
        who(asked.runs)


if __name__ == "__main__":
    main()
