"""Earlier versions of a file that a record hangs on: somebody may have broken it at three in the morning."""

from collections.abc import Callable
from typing import TypeVar

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.errors import GovError
from governor_cli.workflows.repository.reading import Repository, open_repository

T = TypeVar("T")
_LOOKED_AT = 20
"""Commits that changed the file, the latest first; what was broken for longer nobody relies on."""


def last_usable(
    workspace: Workspace, path: str, reading: Callable[[Repository], T | None]
) -> tuple[T, Repository] | None:
    """What ``reading`` finds in the latest commit in which it finds something; None where that is none.

    The path is relative to the root of the gov repository.
    """
    from_top = workspace.prefix + path
    told = workspace.git.ask(
        "--literal-pathspecs", "log", f"--max-count={_LOOKED_AT}", "--format=%H", "HEAD", "--", f"{from_top}"
    )
    for commit in (told or b"").decode().split():
        repository = open_repository(workspace, snapshots.revision(workspace.git, commit, [from_top]))
        try:
            found = reading(repository)
        except GovError:
            continue
        if found is not None:
            return found, repository
    return None
