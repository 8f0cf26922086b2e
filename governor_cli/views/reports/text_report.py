"""A report for a person at a terminal: each finding with the lines it speaks of, and what to do."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from governor_cli.contracts.view import Rules, Sources, View
from governor_cli.core.finding import WHOLE_FILE, Finding
from governor_cli.core.report import Report
from governor_cli.views.escape import one_line
from governor_cli.views.ink import bold, ink
from governor_cli.views.reports.excerpt import excerpt
from governor_cli.views.reports.summary import COLOURS, summary


def render(report: Report, sources: Sources, rules: Rules) -> str:  # noqa: ARG001 - every view takes the three
    """A block for each error and warning, a line for each info, then the summary.

    Infos ask for nothing today; a playbook fresh from its import has twenty of them.
    """
    blocks: list[str] = []
    pressing = (finding for finding in report.findings if finding.severity != "info")
    for path, findings in groupby(pressing, key=attrgetter("path")):
        text = sources(path)
        lines = text.split("\n") if text is not None else []
        blocks.extend("\n".join(_block(finding, lines)) for finding in findings)
    infos = [_line(finding) for finding in report.findings if finding.severity == "info"]
    return "\n\n".join([*blocks, *(["\n".join(infos)] if infos else []), summary(report)]) + "\n"


def _block(finding: Finding, lines: list[str]) -> Iterator[str]:
    place = finding.place
    colour = COLOURS[finding.severity]
    numbers = len(str(min(place.end_line + 2, max(len(lines), 1))))
    indent = " " * numbers
    yield f"{ink(colour, f'{finding.severity}[{finding.code}]')}{bold(f': {one_line(finding.message)}')}"
    yield f"{indent}{ink('blue', '-->')} {one_line(finding.path)}:{place.line}:{place.column}"
    if place != WHOLE_FILE and place.line <= len(lines):
        yield from excerpt(lines, place, numbers, colour)
    if finding.hint:
        yield f"{indent}{ink('blue', ' =')} {bold('help:')} {one_line(finding.hint)}"


def _line(finding: Finding) -> str:
    head = ink(COLOURS[finding.severity], f"{finding.severity}[{finding.code}]")
    place = f"{one_line(finding.path)}:{finding.place.line}:{finding.place.column}"
    return f"{head} {place} {one_line(finding.message)}"


VIEW = View("text", render, for_people=True)
