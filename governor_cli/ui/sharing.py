"""How far a written file was shared, said in one line; and what waits from earlier commands, tried again."""

from typing import TYPE_CHECKING, Literal

from governor_cli.core.errors import GovError
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.adapters.git import Git
    from governor_cli.adapters.workspace import Workspace
    from governor_cli.workflows.repository.sharing import Shared

How = Literal["commit", "push"]

_SUBJECT = 72
_PAUSE = 60
"""Seconds: a remote that answers nothing is not asked again by every command that only reads."""
_tried: list[str] = []
"""The file of what waits that this run has seen to already."""


def subject_line(text: str) -> str:
    """A commit's subject: one line that a log can show whole."""
    line = " ".join(text.split())
    return line if len(line) <= _SUBJECT else f"{line[: _SUBJECT - 1]}…"


def share_paths(workspace: "Workspace", paths: list[str], message: str, what: str, asked: How | None) -> None:
    """Share files that are written already, and say how far that went.

    Where sharing was asked for and fails, the error names what is saved and where, so that nobody
    records it twice.
    """
    if (asked or workspace.settings.share) == "file":
        return
    from governor_cli.adapters.unshared import place
    from governor_cli.workflows.repository.writing import share

    _tried.append(place(workspace.git))
    try:
        shared = share(workspace, paths, subject_line(message), asked)
    except GovError as error:
        error.message = f"{what} is saved in {', '.join(paths)}, but not shared: {error.message}"
        raise
    _tell_all(shared)


def share_tag(git: "Git", name: str, message: str, asked: How | None) -> None:
    """Push a tag that is made already, and say how far that went."""
    from governor_cli.adapters.unshared import place
    from governor_cli.workflows.repository.sharing import share_ref

    _tried.append(place(git))
    try:
        shared = share_ref(git, f"refs/tags/{name}", subject_line(message), asked=asked is not None)
    except GovError as error:
        error.message = f"the tag {name} is made here, but not pushed: {error.message}"
        raise
    _tell_all(shared)


def _tell_all(shared: "Shared") -> None:
    _tell(shared)
    if shared.problem:
        later = "; the next command tries again" if shared.waits else ""
        current().warn(f"saved, not shared: {shared.problem}{later}")
        if shared.hint:
            from governor_cli.views.ink import ink

            current().note(f"{ink('cyan', 'hint:')} {shared.hint}")


def catch_up() -> None:
    """After a command: share what waits, in one line, without ever failing for it."""
    workspace = current().opened
    if workspace is None:
        return
    from governor_cli.adapters.unshared import age, place, waiting

    since = age(workspace.git)
    if since is None or place(workspace.git) in _tried:
        return
    known = {entry.why for entry in waiting(workspace.git)}
    if since < _PAUSE and any("too long" in why for why in known):
        return
    from governor_cli.workflows.repository.sharing import catch_up as share_waiting

    try:
        shared = share_waiting(workspace.git)
    except GovError as error:
        current().warn(f"what waits is still not shared: {error.message}")
        return
    if shared is None:
        return
    _tell(shared)
    if shared.problem and shared.problem not in known:  # what was said once is not said by every command
        current().warn(f"what waits is still not shared: {shared.problem}")


def _tell(shared: "Shared") -> None:
    if shared.caught_up:
        current().note(f"shared what waited: {'; '.join(shared.caught_up)}")
