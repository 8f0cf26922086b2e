"""One command in two shapes: `gov incident log ID TEXT`, and `gov log TEXT` whose incident is inferred."""

import inspect
from collections.abc import Callable

from governor_cli.ui.options import Incident

Command = Callable[..., int]

AFTER_THE_END = ("report", "resolve")
"""Verbs that also mean the incident in use when it is resolved already."""


def inferring(command: Command, verb: str) -> Command:
    """The same command whose ID argument has become the option -i."""
    shape = inspect.signature(command)
    kept = [one for one in shape.parameters.values() if one.name != "incident"]
    option = inspect.Parameter("incident", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Incident)

    def inferred(incident: str | None, **given: object) -> int:
        from governor_cli.ui.incidents import recording_here
        from governor_cli.workflows.incident.inference import meant

        named = meant(recording_here(), incident, over_too=verb in AFTER_THE_END)
        return command(incident=named, **given)

    return shaped(inferred, shape.replace(parameters=[*kept, option]), command.__doc__)


def shaped(command: Command, shape: inspect.Signature, doc: str | None) -> Command:
    """A function that Typer reads as having this signature."""
    command.__signature__ = shape  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in shape.parameters.values()}
    command.__doc__ = doc
    return command
