"""The options that mean the same in every command, declared once."""

from typing import Annotated, Any, Literal

from governor_cli.ui.grammar import Argument, Option

TextOrJson = Literal["text", "json"]


def complete_incident(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Ids with titles, for the tab key."""
    from governor_cli.ui.completing import incidents

    return incidents(ctx, incomplete)


def complete_open_incident(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Ids of incidents that go on, with titles."""
    from governor_cli.ui.completing import open_incidents

    return open_incidents(ctx, incomplete)


def complete_handle(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """People of the roster, and roles."""
    from governor_cli.ui.completing import people

    return people(ctx, incomplete)


def complete_person(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """People of the roster alone."""
    from governor_cli.ui.completing import handles

    return handles(ctx, incomplete)


def complete_severity(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Severities of the playbook with what they are for."""
    from governor_cli.ui.completing import severities

    return severities(ctx, incomplete)


def complete_service(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Services of the playbook, and those of earlier incidents."""
    from governor_cli.ui.completing import services

    return services(ctx, incomplete)


def complete_channel(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Channels of the playbook."""
    from governor_cli.ui.completing import channels

    return channels(ctx, incomplete)


def complete_role(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Roles in an incident, and of the playbook."""
    from governor_cli.ui.completing import roles

    return roles(ctx, incomplete)


def complete_runbook(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Runbooks that the playbook names."""
    from governor_cli.ui.completing import runbooks

    return runbooks(ctx, incomplete)


def complete_change(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Tags, the latest first."""
    from governor_cli.ui.completing import changes

    return changes(ctx, incomplete)


def complete_deployment(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Records of deployments, the latest first."""
    from governor_cli.ui.completing import deployments

    return deployments(ctx, incomplete)


ReportFormat = Literal["text", "json", "sarif", "junit", "github", "gitlab"]

Format = Annotated[TextOrJson, Option("--format", "-f", help="For people, or one JSON object for scripts.")]
"""Use as ``format: Format = "text"``."""

ReportFormats = Annotated[ReportFormat, Option("--format", "-f", help="How the findings are written.")]
"""Use as ``format: ReportFormats = "text"``."""

At = Annotated[
    str | None,
    Option(
        "--at",
        metavar="TIME",
        help="When: `10:15`, `15m ago`, `2026-11-23 10:15` or RFC 3339. [default: now]",
    ),
]
By = Annotated[
    str | None,
    Option(
        "--by",
        metavar="HANDLE",
        help="Who acts. [default: you, as the roster knows you]",
        autocompletion=complete_handle,
    ),
]
Note = Annotated[str | None, Option("--note", metavar="TEXT", help="A few words for the timeline.")]
Change = Annotated[
    str | None,
    Option(
        "--change",
        metavar="REV",
        help="What caused it: a deployment, tag or commit; or `no`.",
        autocompletion=complete_change,
    ),
]
Reason = Annotated[str | None, Option("--reason", metavar="TEXT", help="Why; kept beside the fact.")]
Because = Annotated[str, Option("--reason", metavar="TEXT", help="Why; kept beside the fact.")]
"""A reason without which nothing is recorded."""

IncidentId = Annotated[
    str,
    Argument(
        metavar="ID",
        help="The incident: its id, a unique beginning of it, or its last four characters.",
        autocompletion=complete_incident,
    ),
]
Incident = Annotated[
    str | None,
    Option(
        "--incident",
        "-i",
        metavar="ID",
        help="The incident. [default: the one you are working on]",
        autocompletion=complete_open_incident,
    ),
]
OfIncident = Annotated[
    str | None,
    Option(
        "--incident",
        "-i",
        metavar="ID",
        help="The incident it is about.",
        autocompletion=complete_incident,
    ),
]
"""One that is not meant unless it is said."""

DryRun = Annotated[
    bool, Option("--dry-run", help="Show exactly what would be written or sent, and do nothing.")
]
Notify = Annotated[
    bool,
    Option("--notify", help="Then tell the channels; no failure of that changes the exit code."),
]
Commit = Annotated[bool, Option("--commit", help="Commit the written file alone, whatever gov.toml says.")]
Push = Annotated[bool, Option("--push", help="Commit and push the written file, whatever gov.toml says.")]
Strict = Annotated[bool, Option("--strict", help="Let warnings fail the check as well.")]
AsOf = Annotated[str | None, Option("--as-of", metavar="REV", help="As it stood at a revision.")]

Severity = Annotated[
    str | None,
    Option(
        "--severity",
        metavar="LEVEL",
        help="A severity of the playbook, such as P1.",
        autocompletion=complete_severity,
    ),
]
NewSeverity = Annotated[
    str,
    Option(
        "--severity",
        metavar="LEVEL",
        help="A severity of the playbook, such as P1.",
        autocompletion=complete_severity,
    ),
]
"""One that has to be said."""
Service = Annotated[
    list[str] | None,
    Option(
        "--service",
        metavar="NAME",
        help="A service; may be repeated.",
        autocompletion=complete_service,
    ),
]
Environment = Annotated[
    str | None, Option("--environment", metavar="NAME", help="Where: production, staging ...")
]
From = Annotated[str | None, Option("--from", metavar="TIME", help="Where to begin. [default: now]")]
Horizon = Annotated[
    str | None, Option("--horizon", metavar="DURATION", help="How far to look, such as 400d or 12w.")
]
AboutRole = Annotated[str | None, Option("--role", metavar="ROLE", help="The role it is about.")]
Since = Annotated[
    str | None,
    Option(
        "--since",
        metavar="TIME",
        help="From this instant or day on; or so long before --until or now: 60m, 12w.",
    ),
]
Until = Annotated[str | None, Option("--until", metavar="TIME", help="Up to this instant or day.")]
