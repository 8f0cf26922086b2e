"""Write an artifact: the file first, then perhaps a commit or a push of that file alone."""

from dataclasses import dataclass
from typing import Literal

from governor_cli.adapters import files
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.document import Document
from governor_cli.core.errors import GovError

How = Literal["file", "commit", "push"]


def create_artifact(workspace: Workspace, path: str, data: bytes) -> str:
    """Write a new file; GovError where one is there already. The path as the caller sees it."""
    files.create(files.inside(workspace.root, path), data)
    return path


def rewrite_artifact(workspace: Workspace, document: Document, data: bytes) -> bool:
    """Write a changed document; GovError where the file changed meanwhile. Whether anything changed."""
    if data == document.data:
        return False
    files.replace(files.inside(workspace.root, document.path), document.data, data)
    return True


@dataclass(frozen=True, slots=True)
class Shared:
    """How far a written file got: ``how`` is what was reached, ``problem`` why not further."""

    how: How
    problem: str = ""


def share(workspace: Workspace, paths: list[str], message: str, asked: How | None = None) -> Shared:
    """Commit, or commit and push, these files alone.

    ``asked`` is what the command line demands; without it gov.toml decides, and a failure is
    told in ``problem`` instead of raised: the record is saved, and that is what counts.
    """
    how = asked or workspace.settings.share
    if how == "file":
        return Shared("file")
    from governor_cli.adapters.commits import commit_paths, push_branch

    reached: How = "file"
    try:
        commit_paths(workspace.git, [workspace.prefix + path for path in paths], message)
        reached = "commit"
        if how == "push":
            push_branch(workspace.git)
            reached = "push"
    except GovError as error:
        if asked:
            raise
        return Shared(reached, error.message)
    return Shared(reached)
