"""A bar for people who wait."""

import io

from walled import Guarded

from governor_cli.ui.progress import Progress, bar

SLOW = """
from governor_cli.ui import progress
import itertools
ticks = itertools.count(step={step})
progress.time.monotonic = lambda: next(ticks)
show = progress.Progress('documents', sys.stderr)
for done in range(5):
    show(done, 5)
show(5, 5)
current().out('done')
"""


def test_quick_work_shows_nothing(guarded_on_terminal: Guarded) -> None:
    assert guarded_on_terminal(SLOW.format(step=0.1)).stderr == ""


def test_slow_work_shows_a_bar_and_takes_it_away(guarded_on_terminal: Guarded) -> None:
    result = guarded_on_terminal(SLOW.format(step=1))
    assert result.stderr.startswith(
        "\r\x1b[K[------------------------------]   0%  0 of 5 documents\r\x1b[K[######"
    )
    assert result.stderr.endswith("80%  4 of 5 documents\r\x1b[K")
    assert result.stdout == "done\n"


def test_a_pipe_never_sees_a_bar(guarded: Guarded) -> None:
    assert guarded(SLOW.format(step=1)).stderr == ""


def test_no_stream_is_no_problem() -> None:
    Progress("documents", None)(1, 2)
    Progress("documents", io.StringIO())(1, 2)


def test_the_bar_never_overflows() -> None:
    assert bar(7, 5, "x") == f"[{'#' * 30}] 100%  7 of 5 x"
    assert bar(0, 0, "x") == f"[{'#' * 30}] 100%  0 of 0 x"
