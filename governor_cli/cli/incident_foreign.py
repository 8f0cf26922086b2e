"""`gov incident adopt, export, draft`: reports from other tools, and for them."""

from typing import Annotated, Literal

from governor_cli.ui.grammar import Argument, Option
from governor_cli.ui.options import Commit, DryRun, Format, IncidentId, Push

Form = Literal["markdown", "cstate"]


def adopt(
    files: Annotated[list[str], Argument(metavar="FILE...", help="Postmortems in Markdown, of any shape.")],
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Make reports of postmortems that exist: text kept, times where certain, the rest listed."""
    from governor_cli.ui.incident_foreign import adopt_files
    from governor_cli.ui.recorded import asked_share

    return adopt_files(files, how=asked_share(commit, push), dry_run=dry_run, format=format)


def export(
    incident: IncidentId,
    form: Annotated[
        Form, Option("--as", help="Plain Markdown, or an issue of a cState status page.")
    ] = "markdown",
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Write a report to stdout for readers who have no gov."""
    from governor_cli.ui.incident_foreign import export_one

    return export_one(incident, form, format)


def draft(
    from_alertmanager: Annotated[
        str | None,
        Option("--from-alertmanager", metavar="FILE", help="A webhook message (version 4); - is stdin."),
    ] = None,
    from_pagerduty: Annotated[
        str | None,
        Option("--from-pagerduty", metavar="FILE", help="A webhook message (v3); - is stdin."),
    ] = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Make an alert or page a draft that waits for triage; later messages update it."""
    from governor_cli.ui.incident_foreign import draft_from
    from governor_cli.ui.recorded import asked_share

    return draft_from(
        from_alertmanager, from_pagerduty, how=asked_share(commit, push), dry_run=dry_run, format=format
    )
