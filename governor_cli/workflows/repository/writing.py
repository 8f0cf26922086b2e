"""Write an artifact: the file first, then perhaps a commit or a push of that file alone."""

from typing import TYPE_CHECKING, Literal

from governor_cli.adapters import files
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.document import Document

if TYPE_CHECKING:
    from governor_cli.workflows.repository.sharing import Shared

How = Literal["file", "commit", "push"]


def create_artifact(workspace: Workspace, path: str, data: bytes) -> str:
    """Write a new file; GovError where one is there already. The path as the caller sees it."""
    files.create(workspace.file(path), data)
    return path


def rewrite_artifact(workspace: Workspace, document: Document, data: bytes) -> bool:
    """Write a changed document; GovError where the file changed meanwhile. Whether anything changed."""
    if data == document.data:
        return False
    files.replace(workspace.file(document.path), document.data, data)
    return True


def share(workspace: Workspace, paths: list[str], message: str, asked: How | None = None) -> "Shared":
    """Commit, or commit and push, these files alone.

    ``asked`` is what the command line demands; without it gov.toml decides, and a failure is
    told in ``problem`` instead of raised: the record is saved, and that is what counts.
    """
    from governor_cli.workflows.repository.sharing import share_files

    from_top = [workspace.prefix + path for path in paths]
    return share_files(
        workspace.git, from_top, message, asked or workspace.settings.share, asked=asked is not None
    )
