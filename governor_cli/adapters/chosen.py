"""Which incident this clone works on: declared here last, or chosen with `gov use`.

It stands below git's own folder, one line for each gov repository in the clone; a damaged file
says nothing, and one that cannot be written is no error: `-i` always works.
"""

import os
from contextlib import suppress

from governor_cli.adapters.workspace import Workspace

_NAME = "in-use"
_LARGEST = 65_536


def chosen(workspace: Workspace) -> str | None:
    """The id, as it was kept; whether that incident still exists is for the caller to see."""
    return _read(workspace).get(workspace.prefix)


def choose(workspace: Workspace, incident: str | None) -> bool:
    """Keep an id, or forget the one that is kept; whether that could be written."""
    known = _read(workspace)
    kept = {prefix: other for prefix, other in known.items() if prefix != workspace.prefix}
    if incident is not None:
        kept[workspace.prefix] = incident
    if kept == known:
        return True
    file = _file(workspace)
    temporary = f"{file}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(temporary, "w", encoding="utf-8", errors="surrogateescape") as opened:
            opened.writelines(f"{other}\t{prefix}\n" for prefix, other in kept.items())
        os.replace(temporary, file)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        return False
    return True


def _file(workspace: Workspace) -> str:
    return os.path.join(workspace.git.located.common_dir, "gov", _NAME)


def _read(workspace: Workspace) -> dict[str, str]:
    try:
        with open(_file(workspace), encoding="utf-8", errors="surrogateescape") as opened:
            lines = opened.read(_LARGEST).split("\n")
    except OSError:
        return {}
    pairs = (line.partition("\t") for line in lines)
    return {prefix: incident for incident, tab, prefix in pairs if tab and incident}
