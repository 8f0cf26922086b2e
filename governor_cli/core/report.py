"""A report: every finding of one snapshot, sorted, and what was judged."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from governor_cli.core.finding import SEVERITIES, Finding, Severity

MOST = 100
"""Findings of one rule in one file that are shown one by one."""


class Judged(NamedTuple):
    """Which snapshot was judged: kind is worktree, index, revision, merge or (no snapshot) calendar."""

    kind: str
    rev: str = ""

    def __str__(self) -> str:
        """How the summary line names it."""
        names = {
            "worktree": "the work tree",
            "index": "the staged content",
            "revision": f"revision {self.rev}",
            "merge": f"the merge with {self.rev}",
            "calendar": f"the calendar {self.rev}",
        }
        return names.get(self.kind, self.kind)


class Report(NamedTuple):
    """Findings in the order of path, line, column, code."""

    judged: Judged
    documents: int
    findings: tuple[Finding, ...]
    history: bool = False
    """Whether commits were looked at: the findings then follow from more than the bytes judged."""
    left_out: Mapping[Severity, int] = {}
    """How many findings of each severity are there beyond those in ``findings``."""

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        shown = sum(1 for finding in self.findings if finding.severity == severity)
        return shown + self.left_out.get(severity, 0)

    def fails(self, *, strict: bool = False) -> bool:
        """Whether the exit code is 1."""
        return bool(self.count("error") or (strict and self.count("warning")))


def report(judged: Judged, documents: int, findings: Iterable[Finding], *, history: bool = False) -> Report:
    """Sort the findings into a report, each once."""
    return Report(judged, documents, tuple(sorted(dict.fromkeys(findings), key=_order)), history)


def shortened(whole: Report) -> Report:
    """The report to show: where a rule finds more than MOST in a file, one finding says how many more."""
    totals = Counter((one.path, one.code) for one in whole.findings)
    many = {key: total - MOST for key, total in totals.items() if total > MOST + 1}
    if not many:
        return whole
    seen: Counter[tuple[str, str]] = Counter()
    shown: list[Finding] = []
    beyond: dict[tuple[str, str], list[Finding]] = {key: [] for key in many}
    for one in whole.findings:
        key = (one.path, one.code)
        seen[key] += 1
        (beyond[key] if key in many and seen[key] > MOST else shown).append(one)
    last = [_more(left) for left in beyond.values()]
    told = Counter(one.severity for one in last)
    left_out = Counter(one.severity for left in beyond.values() for one in left)
    counts = {severity: left_out[severity] - told[severity] for severity in SEVERITIES}
    return whole._replace(findings=tuple(sorted([*shown, *last], key=_order)), left_out=counts)


def _more(left: list[Finding]) -> Finding:
    """One finding for all of them, where the first of them stands."""
    worst = min((one.severity for one in left), key=SEVERITIES.index)
    return left[0]._replace(
        severity=worst,
        message=f"{len(left)} more findings of {left[0].code} in this file are not shown",
        hint="Mend some of those above, then check again.",
        subject="more",
    )


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.place
    return (finding.path, place.line, place.column, finding.code, finding.message)
