"""A report: every finding of one snapshot, sorted, and what was judged."""

from collections.abc import Iterable
from dataclasses import dataclass

from governor_cli.core.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Judged:
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


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in the order of path, line, column, code."""

    judged: Judged
    documents: int
    findings: tuple[Finding, ...]
    history: bool = False
    """Whether commits were looked at: the findings then follow from more than the bytes judged."""

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(1 for finding in self.findings if finding.severity == severity)

    def fails(self, *, strict: bool = False) -> bool:
        """Whether the exit code is 1."""
        return bool(self.count("error") or (strict and self.count("warning")))


def report(judged: Judged, documents: int, findings: Iterable[Finding], *, history: bool = False) -> Report:
    """Sort the findings into a report, each once."""
    return Report(judged, documents, tuple(sorted(dict.fromkeys(findings), key=_order)), history)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.place
    return (finding.path, place.line, place.column, finding.code, finding.message)
