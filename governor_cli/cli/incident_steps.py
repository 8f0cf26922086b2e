"""`gov incident ack, triage, assign, log, update, mitigate ...`: each adds a fact to the report."""

from typing import Annotated, Literal

from governor_cli.ui.grammar import Argument, Option
from governor_cli.ui.options import (
    At,
    Because,
    By,
    Change,
    Commit,
    DryRun,
    Format,
    IncidentId,
    NewSeverity,
    Note,
    Notify,
    Push,
    Reason,
    complete_handle,
    complete_role,
)

Text = Annotated[str, Argument(metavar="TEXT", help="What happened, in a sentence.")]
Outcome = Literal["fixed", "handed-over"]


def ack(
    incident: IncidentId,
    note: Note = None,
    at: At = None,
    by: By = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Acknowledge: somebody has seen it and takes it."""
    from governor_cli.ui.incident_steps import Asked, take
    from governor_cli.workflows.incident.steps import acknowledge

    asked = Asked(incident, "ack", note or "", at, by, dry_run, commit, push, format)
    return take(asked, acknowledge)


def triage(
    incident: IncidentId,
    severity: NewSeverity,
    reason: Reason = None,
    note: Note = None,
    at: At = None,
    by: By = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Set the severity; a downgrade needs --reason. Respond and update start anew with its targets."""
    from governor_cli.ui.incident_steps import Asked, take
    from governor_cli.workflows.incident.steps import triage as triaged

    asked = Asked(incident, "triage", note or "", at, by, dry_run, commit, push, format)
    return take(
        asked, lambda recording, name, fact, now: triaged(recording, name, fact, severity, reason, now)
    )


def assign(
    incident: IncidentId,
    role: Annotated[
        str,
        Argument(metavar="ROLE", help="A role, such as commander.", autocompletion=complete_role),
    ],
    who: Annotated[str, Argument(metavar="HANDLE", help="Who takes it.", autocompletion=complete_handle)],
    note: Note = None,
    at: At = None,
    by: By = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Give somebody a role in the incident."""
    from governor_cli.ui.incident_steps import Asked, take
    from governor_cli.workflows.incident.steps import assign as assigned

    asked = Asked(incident, "assign", note or "", at, by, dry_run, commit, push, format)
    return take(asked, lambda recording, name, fact, now: assigned(recording, name, fact, role, who, now))


def log(
    incident: IncidentId,
    text: Text,
    learned: Annotated[bool, Option("--learned", help="A lesson: starts the documentation clock.")] = False,
    change: Change = None,
    at: At = None,
    by: By = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Add a note to the timeline."""
    from governor_cli.ui.incident_steps import Asked, take
    from governor_cli.workflows.incident.steps import log as logged

    verb = "learn" if learned else "log"
    asked = Asked(incident, verb, text, at, by, dry_run, commit, push, format)
    return take(asked, lambda recording, name, fact, now: logged(recording, name, fact, now, change=change))


def update(
    incident: IncidentId,
    text: Text,
    conditions: Annotated[
        str | None, Option("--conditions", metavar="TEXT", help="What is known of the state.")
    ] = None,
    actions: Annotated[str | None, Option("--actions", metavar="TEXT", help="What is being done.")] = None,
    needs: Annotated[str | None, Option("--needs", metavar="TEXT", help="What is needed.")] = None,
    at: At = None,
    by: By = None,
    notify: Notify = False,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Write a status update; `no change` is one too."""
    from governor_cli.ui.incident_steps import Asked, take
    from governor_cli.workflows.incident.steps import composed
    from governor_cli.workflows.incident.steps import log as logged

    said = composed(text, conditions, actions, needs)
    return take(
        Asked(incident, "update", said, at, by, dry_run, commit, push, format, "update" if notify else None),
        logged,
    )


def mitigate(
    incident: IncidentId,
    note: Note = None,
    at: At = None,
    by: By = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Say that the impact has ended, though the cause may still be there."""
    from governor_cli.ui.incident_steps import Asked, take
    from governor_cli.workflows.incident.steps import acknowledge as taken

    return take(Asked(incident, "mitigate", note or "", at, by, dry_run, commit, push, format), taken)


def resolve(
    incident: IncidentId,
    outcome: Annotated[Outcome, Option("--outcome", help="How it ended.")] = "fixed",
    change: Change = None,
    note: Note = None,
    at: At = None,
    by: By = None,
    notify: Notify = False,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Say that it is over; the checklist and the report come next."""
    from governor_cli.ui.incident_steps import Asked, take
    from governor_cli.workflows.incident.steps import resolve as resolved

    asked = Asked(
        incident, "resolve", note or "", at, by, dry_run, commit, push, format, "resolved" if notify else None
    )
    return take(
        asked, lambda recording, name, fact, now: resolved(recording, name, fact, outcome, now, change=change)
    )


def close(
    incident: IncidentId,
    reason: Reason = None,
    note: Note = None,
    at: At = None,
    by: By = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Close a resolved incident whose report is complete and whose checklist is closed."""
    from governor_cli.ui.incident_steps import Asked, take
    from governor_cli.workflows.incident.ends import close as closed

    asked = Asked(incident, "close", note or "", at, by, dry_run, commit, push, format)
    return take(asked, lambda recording, name, fact, now: closed(recording, name, fact, reason, now))


def cancel(
    incident: IncidentId,
    outcome: Annotated[Literal["false-alarm", "duplicate"], Option("--as", help="What it was.")],
    of: Annotated[str | None, Option("--of", metavar="ID", help="The incident it repeats.")] = None,
    note: Note = None,
    at: At = None,
    by: By = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Cancel a false alarm or a duplicate: no measure counts it."""
    from governor_cli.ui.incident_steps import Asked, take
    from governor_cli.workflows.incident.ends import cancel as cancelled

    asked = Asked(incident, "cancel", note or "", at, by, dry_run, commit, push, format)
    return take(asked, lambda recording, name, fact, now: cancelled(recording, name, fact, outcome, of, now))


def reopen(
    incident: IncidentId,
    reason: Because,
    note: Note = None,
    at: At = None,
    by: By = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Open an incident again: later milestones leave its times, their rows stay."""
    from governor_cli.ui.incident_steps import Asked, take
    from governor_cli.workflows.incident.ends import reopen as reopened

    asked = Asked(incident, "reopen", note or "", at, by, dry_run, commit, push, format)
    return take(asked, lambda recording, name, fact, now: reopened(recording, name, fact, reason, now))
