"""The last examination of this clone: what the weekly sync shows, without asking any probe again."""

from governor_cli.adapters.checkup import last_checkup
from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.examination import Examination


def last_result(workspace: Workspace) -> Examination | None:
    """What `gov doctor` found last here, and when; None where nobody has asked it in this clone."""
    return last_checkup(workspace)
