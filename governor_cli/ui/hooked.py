"""The hook's own run, also without Typer: what it says, and when it says nothing."""

from collections.abc import Sequence

from governor_cli.adapters.staged import Change
from governor_cli.ui.session import current


def judge_commit(changes: Sequence[Change] = ()) -> int:
    """Judge the staged content. A commit without errors is not held up, nor commented on."""
    from governor_cli.adapters.git import Git
    from governor_cli.workflows.check.refusing import refused

    git = Git.around(current().start)
    found = refused(git, changes)
    if found is None:
        if any(status == "D" for status, *_ in changes):
            from governor_cli.workflows.check.leaving import refuse_leaving

            refuse_leaving(git, changes)
        return 0
    report, staged = found
    from governor_cli.ui.reporting import show_report
    from governor_cli.workflows.check.checking import Answer

    code = show_report(Answer(report, staged), "text")
    current().note("the commit was refused; what was wrong before it is not counted")
    return code
