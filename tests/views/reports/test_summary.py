"""The summary says which snapshot was judged."""

import pytest

from governor_cli.core.report import Judged, Report, report
from governor_cli.views.ink import plain
from governor_cli.views.reports.summary import summary


def test_the_counts_are_named_from_the_worst(awkward: Report) -> None:
    assert plain(summary(awkward)) == "checked 12 documents in revision v1.2: 4 errors, 1 warning, 1 info"


@pytest.mark.parametrize(
    ("judged", "name"),
    [
        (Judged("worktree"), "the work tree"),
        (Judged("index"), "the staged content"),
        (Judged("merge", "main"), "the merge with main"),
        (Judged("revision", "a\x1b[2J"), "revision a\\x1b[2J"),
    ],
)
def test_a_clean_snapshot_is_named_in_one_friendly_line(judged: Judged, name: str) -> None:
    assert plain(summary(report(judged, 1, []))) == f"checked 1 document in {name}: all good"
