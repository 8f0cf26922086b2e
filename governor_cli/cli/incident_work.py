"""`gov incident page, handoff, runbook, report, timeline, watch`: the work on an incident."""

from typing import Annotated

from governor_cli.ui.grammar import Argument, Option
from governor_cli.ui.options import (
    At,
    By,
    Commit,
    DryRun,
    Format,
    IncidentId,
    Note,
    Push,
    complete_handle,
    complete_runbook,
)


def page(
    incident: IncidentId,
    to: Annotated[
        str | None,
        Option(
            "--to",
            metavar="ROLE",
            help="A role or person beside the escalation's next step.",
            autocompletion=complete_handle,
        ),
    ] = None,
    ref: Annotated[
        str | None, Option("--ref", metavar="URL", help="Where that is tracked; goes with --to.")
    ] = None,
    note: Note = None,
    at: At = None,
    by: By = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Tell the next step of the escalation: whom to call, how, and when the step after it falls due."""
    from governor_cli.ui.incident_steps import Asked
    from governor_cli.ui.incident_work import page_now

    return page_now(Asked(incident, "page", note or "", at, by, dry_run, commit, push, format), to, ref)


def handoff(
    incident: IncidentId,
    to: Annotated[
        str,
        Option("--to", metavar="HANDLE", help="Who commands from now on.", autocompletion=complete_handle),
    ],
    note: Note = None,
    at: At = None,
    by: By = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Hand the command over: record who has it now, and print a situation report for them."""
    from governor_cli.ui.incident_steps import Asked
    from governor_cli.ui.incident_work import hand_over

    return hand_over(Asked(incident, "handoff", note or "", at, by, dry_run, commit, push, format), to)


def runbook(
    incident: IncidentId,
    name: Annotated[
        str,
        Argument(metavar="NAME", help="A runbook that the playbook names.", autocompletion=complete_runbook),
    ],
    note: Note = None,
    at: At = None,
    by: By = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Record the runbook that is being followed."""
    from governor_cli.ui.incident_steps import Asked, take
    from governor_cli.workflows.incident.work import engage_runbook

    asked = Asked(incident, "runbook", note or "", at, by, dry_run, commit, push, format)
    return take(asked, lambda recording, one, fact, now: engage_runbook(recording, one, fact, name, now))


def timeline(incident: IncidentId, format: Format = "text") -> int:  # noqa: A002 - it is the option's name
    """Show what happened, in the order of time."""
    from governor_cli.ui.incident_work import show_timeline

    return show_timeline(incident, format)


def report(
    incident: IncidentId,
    note: Note = None,
    at: At = None,
    by: By = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Open your editor at the first empty section, then say what the report still lacks.

    Where no editor can be opened it only says so, a line each. Exits 1 while something is missing.
    """
    from governor_cli.ui.incident_report import complete_report
    from governor_cli.ui.incident_steps import Asked

    return complete_report(Asked(incident, "report", note or "", at, by, dry_run, commit, push, format))


def watch(incident: IncidentId) -> int:
    """Show the clocks of an incident live, with a bell when one needs somebody; ends with the incident.

    In a pipe it prints them once.
    """
    from governor_cli.ui.watching import watch as live

    return live(incident)
