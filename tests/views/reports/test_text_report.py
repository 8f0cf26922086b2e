"""At a terminal a finding is a block with the lines it speaks of."""

from pathlib import Path

from governor_cli.contracts.view import Sources
from governor_cli.core.report import Report
from governor_cli.views.ink import plain
from governor_cli.views.reports import text_report

GOLDEN = Path(__file__).parents[2] / "golden" / "report-blocks.txt"


def test_the_layout_is_the_golden_one(awkward: Report, sources: Sources) -> None:
    assert plain(text_report.render(awkward, sources, {})) == GOLDEN.read_text(encoding="utf-8")


def test_a_title_that_wants_to_be_markup_is_shown(awkward: Report, sources: Sources) -> None:
    text = text_report.render(awkward, sources, {})
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\x1b[31m [red]" in plain(text)


def test_a_file_that_cannot_be_read_any_more_is_still_reported(awkward: Report) -> None:
    text = plain(text_report.render(awkward, lambda _path: None, {}))
    assert text.count("-->") == 5
    assert text.count("[REF002]") == 1
    assert "^" not in text


def test_a_clean_report_is_one_line(clean: Report, sources: Sources) -> None:
    assert (
        plain(text_report.render(clean, sources, {}))
        == "checked 1 document in the staged content: all good\n"
    )
