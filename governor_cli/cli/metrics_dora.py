"""`gov metrics dora`: how much gets through to production, and how stable it is there."""

from typing import Annotated, Literal

from governor_cli.cli.deploy import Deployments, OneService, Tags
from governor_cli.ui.grammar import Option
from governor_cli.ui.options import Environment, Since, Until


def dora(
    since: Since = None,
    until: Until = None,
    environment: Environment = None,
    service: OneService = None,
    by: Annotated[
        list[str] | None,
        Option("--by", metavar="service|environment|month", help="Also in groups. [default: all three]"),
    ] = None,
    tags: Tags = None,
    deployments: Deployments = None,
    format: Annotated[  # noqa: A002 - it is the option's name
        Literal["text", "json", "markdown", "csv"],
        Option("--format", "-f", help="For people, scripts, reports or spreadsheets."),
    ] = "text",
) -> int:
    """Measure deployments by the five DORA metrics, each with what it means and what was left out.

    Of production, unless --environment or gov.toml names another. Only incidents whose report names
    the change that caused them count as failed deployments.
    """
    from governor_cli.ui.dora import show_dora

    return show_dora((since, until), environment, service, by, (tags, deployments), format)
