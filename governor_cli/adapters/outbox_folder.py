"""Where the outbox is, and how much waits in it: without reading a notice."""

import os

from governor_cli.adapters.workspace import Workspace
from governor_cli.core.digest import quick

ENDING = ".json"
_DIGITS = 16


def outbox_folder(workspace: Workspace) -> str:
    """Below git's own folder, shared by all work trees; of another gov repository in the clone its own."""
    folder = os.path.join(workspace.git.located.common_dir, "gov", "outbox")
    return os.path.join(folder, quick(workspace.prefix.encode())[:_DIGITS]) if workspace.prefix else folder


def count_waiting(workspace: Workspace) -> int:
    """How many notices wait."""
    return len(keys_in(outbox_folder(workspace)))


def keys_in(folder: str) -> list[str]:
    """The keys of the notices in a folder, in order; none where it cannot be read."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [name.removesuffix(ENDING) for name in names if name.endswith(ENDING) and name[0] != "."]
