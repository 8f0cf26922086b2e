"""Workflow commands that only gov's findings can give."""

from governor_cli.contracts.view import Sources
from governor_cli.core.report import Report
from governor_cli.views.reports import github


def commands(report: Report, sources: Sources) -> list[str]:
    return github.render(report, sources, {}).splitlines()


def test_a_finding_is_a_command_with_its_place(awkward: Report, sources: Sources) -> None:
    assert (
        "::error file=incident-reports/INC-20261123-7F3K-api.md,line=5,col=11,endColumn=13,title=gov INC004"
        "::`P9` is no severity%0ADid you mean `P0`?"
    ) in commands(awkward, sources)


def test_infos_are_notices_and_ranges_over_lines_have_no_columns(awkward: Report, sources: Sources) -> None:
    notice = next(line for line in commands(awkward, sources) if line.startswith("::notice "))
    assert "line=6,endLine=8,title" in notice


def test_no_path_and_no_message_can_start_a_command_of_its_own(awkward: Report, sources: Sources) -> None:
    lines = commands(awkward, sources)
    assert len(lines) == len(awkward.findings)
    odd = next(line for line in lines if "100%25" in line)
    assert odd.startswith('::error file=inci dents/a%2Cb%3A100%25\\n\\x1b[31m<&">ü.md,line=1,')
    assert odd.endswith("::100%25 wrong%0Areally%0AFix: it,\\x0d%0Anow.")


def test_a_clean_report_is_empty(clean: Report, sources: Sources) -> None:
    assert not github.render(clean, sources, {})
