"""A P1 by the clock from declaration to closed: a missed update, an escalation, a handoff, a downgrade.

Run with GOV_ACCEPT=1 to write what is said, into the golden file and into docs/incident.md; then read
the diff.
"""

import os
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from operations import gov_repository

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden" / "p1-by-the-clock.txt"
PAGE = TESTS.parent / "docs" / "incident.md"
BEGIN, END = "<!-- transcript -->\n", "<!-- /transcript -->\n"
ROSTER = "artifacts/support/on-call-roster.md"
ON = """\
static:
  - {role: primary-operator, people: [ada]}
  - {role: secondary-operator, people: [bo]}
"""
WRITTEN = {
    "Summary": "Search answered slowly for 98 minutes after a release with a cold cache.",
    "Impact": "About 400 people waited up to 20 seconds for each answer.",
    "Resolution": "The cache was warmed by hand; answers were quick again at once.",
}
"""What Ada writes into the report afterwards: a P2 needs no more."""


class Typed(NamedTuple):
    """A line at a moment, and how it ends."""

    at: str
    line: str
    code: int = 0


MONDAY, TUESDAY = "2026-11-23", "2026-11-24"
STORY = (
    Typed(f"{MONDAY} 10:02", 'gov p1 "Search is slow" search --by bo --impact-started 09:52'),
    Typed(f"{MONDAY} 10:04", "gov page --by bo"),
    Typed(f"{MONDAY} 10:20", "gov due", 1),
    Typed(f"{MONDAY} 10:20", "gov page --by bo"),
    Typed(f"{MONDAY} 10:22", "gov ack --by bo"),
    Typed(
        f"{MONDAY} 10:25",
        'gov up "answers take 20 s since the release" --needs "somebody who knows the cache" --by bo',
    ),
    Typed(f"{MONDAY} 11:05", "gov due", 1),
    Typed(f"{MONDAY} 11:06", 'gov up "no change" --by bo'),
    Typed(f"{MONDAY} 11:15", "gov handoff --to ada --by bo"),
    Typed(f"{MONDAY} 11:16", "gov incident runbook 7F3K troubleshooting"),
    Typed(f"{MONDAY} 11:30", "gov mitigate"),
    Typed(
        f"{MONDAY} 11:35",
        'gov incident triage 7F3K --severity P2 --reason "warm cache, one page is still slow"',
    ),
    Typed(f"{MONDAY} 12:10", "gov resolve"),
    Typed(f"{MONDAY} 12:12", 'gov log -i 7F3K --learned "a release has to warm the cache first"'),
    Typed(f"{MONDAY} 12:15", "gov report", 1),
    Typed(f"{TUESDAY} 09:00", "gov report"),
    Typed(f"{TUESDAY} 09:01", "gov due"),
    Typed(
        f"{TUESDAY} 09:05",
        'gov task add "Warm the cache in the release job" --incident 7F3K --owner @ada --kind prevent',
    ),
    Typed(f"{TUESDAY} 09:10", "gov incident close 7F3K", 1),
    Typed(f"{TUESDAY} 09:10", "gov checklist new 7F3K"),
    Typed(
        f"{TUESDAY} 09:11",
        "gov checklist done 7F3K lessons --evidence https://chat.example.com/archives/C024/p1",
    ),
    Typed(f"{TUESDAY} 09:12", 'gov checklist waive 7F3K snapshot --reason "no metrics server yet"'),
    Typed(
        f"{TUESDAY} 09:13",
        'gov checklist waive 7F3K documentation --reason "the release job documents itself"',
    ),
    Typed(f"{TUESDAY} 09:14", "gov checklist close 7F3K"),
    Typed(f"{TUESDAY} 09:15", "gov incident close 7F3K"),
    Typed(f"{TUESDAY} 09:16", "gov incident timeline 7F3K"),
    Typed(f"{TUESDAY} 09:17", "gov metrics incidents --by severity"),
)


@pytest.fixture(scope="module")
def ops(tmp_path_factory):
    repo = gov_repository(tmp_path_factory.mktemp("day") / "repo")
    repo.write(ROSTER, repo.read(ROSTER).replace("rotations: []\n", ON))
    repo.commit("start")
    return repo


class Day:
    """The story as it is told; the random end of the id always reads 7F3K."""

    def __init__(self, repo):
        self.repo = repo
        self.told: list[str] = []

    @property
    def suffix(self):
        return next((file.name[13:17] for file in self.repo.top.rglob("INC-*.md")), "7F3K")

    def run(self, typed):
        words = shlex.split(typed.line.replace("7F3K", self.suffix))
        now = f"{typed.at.replace(' ', 'T')}:00Z"
        date = {"GIT_AUTHOR_DATE": now, "GIT_COMMITTER_DATE": now}
        done = self.repo.gov(*words[1:], GOV_NOW=now, **date)
        assert done.code == typed.code, f"{typed.line}\n{done.stdout}{done.stderr}"
        status = f"[exit {done.code}]\n" if done.code else ""
        said = f"# {typed.at} UTC\n$ {typed.line}\n{done.stderr}{done.stdout}{status}"
        self.told.append(re.sub(r"\bT-[0-9A-Z]{4}\b", "T-4C1M", said).replace(self.suffix, "7F3K"))
        return done

    def write_report(self):
        """What people do in an editor."""
        report = next(self.repo.top.rglob("incident-reports/INC-*.md"))
        text = report.read_text()
        for title, said in WRITTEN.items():
            head, heading, rest = text.partition(f"## {title}\n")
            text = f"{head}{heading}\n{said}\n{rest}"
        report.write_text(text)


@pytest.fixture(scope="module")
def day(ops):
    """Told once: what is asked of it afterwards writes nothing."""
    day = Day(ops)
    for typed in STORY:
        if typed.at == f"{TUESDAY} 09:00":
            day.write_report()
        day.run(typed)
    return day


def test_the_day_reads_as_it_always_did(day):
    said = "\n".join(day.told)
    if os.environ.get("GOV_ACCEPT") == "1":
        GOLDEN.write_text(said, encoding="utf-8")
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}```text\n{said}```\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    assert said == GOLDEN.read_text(encoding="utf-8")
    if PAGE.exists():  # the sdist and the wheel have the tests without the checkout's docs
        assert f"{BEGIN}```text\n{said}```\n{END}" in PAGE.read_text(encoding="utf-8")


def test_what_it_leaves_behind_checks(day):
    assert day.repo.gov("check").code == 0
    report = next(day.repo.top.rglob("incident-reports/INC-*.md")).read_text()
    assert "status: closed\n" in report
