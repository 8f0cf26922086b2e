"""The last line of a report: what was judged, and how it went."""

from governor_cli.core.finding import Severity
from governor_cli.core.report import Report
from governor_cli.views.escape import one_line
from governor_cli.views.ink import ink

COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "blue"}


def summary(report: Report) -> str:
    """``checked 12 documents in the work tree: 2 errors, 1 warning``."""
    judged = f"checked {_counted(report.documents, 'document')} in {one_line(str(report.judged))}"
    counts = [_inked(report, severity) for severity in COLOURS if report.count(severity)]
    return f"{judged}: {', '.join(counts) if counts else ink('green', 'all good')}"


def _inked(report: Report, severity: Severity) -> str:
    return ink(COLOURS[severity], _counted(report.count(severity), severity))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
