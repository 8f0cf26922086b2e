"""A report as JUnit XML: a suite a file, a case a finding, for servers that draw test results."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from governor_cli.contracts.view import Rules, Sources, View
from governor_cli.core.finding import Finding
from governor_cli.core.report import Report
from governor_cli.views.escape import one_line
from governor_cli.views.ink import plain
from governor_cli.views.reports.summary import summary

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def render(report: Report, sources: Sources, rules: Rules) -> str:  # noqa: ARG001 - every view takes the three
    """Errors fail; warnings and infos pass and say their word; a clean report is one passing case."""
    return "\n".join(_document(report)) + "\n"


def _document(report: Report) -> Iterator[str]:
    tests = len(report.findings) or 1
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="gov check" tests="{tests}" failures="{report.count("error")}" errors="0">'
    for path, findings in groupby(report.findings, key=attrgetter("path")):
        yield from _suite(path, list(findings))
    if not report.findings:
        yield '  <testsuite name="gov check" tests="1" failures="0" errors="0">'
        yield f'    <testcase classname="gov check" name="{_text(plain(summary(report)))}"/>'
        yield "  </testsuite>"
    yield "</testsuites>"


def _suite(path: str, findings: list[Finding]) -> Iterator[str]:
    failures = sum(finding.severity == "error" for finding in findings)
    yield f'  <testsuite name="{_text(path)}" tests="{len(findings)}" failures="{failures}" errors="0">'
    for finding in findings:
        yield from _case(finding)
    yield "  </testsuite>"


def _case(finding: Finding) -> Iterable[str]:
    place = finding.place
    name = _text(f"{place.line}:{place.column} {finding.code} {finding.message}")
    where = _text(f"{finding.path}:{place.line}:{place.column}")
    file = _text(finding.path)
    said = f"{where}{_text(f' {finding.code} {finding.message}')}" + (
        f"\n{_text(finding.hint)}" if finding.hint else ""
    )
    kind = f'type="{_text(finding.code)}" message="{_text(finding.message)}"'
    inner = (
        f"<failure {kind}>{said}</failure>"
        if finding.severity == "error"
        else f"<system-out>{said}</system-out>"
    )
    yield f'    <testcase classname="{file}" name="{name}" file="{file}" line="{place.line}">'
    yield f"      {inner}"
    yield "    </testcase>"


def _text(text: str) -> str:
    """Text for an element or an attribute, in ASCII: it must survive any locale on its way out.

    XML 1.0 has no room for control characters, so they are shown.
    """
    return one_line(text).translate(_ENTITIES).encode("ascii", "xmlcharrefreplace").decode()


VIEW = View("junit", render)
