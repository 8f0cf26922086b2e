"""Read the roster and the playbook it serves, and no other file."""

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.document import Document
from governor_cli.core.errors import GovError
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.workflows.repository.reading import Repository, open_repository, record_of


def roster_of(repository: Repository) -> tuple[Document, Roster]:
    """The roster as written and as a record; GovError where it is missing or wrong."""
    path = present_roster(repository)
    document = repository.kept_document(path)
    record = record_of(document)
    if not isinstance(record, Roster):
        raise GovError(f"the roster `{path}` cannot be used", hint=f"Run `gov check {path}` to see why.")
    return document, record


def present_roster(repository: Repository) -> str:
    """The roster's path below the root; GovError where there is none."""
    path = repository.policy.knowledge.roster
    if repository.exists(path):
        return path
    judged = repository.snapshot.judged
    if judged.kind == "revision":
        hint = "Name a revision that has one: `git log` of the file tells."
        raise GovError(f"there was no roster at `{path}` in {judged.rev}", hint=hint)
    raise GovError(f"there is no roster at `{path}`", hint="Write one with `gov roster new`.")


def roster_repository(workspace: Workspace, rev: str | None = None) -> Repository:
    """The repository with its playbook and roster alone: no other file is listed or read."""
    own = [workspace.prefix + "gov.toml", workspace.prefix + workspace.settings.playbook]
    policy = _narrow(workspace, own, rev).policy
    found = _narrow(workspace, [*own, workspace.prefix + policy.knowledge.roster], rev)
    found.policy = policy  # of the same bytes: reading it again would only take time
    return found


def roster_then(workspace: Workspace, rev: str) -> tuple[Playbook, Roster] | None:
    """Playbook and roster of a revision; None where it had one of them not yet."""
    playbook = workspace.settings.playbook
    if not _narrow(workspace, [workspace.prefix + playbook], rev).exists(playbook):
        return None
    then = roster_repository(workspace, rev)
    if not then.exists(then.policy.knowledge.roster):
        return None
    return then.policy, roster_of(then)[1]


def _narrow(workspace: Workspace, paths: list[str], rev: str | None) -> Repository:
    literal = [f":(literal){path}" for path in paths]
    if rev is None:
        return open_repository(workspace, snapshots.worktree(workspace.git, literal))
    return open_repository(workspace, snapshots.revision(workspace.git, rev, paths))
