"""The options that mean the same in every command, declared once."""

from typing import Annotated, Literal

import typer

TextOrJson = Literal["text", "json"]
ReportFormat = Literal["text", "json", "sarif", "junit", "github", "gitlab"]

Format = Annotated[
    TextOrJson, typer.Option("--format", "-f", help="For people, or one JSON object for scripts.")
]
"""Use as ``format: Format = "text"``."""

ReportFormats = Annotated[ReportFormat, typer.Option("--format", "-f", help="How the findings are written.")]
"""Use as ``format: ReportFormats = "text"``."""

At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="TIME",
        help="When: `10:15`, `15m ago`, `2026-11-23 10:15` or RFC 3339. [default: now]",
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="HANDLE", help="Who acts. [default: you, as the roster knows you]"),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A few words for the timeline.")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; kept beside the fact.")]

IncidentId = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="The incident: its id, a unique beginning of it, or its last four characters."
    ),
]
Incident = Annotated[
    str | None,
    typer.Option(
        "--incident", "-i", metavar="ID", help="The incident. [default: the one you are working on]"
    ),
]

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show exactly what would be written or sent, and do nothing.")
]
Commit = Annotated[
    bool, typer.Option("--commit", help="Commit the written file alone, whatever gov.toml says.")
]
Push = Annotated[
    bool, typer.Option("--push", help="Commit and push the written file, whatever gov.toml says.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Let warnings fail the check as well.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="REV", help="As it stood at a revision.")]

Severity = Annotated[
    str | None, typer.Option("--severity", metavar="LEVEL", help="A severity of the playbook, such as P1.")
]
Service = Annotated[
    list[str] | None, typer.Option("--service", metavar="NAME", help="A service; may be repeated.")
]
Environment = Annotated[
    str | None, typer.Option("--environment", metavar="NAME", help="Where: production, staging ...")
]
Since = Annotated[str | None, typer.Option("--since", metavar="TIME", help="From this instant or day on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="TIME", help="Up to this instant or day.")]
