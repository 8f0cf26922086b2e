"""Read the roster and the playbook it serves, and no other file."""

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.document import Document
from governor_cli.core.errors import GovError
from governor_cli.kinds.roster.model import Roster
from governor_cli.workflows.repository.reading import Repository, open_repository, record_of


def roster_of(repository: Repository) -> tuple[Document, Roster]:
    """The roster as written and as a record; GovError where it is missing or wrong."""
    path = present_roster(repository)
    document = repository.document(path)
    record = record_of(document)
    if not isinstance(record, Roster):
        raise GovError(f"the roster `{path}` cannot be used", hint=f"Run `gov check {path}` to see why.")
    return document, record


def present_roster(repository: Repository) -> str:
    """The roster's path below the root; GovError where there is none."""
    path = repository.policy.knowledge.roster
    if not repository.exists(path):
        raise GovError(f"there is no roster at `{path}`", hint="Write one with `gov roster new`.")
    return path


def roster_repository(workspace: Workspace, rev: str | None = None) -> Repository:
    """The repository with its playbook and roster alone: no other file is listed or read."""
    own = [workspace.prefix + "gov.toml", workspace.prefix + workspace.settings.playbook]
    policy = _narrow(workspace, own, rev).policy
    found = _narrow(workspace, [*own, workspace.prefix + policy.knowledge.roster], rev)
    found.policy = policy  # of the same bytes: reading it again would only take time
    return found


def _narrow(workspace: Workspace, paths: list[str], rev: str | None) -> Repository:
    literal = [f":(literal){path}" for path in paths]
    if rev is None:
        return open_repository(workspace, snapshots.worktree(workspace.git, literal))
    return open_repository(workspace, snapshots.revision(workspace.git, rev, paths))
