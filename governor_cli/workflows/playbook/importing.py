"""Import a prose playbook: read it, say what came from where, and write it where it belongs."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from governor_cli.adapters import files
from governor_cli.adapters.given import read_given
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.errors import GovError
from governor_cli.workflows.playbook.compose import LARGEST, Composed, compose


class Importing(NamedTuple):
    """What an import would write: to ``target``, over ``before`` where the prose itself stands there."""

    composed: Composed
    target: Path
    before: bytes | None


def importing(given: str, output: str | None, open_workspace: Callable[[], Workspace]) -> Importing:
    """Read the prose file and find the place of its playbook; nothing is written.

    Without ``output`` that is the file gov.toml names, so there must be one. A file that
    stands there already is replaced only if it is the prose itself.
    """
    source = Path(given)
    data = read_prose(source)
    workspace = open_workspace() if output is None else _if_any(open_workspace)
    target = _target(output, workspace)
    path = _path_of_record(target, workspace)
    return Importing(compose(data, given, path), target, _before(target, source, data))


def _if_any(open_workspace: Callable[[], Workspace]) -> Workspace | None:
    """A place that is named needs no gov repository around it."""
    try:
        return open_workspace()
    except GovError:
        return None


def write_import(one: Importing) -> None:
    """Write the playbook, if its place is still as it was when the prose was read."""
    if one.before is None:
        files.create(one.target, one.composed.data)
    else:
        files.replace(one.target, one.before, one.composed.data)


def read_prose(given: str | Path) -> bytes:
    """The bytes of the prose that was named; GovError where it cannot be read."""
    return read_given(given, LARGEST, "Give the Markdown file of the playbook.")


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error).lower()


def _target(output: str | None, workspace: Workspace | None) -> Path:
    if workspace is None:
        return Path(output or "").absolute()
    if output is None:
        return Path(workspace.file(workspace.settings.playbook))
    relative = os.path.relpath(Path(output).absolute(), workspace.root.absolute())
    return Path(workspace.file(Path(relative).as_posix()))


def _path_of_record(target: Path, workspace: Workspace | None) -> str:
    """What links in the rendered body start from."""
    root = workspace.root.absolute() if workspace else Path.cwd()
    return Path(os.path.relpath(target.absolute(), root)).as_posix()


def _before(target: Path, source: Path, data: bytes) -> bytes | None:
    try:
        if not target.exists():
            return None
        same = target.samefile(source)
    except (OSError, ValueError) as error:
        raise GovError(f"cannot read {target}: {_reason(error)}") from None
    if not same:
        raise GovError(
            f"{target} exists already", hint="Give another --output, or move that file away first."
        )
    return data
