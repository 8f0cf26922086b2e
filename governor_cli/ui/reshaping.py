"""One command in two shapes: `gov incident log ID TEXT`, and `gov log TEXT` whose incident is inferred."""

from governor_cli.ui.grammar import Function, Parameter, parameters, shaped
from governor_cli.ui.options import Incident

AFTER_THE_END = ("report", "resolve")
"""Verbs that also mean the incident in use when it is resolved already."""


def inferring(command: Function, verb: str) -> Function:
    """The same command whose ID argument has become the option -i."""
    kept = tuple(one for one in parameters(command) if one.name != "incident")

    def inferred(incident: str | None, **given: object) -> int:
        from governor_cli.ui.incidents import recording_here
        from governor_cli.workflows.incident.inference import meant

        named = meant(recording_here(), incident, over_too=verb in AFTER_THE_END)
        code: int = command(incident=named, **given)
        return code

    return shaped(inferred, (*kept, Parameter("incident", Incident, None)), command.__doc__)
