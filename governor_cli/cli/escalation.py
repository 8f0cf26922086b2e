"""`gov escalation`: whom a severity reaches, and whether it always reaches somebody."""

from typing import Annotated

from governor_cli.ui.grammar import Argument, Commands, Option
from governor_cli.ui.options import At, Format, From, Strict, complete_severity
from governor_cli.ui.session import current

app = Commands()


@app.command("show")
def show(
    severity: Annotated[
        str, Argument(metavar="SEVERITY", help="Such as P1.", autocompletion=complete_severity)
    ],
    at: At = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Say whom each step reaches now, and how."""
    from governor_cli.ui.roster import planned
    from governor_cli.views.escalation import chain_data, chain_text
    from governor_cli.workflows.roster.escalation import chain
    from governor_cli.workflows.roster.reading import roster_repository

    session = current()
    repository = roster_repository(session.workspace())
    found = chain(repository, severity, planned(at, repository, session.now()))
    session.answer("escalation", chain_data(found), lambda: chain_text(found), format)
    return 0


@app.command("check")
def check(
    horizon: Annotated[
        str | None,
        Option("--horizon", metavar="DURATION", help="How far to look. [default: the roster's, 400d]"),
    ] = None,
    start: From = None,
    strict: Strict = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Judge every step of every severity: at each hour it must reach somebody who can be reached.

    A step that informs and reaches nobody is a warning; outside the hours of best effort it is told.
    """
    from governor_cli.ui.roster import asked_horizon, planned
    from governor_cli.views.escalation import steps_data, steps_text
    from governor_cli.workflows.roster.escalation import judge_steps
    from governor_cli.workflows.roster.reading import roster_repository

    session = current()
    repository = roster_repository(session.workspace())
    begin = planned(start, repository, session.now().replace(second=0, microsecond=0), "--from")
    found = judge_steps(repository, begin, asked_horizon(horizon, prove=False))
    session.answer("escalation_check", steps_data(found), lambda: steps_text(found), format)
    return int(found.fails(strict=strict))
