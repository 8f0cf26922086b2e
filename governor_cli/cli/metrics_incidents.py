"""`gov metrics incidents`: how long detection, acknowledgement, mitigation and resolution take."""

from typing import Annotated, Literal

from governor_cli.ui.grammar import Option
from governor_cli.ui.options import Environment, Severity, Since, Until


def incidents(
    since: Since = None,
    until: Until = None,
    severity: Severity = None,
    service: Annotated[
        str | None, Option("--service", metavar="NAME", help="Only those of a service.")
    ] = None,
    environment: Environment = None,
    by: Annotated[
        list[str] | None,
        Option("--by", metavar="severity|service|month", help="Also in groups. [default: all three]"),
    ] = None,
    format: Annotated[  # noqa: A002 - it is the option's name
        Literal["text", "json", "markdown", "csv"],
        Option("--format", "-f", help="For people, scripts, reports or spreadsheets."),
    ] = "text",
) -> int:
    """Measure incidents: medians with their number, what was left out, updates and promises kept.

    Cancelled incidents, exercises and drafts are left out.
    """
    from governor_cli.ui.measures import show_measures

    return show_measures((since, until), severity, service, environment, by, format)
