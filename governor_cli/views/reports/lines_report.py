"""A report for pipes: one finding a line, ``path:line:column CODE message``, as compilers write it."""

from governor_cli.contracts.view import Rules, Sources, View
from governor_cli.core.finding import Finding
from governor_cli.core.report import Report
from governor_cli.views.escape import one_line
from governor_cli.views.reports.summary import summary


def render(report: Report, sources: Sources, rules: Rules) -> str:  # noqa: ARG001 - every view takes the three
    """All findings, then the summary."""
    return "".join(f"{line(finding)}\n" for finding in report.findings) + summary(report) + "\n"


def line(finding: Finding) -> str:
    r"""One finding; a newline in a path or message is shown as ``\n``."""
    place = f"{one_line(finding.path)}:{finding.place.line}:{finding.place.column}"
    return f"{place} {finding.code} {one_line(finding.message)}"


VIEW = View("lines", render, for_people=True)
