"""The playbook as an artifact: its rules and the tables in its body. Its model lives in ``policy``."""

from governor_cli.contracts.extract import Extract
from governor_cli.contracts.kind import Kind
from governor_cli.core.blob import blob_ids
from governor_cli.core.document import Document
from governor_cli.kinds.playbook.body import blocks
from governor_cli.kinds.playbook.rules import RULES
from governor_cli.policy.model import Playbook


def _extract(playbook: Playbook, document: Document) -> Extract:
    runbooks = [path for path in playbook.runbooks.values() if path is not None]
    facts = {"runbooks": runbooks, "blobs": blob_ids(document.data)}
    return Extract("playbook", "playbook", facts, ())


KIND = Kind(
    name="playbook",
    model=Playbook,
    rules=RULES,
    extract=_extract,
    blocks=blocks,
)
"""gov.toml, not the playbook, says where the playbook stands."""
