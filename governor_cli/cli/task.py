"""`gov task`: follow-ups of incidents, each closed with evidence or declined for a reason."""

from typing import Annotated, Literal

from governor_cli.ui.grammar import Argument, Commands, Option
from governor_cli.ui.options import (
    Because,
    By,
    Commit,
    DryRun,
    Format,
    IncidentId,
    OfIncident,
    Push,
    complete_handle,
)

app = Commands()

TaskId = Annotated[
    str,
    Argument(metavar="ID", help="The task: its id, a unique beginning, or its last four characters."),
]
Sort = Annotated[
    Literal["prevent", "mitigate", "detect", "process"] | None,
    Option("--kind", help="What it does about the next such incident."),
]
State = Literal["open", "pending", "in_progress", "blocked", "completed", "cancelled"]

Owner = Annotated[
    str | None,
    Option(
        "--owner",
        metavar="HANDLE",
        help="Who does it: a handle or a role.",
        autocompletion=complete_handle,
    ),
]
Factor = Annotated[str | None, Option("--factor", metavar="F1", help="The contributing factor it answers.")]


@app.command("add")
def add(
    title: Annotated[str, Argument(metavar="TITLE", help="What is to be done, in a few words.")],
    incident: OfIncident = None,
    owner: Owner = None,
    due: Annotated[
        str | None,
        Option("--due", metavar="DAY", help="`2026-12-04` or `14d`. [default: what the severity allows]"),
    ] = None,
    kind: Sort = None,
    factor: Factor = None,
    priority: Annotated[
        str | None, Option("--priority", metavar="TEXT", help="How urgent it is, in your words.")
    ] = None,
    area: Annotated[
        str | None,
        Option("--area", metavar="NAME", help="The part it concerns; in a file with lanes, the lane."),
    ] = None,
    blocked_by: Annotated[
        list[str] | None,
        Option("--blocked-by", metavar="ID", help="A task it waits for; may be repeated."),
    ] = None,
    source: Annotated[
        str | None,
        Option("--source", metavar="TEXT", help="Where it came from: an address, a meeting."),
    ] = None,
    by: By = None,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Record a follow-up, with an id of its own and a day that the severity allows."""
    from governor_cli.ui.recorded import asked_share
    from governor_cli.ui.session import current
    from governor_cli.ui.tasks import answer_changed
    from governor_cli.workflows.task.add import FollowUp
    from governor_cli.workflows.task.add import add as added

    said = FollowUp(
        title, incident, owner, due, kind, factor, priority, area, source, tuple(blocked_by or ()), by
    )
    now = current().now()
    return answer_changed(
        lambda tasks: added(tasks, said, now), "Add", asked_share(commit, push), dry_run, format
    )


@app.command("list")
def list_(
    incident: OfIncident = None,
    overdue: Annotated[bool, Option("--overdue", help="Only those past their day.")] = False,
    owner: Annotated[
        str | None,
        Option(
            "--owner",
            metavar="HANDLE",
            help="Only those of a person or a role.",
            autocompletion=complete_handle,
        ),
    ] = None,
    state: Annotated[State | None, Option("--state", help="Only those in a state.")] = None,
    format: Annotated[  # noqa: A002 - it is the option's name
        Literal["text", "json", "markdown"],
        Option("--format", "-f", help="For people, for scripts, or for the minutes of a meeting."),
    ] = "text",
) -> int:
    """List follow-ups, what has to be done first on top."""
    from governor_cli.ui.tasks import answer_list
    from governor_cli.workflows.task.list import Wanted

    return answer_list(Wanted(incident, owner, state, overdue), format)


@app.command("show")
def show(
    task: TaskId,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Show a follow-up, what it waits for, and its history."""
    from governor_cli.ui.tasks import answer_one

    return answer_one(task, format)


@app.command("change")
def change(
    task: TaskId,
    owner: Owner = None,
    due: Annotated[
        str | None, Option("--due", metavar="DAY", help="`2026-12-04`, or `14d` from today.")
    ] = None,
    kind: Sort = None,
    factor: Factor = None,
    incident: OfIncident = None,
    by: By = None,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Give a follow-up another owner, day or purpose; its history keeps when."""
    from governor_cli.ui.recorded import asked_share
    from governor_cli.ui.session import current
    from governor_cli.ui.tasks import answer_changed
    from governor_cli.workflows.task.change import Said
    from governor_cli.workflows.task.change import change as changed

    now, said = current().now(), Said(owner, due, kind, factor, incident)
    return answer_changed(
        lambda tasks: changed(tasks, task, said, by, now),
        "Change",
        asked_share(commit, push),
        dry_run,
        format,
    )


@app.command("done")
def done(
    task: TaskId,
    evidence: Annotated[
        str | None,
        Option(
            "--evidence",
            metavar="E",
            help="A commit, an address or a file. [default: a commit with `Closes-Task: ID`]",
        ),
    ] = None,
    by: By = None,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Mark a follow-up as done, with what proves it; without evidence it is refused."""
    from governor_cli.ui.recorded import asked_share
    from governor_cli.ui.session import current
    from governor_cli.ui.tasks import answer_changed
    from governor_cli.workflows.task.end import complete

    now = current().now()
    return answer_changed(
        lambda tasks: complete(tasks, task, evidence, by, now),
        "Finish",
        asked_share(commit, push),
        dry_run,
        format,
    )


@app.command("decline")
def decline(
    task: TaskId,
    reason: Because,
    by: By = None,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Say that nobody will do a follow-up, and why."""
    from governor_cli.ui.recorded import asked_share
    from governor_cli.ui.session import current
    from governor_cli.ui.tasks import answer_changed
    from governor_cli.workflows.task.end import decline as declined

    now = current().now()
    return answer_changed(
        lambda tasks: declined(tasks, task, reason, by, now),
        "Decline",
        asked_share(commit, push),
        dry_run,
        format,
    )


@app.command("render")
def render(
    incident: IncidentId,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
) -> int:
    """Write the follow-ups of an incident into its report, as a table that `gov check` compares."""
    from governor_cli.ui.recorded import asked_share
    from governor_cli.ui.tasks import render_report

    return render_report(incident, asked_share(commit, push), dry_run)
