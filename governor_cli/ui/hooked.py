"""The hook's own run, also without Typer: what it says, and when it says nothing."""

from governor_cli.ui.session import current


def judge_commit() -> int:
    """Judge the staged content. A commit without errors is not held up, nor commented on."""
    from governor_cli.adapters.git import Git
    from governor_cli.workflows.check.hooking import judge_staged

    report, staged = judge_staged(Git.around(current().start))
    if not report.fails():
        return 0
    from governor_cli.ui.reporting import show_report
    from governor_cli.workflows.check.checking import Answer

    code = show_report(Answer(report, staged), "text")
    current().note("the commit was refused; what was wrong before it is not counted")
    return code
