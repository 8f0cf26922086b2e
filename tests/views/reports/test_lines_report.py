"""In a pipe a finding is a line."""

from pathlib import Path

from governor_cli.contracts.view import Sources
from governor_cli.core.report import Report
from governor_cli.views.ink import plain
from governor_cli.views.reports import lines_report

GOLDEN = Path(__file__).parents[2] / "golden" / "report-lines.txt"


def test_the_layout_is_the_golden_one(awkward: Report, sources: Sources) -> None:
    assert plain(lines_report.render(awkward, sources, {})) == GOLDEN.read_text(encoding="utf-8")


def test_each_finding_is_exactly_one_line(awkward: Report, sources: Sources) -> None:
    assert lines_report.render(awkward, sources, {}).count("\n") == len(awkward.findings) + 1


def test_a_clean_report_is_one_line(clean: Report, sources: Sources) -> None:
    assert (
        plain(lines_report.render(clean, sources, {}))
        == "checked 1 document in the staged content: all good\n"
    )
