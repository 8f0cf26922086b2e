"""`gov incident`: declare, list and show incidents."""

from typing import Annotated, Literal

from governor_cli.ui.grammar import Argument, Commands, Option
from governor_cli.ui.options import (
    At,
    By,
    Commit,
    DryRun,
    Environment,
    Format,
    IncidentId,
    Notify,
    Push,
    Service,
    Severity,
    Since,
    complete_channel,
    complete_handle,
)
from governor_cli.ui.session import current

app = Commands()

Detector = Literal["monitoring", "customer", "staff", "third-party", "audit"]


@app.command("new")
def new(
    title: Annotated[str, Argument(metavar="TITLE", help="What is wrong, in a few words.")],
    severity: Severity = None,
    service: Service = None,
    environment: Environment = None,
    source: Annotated[
        str | None,
        Option(
            "--source",
            metavar="CHANNEL",
            help="The channel the signal came in by.",
            autocompletion=complete_channel,
        ),
    ] = None,
    received: Annotated[
        str | None,
        Option("--received", metavar="TIME", help="When the alert, message or mail came in."),
    ] = None,
    detected: Annotated[
        str | None, Option("--detected", metavar="TIME", help="When somebody or something noticed.")
    ] = None,
    impact_started: Annotated[
        str | None, Option("--impact-started", metavar="TIME", help="When it began to hurt.")
    ] = None,
    detected_by: Annotated[Detector | None, Option("--detected-by", help="Who noticed.")] = None,
    reporter: Annotated[
        str | None,
        Option(
            "--reporter",
            metavar="HANDLE",
            help="Who told. [default: who acts]",
            autocompletion=complete_handle,
        ),
    ] = None,
    commander: Annotated[
        str | None,
        Option(
            "--commander",
            metavar="HANDLE",
            help="Who decides from now on.",
            autocompletion=complete_handle,
        ),
    ] = None,
    exercise: Annotated[bool, Option("--exercise", help="A drill: no measure counts it.")] = False,
    at: At = None,
    by: By = None,
    notify: Notify = False,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Declare an incident: write its report, and say what is due when and whom to page."""
    from governor_cli.ui.incidents import declare_incident
    from governor_cli.ui.recorded import asked_share

    times = {
        "--at": at,
        "--received": received,
        "--detected": detected,
        "--impact-started": impact_started,
    }
    return declare_incident(
        title,
        times,
        severity=severity,
        services=service or [],
        environment=environment,
        source=source,
        reporter=reporter,
        commander=commander,
        detected_by=detected_by,
        exercise=exercise,
        by=by,
        how=asked_share(commit, push),
        notify=notify,
        dry_run=dry_run,
        format=format,
    )


@app.command("list")
def list_(
    open_: Annotated[bool, Option("--open", help="Only those that are not over.")] = False,
    severity: Severity = None,
    since: Since = None,
    service: Annotated[
        str | None, Option("--service", metavar="NAME", help="Only those of a service.")
    ] = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """List incidents, the latest first."""
    from governor_cli.core.wall_clock import zone
    from governor_cli.ui.stretch import moment_given
    from governor_cli.views.incidents import list_data, list_text
    from governor_cli.workflows.incident.list import Wanted, list_incidents
    from governor_cli.workflows.repository.recording import Recording

    session = current()
    recording = Recording(session.workspace())
    began = moment_given(since, "--since", session.now(), zone(recording.policy.timezone))
    listing = list_incidents(recording, Wanted(open_, severity, began, service))
    session.answer("incidents", list_data(listing.incidents), lambda: list_text(listing.incidents), format)
    if not listing.incidents:
        session.note("no incident is open" if open_ else "no incident")
    for path in listing.unreadable:
        session.warn(f"{path} cannot be read: run `gov check`")
    return 0


@app.command("show")
def show(
    incident: IncidentId,
    at: At = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Show an incident: its times, its clocks, and whom its escalation reaches."""
    from governor_cli.ui.incidents import show_one

    return show_one(incident, at, format)


app.from_module("governor_cli.cli.due", due="of_incidents")
app.from_module("governor_cli.cli.incident_work", "watch", "timeline")
app.from_module("governor_cli.cli.incident_steps", "ack", "triage", "assign", "log", "update")
app.from_module("governor_cli.cli.incident_work", "runbook", "page", "handoff")
app.from_module("governor_cli.cli.incident_steps", "mitigate", "resolve")
app.from_module("governor_cli.cli.incident_work", "report")
app.from_module("governor_cli.cli.incident_foreign", "adopt", "export", "draft")
app.from_module("governor_cli.cli.incident_steps", "close", "cancel", "reopen")
