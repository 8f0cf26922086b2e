"""`gov doctor`: the health of the tooling."""

from typing import Annotated

from governor_cli.ui.grammar import Option
from governor_cli.ui.options import Format


def command(
    send: Annotated[
        bool,
        Option("--send", help="Also call the webhooks: people see a message, nobody is paged."),
    ] = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Ask hook, remote, forge, Prometheus, mail, chat, pager, roster, clock, git and Python how they are.

    Everything is asked at once and for six seconds at most. Exits 4 where something failed; what is not
    set up is no failure. The weekly sync shows what was found last.
    """
    from governor_cli.ui.doctor import show_health

    return show_health(send=send, format=format)
