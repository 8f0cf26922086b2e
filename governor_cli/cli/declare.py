"""`gov declare SEVERITY TITLE [SERVICE...]` and `gov p0, p1, p2 ...`: `gov incident new` in fewer words."""

from typing import Annotated, Any

from governor_cli.cli import incident
from governor_cli.core.errors import UsageError
from governor_cli.ui.grammar import Argument, Function, Parameter, parameters, shaped
from governor_cli.ui.options import complete_service, complete_severity

Level = Annotated[
    str,
    Argument(
        metavar="SEVERITY",
        help="A severity of the playbook, such as P1.",
        autocompletion=complete_severity,
    ),
]
Services = Annotated[
    list[str] | None,
    Argument(metavar="[SERVICE...]", help="What suffers.", autocompletion=complete_service),
]
_DOC = "Declare an incident: write its report, and say what is due when and whom to page."


def ranked(word: str) -> Function:
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


def _shape(*first: Parameter) -> tuple[Parameter, ...]:
    """Title and services as arguments, then every option of `gov incident new` but the severity."""
    title, *options = (one for one in parameters(incident.new) if one.name != "severity")
    return (*first, title, Parameter("services", Services, None), *options)


def _command(severity: str, **given: Any) -> int:
    return _declare(severity, **given)


command = shaped(_command, _shape(Parameter("severity", Level)), _DOC)
