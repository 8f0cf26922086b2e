"""`gov init`: make a folder a gov repository."""

from typing import Annotated

from governor_cli.ui.grammar import Argument, Option
from governor_cli.ui.session import current


def command(
    directory: Annotated[str, Argument(metavar="[DIR]", help="The folder; made where it is missing.")] = ".",
    from_playbook: Annotated[
        str | None,
        Option("--from-playbook", metavar="FILE", help="Read the policy from a playbook in prose."),
    ] = None,
    git_init: Annotated[
        bool | None,
        Option("--git-init/--no-git-init", help="Start a Git repository where there is none. [default: ask]"),
    ] = None,
) -> None:
    """Write gov.toml, a playbook, a roster, runbooks and folders; never over what is there.

    With --from-playbook the facts of an existing playbook arrive in the front matter of the new
    one: tables, lists and numbers with units are read, and every assumption is named.
    """
    from governor_cli.ui.starting import ensure_repository, prose_of, show_start
    from governor_cli.workflows.initialising import initialise

    root = (current().start / directory).absolute()
    prose = prose_of(from_playbook) if from_playbook else None
    ensure_repository(root, wanted=git_init)
    show_start(initialise(root, prose), from_playbook)
