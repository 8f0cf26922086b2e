"""The policy in force: in the work tree, or as it stood at a revision."""

from typing import NamedTuple

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.settings import read_settings
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.policy.model import Playbook
from governor_cli.workflows.repository.reading import record_of, refused


class InForce(NamedTuple):
    """A playbook, the file it stands in (from the top of the Git repository), and its blob."""

    playbook: Playbook
    path: str
    blob: str
    kind: str
    rev: str


def in_force(workspace: Workspace, as_of: str | None = None) -> InForce:
    """The playbook that gov.toml names there; GovError where it is missing or wrong."""
    git = workspace.git
    snapshot = snapshots.worktree(git) if as_of is None else snapshots.revision(git, as_of)
    path = workspace.prefix + _named(workspace, snapshot)
    if path not in snapshot.entries:
        raise GovError(
            f"the playbook `{path}` is not in {snapshot.judged}",
            hint="Name the right file in gov.toml, or ask for a revision that has it.",
        )
    document = read(path, snapshot.read(path))
    record = record_of(document)
    if not isinstance(record, Playbook):
        raise refused(document)
    judged = snapshot.judged
    return InForce(record, path, snapshot.oid(path), judged.kind, judged.rev)


def _named(workspace: Workspace, snapshot: Snapshot) -> str:
    """What gov.toml said at that time, which may be another file than today."""
    settings = f"{workspace.prefix}gov.toml"
    if settings not in snapshot.entries:
        raise GovError(
            f"{snapshot.judged} has no {settings}", hint="Ask for a revision since `gov init` was committed."
        )
    return read_settings(snapshot.read(settings), settings).playbook
