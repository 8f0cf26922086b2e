"""Write the tables of the playbook's body anew from its front matter, and touch nothing else."""

from typing import NamedTuple

from governor_cli.adapters.workspace import Workspace
from governor_cli.core.document import Document, read
from governor_cli.core.markdown_edit import replace_block
from governor_cli.kinds.artifact.drift import drifted
from governor_cli.kinds.playbook.body import blocks
from governor_cli.policy.model import Playbook
from governor_cli.workflows.repository.reading import open_repository, record_of, refused
from governor_cli.workflows.repository.writing import rewrite_artifact


class Rendering(NamedTuple):
    """The playbook as it was, as it would be, and the blocks that differ."""

    document: Document
    data: bytes
    blocks: tuple[str, ...]


def rendering(workspace: Workspace) -> Rendering:
    """What rendering would change; GovError where the front matter cannot be read."""
    document = open_repository(workspace).document(workspace.settings.playbook)
    record = record_of(document)
    if not isinstance(record, Playbook):
        raise refused(document)
    return rendered(document, record)


def rendered(document: Document, playbook: Playbook) -> Rendering:
    """The document with every marked block as its front matter has it."""
    now = document
    changed: list[str] = []
    for name, text in drifted(playbook, document, blocks):
        now = read(now.path, replace_block(now, name, text))
        changed.append(name)
    return Rendering(document, now.data, tuple(changed))


def write_rendering(workspace: Workspace, rendering: Rendering) -> None:
    """Put the rendered playbook in its place, if it is still the one that was read."""
    rewrite_artifact(workspace, rendering.document, rendering.data)
