"""`gov assess`: how severe is it, and what follows from that?"""

from typing import Annotated, Literal

from governor_cli.ui.grammar import Option
from governor_cli.ui.options import At, Format, Service

Users = Annotated[
    Literal["one", "several", "all", "unsure"] | None, Option("--users", help="How many are affected.")
]


def command(
    outage: Annotated[bool | None, Option("--outage/--no-outage", help="It is down.")] = None,
    data_loss: Annotated[
        bool | None, Option("--data-loss/--no-data-loss", help="Data is lost or wrong.")
    ] = None,
    security: Annotated[
        bool | None,
        Option("--security/--no-security", help="Somebody may have got in, or data out."),
    ] = None,
    degraded: Annotated[
        bool | None,
        Option("--degraded/--no-degraded", help="Something works badly, or fails for some."),
    ] = None,
    request: Annotated[
        bool | None, Option("--request/--no-request", help="A request or question; nothing is broken.")
    ] = None,
    users: Users = None,
    unsure: Annotated[
        list[str] | None,
        Option("--unsure", metavar="SIGN", help="What nobody can tell yet: counts as yes. May be repeated."),
    ] = None,
    title: Annotated[
        str, Option("--title", metavar="TITLE", help="What is wrong, to find runbooks by its words.")
    ] = "",
    service: Service = None,
    at: At = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Name the severity, its targets, whom to page now, where to post and which runbooks help.

    Without answers it asks, the most severe first. Unsure means the higher severity.
    """
    from governor_cli.ui.assessing import assess_event

    signs = {
        "outage": outage,
        "data-loss": data_loss,
        "security": security,
        "degraded": degraded,
        "request": request,
    }
    return assess_event(signs, users, list(unsure or ()), title, list(service or ()), at, format)
