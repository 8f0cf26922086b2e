"""`gov use`: which incident this clone works on."""

from typing import Annotated

from governor_cli.ui.grammar import Argument, Option
from governor_cli.ui.options import Format, complete_open_incident


def command(
    incident: Annotated[
        str | None,
        Argument(
            metavar="[ID]",
            help="The incident. [default: show the one in use]",
            autocompletion=complete_open_incident,
        ),
    ] = None,
    none: Annotated[bool, Option("--none", help="Work on none in particular.")] = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Choose the incident that commands mean in this clone, or show which one they mean."""
    from governor_cli.ui.choosing import choose_incident, show_choice

    if incident is None and not none:
        return show_choice(format)
    return choose_incident(incident, none, format)
