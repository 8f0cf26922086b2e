"""`gov declare SEVERITY TITLE [SERVICE...]` and `gov p0, p1, p2 ...`: `gov incident new` in fewer words."""

import inspect
from typing import Annotated, Any

import typer

from governor_cli.cli import incident
from governor_cli.core.errors import UsageError
from governor_cli.ui.options import complete_service, complete_severity
from governor_cli.ui.reshaping import Command, shaped

Level = Annotated[
    str,
    typer.Argument(
        metavar="SEVERITY",
        help="A severity of the playbook, such as P1.",
        autocompletion=complete_severity,
    ),
]
Services = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SERVICE...]", help="What suffers.", autocompletion=complete_service),
]
_DOC = "Declare an incident: write its report, and say what is due when and whom to page."


def ranked(word: str) -> Command:
    """`gov pN`: the N-th severity of the playbook, `p0` the most severe."""
    number = int(word[1:])

    def declared(**given: Any) -> int:
        return _declare(_severity(number), **given)

    return shaped(
        declared, _shape(), f"{_DOC}\n\nThe severity is the one at place {number}; p0 is the first."
    )


def _severity(number: int) -> str:
    from governor_cli.ui.incidents import recording_here

    levels = [level.id for level in recording_here().policy.severities]
    if number < len(levels):
        return levels[number]
    known = ", ".join(f"p{rank} is {level}" for rank, level in enumerate(levels))
    raise UsageError(f"the playbook has {len(levels)} severities, so there is no p{number}", hint=f"{known}.")


def _declare(severity: str, services: list[str] | None, service: list[str] | None, **given: Any) -> int:
    return incident.new(severity=severity, service=[*(services or []), *(service or [])], **given)


def _shape(*first: inspect.Parameter) -> inspect.Signature:
    """Title and services as arguments, then every option of `gov incident new` but the severity."""
    known = inspect.signature(incident.new).parameters
    argument = inspect.Parameter.POSITIONAL_OR_KEYWORD
    title = known["title"].replace(kind=argument)
    services = inspect.Parameter("services", argument, default=None, annotation=Services)
    options = [
        one.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, one in known.items()
        if name not in {"title", "severity"}
    ]
    return inspect.Signature([*first, title, services, *options])


def _command(severity: str, **given: Any) -> int:
    return _declare(severity, **given)


command = shaped(
    _command,
    _shape(inspect.Parameter("severity", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Level)),
    _DOC,
)
