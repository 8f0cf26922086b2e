"""A report as workflow commands, which GitHub Actions turns into notes beside the lines of a pull request."""

from governor_cli.contracts.view import Rules, Sources, View
from governor_cli.core.finding import Finding, Severity
from governor_cli.core.report import Report
from governor_cli.views.escape import one_line, visible

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(report: Report, sources: Sources, rules: Rules) -> str:  # noqa: ARG001 - every view takes the three
    """One command a finding, nothing else."""
    return "".join(f"{_command(finding)}\n" for finding in report.findings)


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {"file": finding.path, "line": str(place.line)}
    if place.end_line == place.line:  # columns of a range over several lines are refused
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    else:
        properties["endLine"] = str(place.end_line)
    properties["title"] = f"gov {finding.code}"
    listed = ",".join(
        f"{name}={one_line(value).translate(_IN_PROPERTY)}" for name, value in properties.items()
    )
    message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return f"::{_COMMANDS[finding.severity]} {listed}::{visible(message).translate(_IN_MESSAGE)}"


VIEW = View("github", render)
