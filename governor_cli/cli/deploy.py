"""`gov deploy`: what went out where and when, and how it ended, as annotated tags."""

from typing import Annotated, Literal

from governor_cli.ui.grammar import Argument, Commands, Option
from governor_cli.ui.options import (
    At,
    DryRun,
    Environment,
    Format,
    Service,
    Since,
    Until,
    complete_deployment,
    complete_handle,
    complete_incident,
)

app = Commands()

Tags = Annotated[
    list[str] | None,
    Option(
        "--tags",
        metavar="PATTERN",
        help="Tags that are deployments too: `v*`, `{service}@*`, `{environment}/*`. [default: gov.toml]",
    ),
]
Deployments = Annotated[
    list[str] | None,
    Option("--deployments", metavar="FILE", help="A JSON file of deployments. [default: gov.toml]"),
]
OneService = Annotated[str | None, Option("--service", metavar="NAME", help="Only deployments of a service.")]


@app.command("record")
def record(
    revision: Annotated[
        str | None, Argument(metavar="[REV]", help="What went out: a commit or tag. [default: HEAD]")
    ] = None,
    environment: Environment = None,
    outcome: Annotated[
        Literal["success", "failed", "rolled-back"] | None,
        Option("--outcome", help="How it ended. [default: success]"),
    ] = None,
    unplanned: Annotated[bool, Option("--unplanned", help="Nobody had planned it: a fix.")] = False,
    fixes: Annotated[
        list[str] | None,
        Option(
            "--fixes",
            metavar="ID",
            help="An incident it was made to end; may be repeated.",
            autocompletion=complete_incident,
        ),
    ] = None,
    service: Service = None,
    approved_by: Annotated[
        str | None,
        Option("--approved-by", metavar="HANDLE", help="Who let it go out.", autocompletion=complete_handle),
    ] = None,
    corrects: Annotated[
        str | None,
        Option(
            "--corrects",
            metavar="NAME",
            help="The record that this one takes the place of, or `last`.",
            autocompletion=complete_deployment,
        ),
    ] = None,
    note: Annotated[str, Option("--note", metavar="TEXT", help="A few words for the tag.")] = "",
    at: At = None,
    push: Annotated[bool, Option("--push", help="Push the tag, whatever gov.toml says.")] = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Record a deployment as the annotated tag deploy/ENVIRONMENT/INSTANT.

    What turns out later is recorded with --corrects: no tag is ever moved.
    """
    from governor_cli.ui.deployments import record_here

    said = {
        "revision": revision,
        "environment": environment,
        "outcome": outcome,
        "unplanned": unplanned,
        "fixes": fixes or (),
        "services": service or (),
        "approved_by": approved_by,
        "corrects": corrects,
        "note": note,
        "at": at,
    }
    return record_here(said, push=push, dry_run=dry_run, format=format)


@app.command("list")
def list_(
    since: Since = None,
    until: Until = None,
    environment: Environment = None,
    service: OneService = None,
    tags: Tags = None,
    deployments: Deployments = None,
    format: Annotated[  # noqa: A002 - it is the option's name
        Literal["text", "json", "csv"],
        Option("--format", "-f", help="For people, scripts or spreadsheets."),
    ] = "text",
) -> int:
    """List deployments, the latest first: gov's tags, those of a pattern, entries of a JSON file."""
    from governor_cli.ui.deployments import list_here

    return list_here((since, until), environment, service, (tags, deployments), format)
