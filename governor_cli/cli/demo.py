"""`gov demo`: walk through one incident in a repository of its own."""

from pathlib import Path
from typing import Annotated

from governor_cli.ui.grammar import Argument
from governor_cli.ui.session import current


def command(
    directory: Annotated[
        str | None, Argument(metavar="[DIR]", help="An empty folder. [default: a new temporary one]")
    ] = None,
) -> None:
    """Build a small operations repository and take one incident through it, with real commands.

    The folder is left for you to explore. Nothing outside it is read or changed.
    """
    import tempfile

    from governor_cli.views.demo import event_text
    from governor_cli.workflows.demonstrating import demonstrate

    session = current()
    folder = Path(directory) if directory else Path(tempfile.mkdtemp(prefix="gov-demo-"))
    folder = (session.start / folder).absolute()
    for event in demonstrate(folder):
        session.out(event_text(event))
    session.out(f"\nThe repository is yours to explore: cd {folder}")
