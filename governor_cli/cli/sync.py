"""`gov sync`: the agenda of the weekly sync, written from the repository, and its minutes made into tasks."""

from typing import Annotated

from governor_cli.ui.grammar import Argument, Commands, Option
from governor_cli.ui.options import By, Commit, DryRun, Format, Push

app = Commands()

Week = Annotated[str | None, Argument(metavar="WEEK", help="`2026-W48` or `W48`. [default: this week]")]
Meant = Annotated[
    str | None,
    Argument(metavar="WEEK", help="`2026-W48` or `W48`. [default: this week's, else the latest]"),
]


@app.command("new")
def new(
    week: Week = None,
    at: Annotated[
        str | None,
        Option("--at", metavar="TIME", help="When it takes place: who is on call then is invited."),
    ] = None,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Write the agenda of the week; run again, only its generated parts are written anew.

    What people wrote stays, their decisions in the table of actions as well.
    """
    from governor_cli.ui.recorded import asked_share
    from governor_cli.ui.sync import write_agenda

    return write_agenda(week, at, asked_share(commit, push), dry_run, format)


@app.command("show")
def show(
    week: Meant = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Show who comes, the actions, and what nobody has decided yet."""
    from governor_cli.ui.sync import show_sync

    return show_sync(week, format)


@app.command("close")
def close(
    week: Meant = None,
    date: Annotated[
        str | None,
        Option("--date", metavar="DAY", help="The day it took place. [default: today, in its week]"),
    ] = None,
    by: By = None,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Make tasks of the open boxes, carry out what was decided, then close.

    While an action of earlier weeks that is late or has no date is neither done, nor moved, nor
    declined, the sync stays open and the exit code is 1.
    """
    from governor_cli.ui.recorded import asked_share
    from governor_cli.ui.sync import close_sync

    return close_sync(week, date, by, asked_share(commit, push), dry_run, format)
