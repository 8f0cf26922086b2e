"""What commits say of an incident: which ones name it, and what they change."""

from collections.abc import Iterator

from governor_cli.adapters.workspace import Workspace
from governor_cli.practices.evidence import Commit

_FORMAT = "--format=%x1e%H%x1f%B%x1f"


def commits_naming(workspace: Workspace, incident: str, folder: str) -> list[Commit]:
    """The commits reachable from HEAD that name an incident and change something in a folder, latest first.

    An unborn HEAD has none. Trailers, subject and body count alike: a squash merge keeps only some.
    """
    found = workspace.git.ask(
        "--literal-pathspecs",
        "log",
        "-z",
        _FORMAT,
        "--name-only",
        "--no-renames",
        "--diff-merges=first-parent",
        "--fixed-strings",
        f"--grep={incident}",
        "HEAD",
        "--",
        workspace.prefix + folder,
    )
    return list(_commits(found or b"", workspace.prefix))


def commit_of(workspace: Workspace, revision: str) -> Commit | None:
    """A commit by its id or the beginning of it; None where HEAD does not reach it."""
    git = workspace.git
    full = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    name = full.decode().strip() if full else ""
    if not name or git.ask("merge-base", "--is-ancestor", name, "HEAD") is None:
        return None
    shown = git.ask(
        "log", "-1", "-z", _FORMAT, "--name-only", "--no-renames", "--diff-merges=first-parent", name
    )
    return next(_commits(shown or b"", workspace.prefix), None)


def _commits(told: bytes, prefix: str) -> Iterator[Commit]:
    for one in told.decode("utf-8", "surrogateescape").split("\x1e")[1:]:
        name, message, paths = (*one.split("\x1f", 2), "", "")[:3]  # a message may hold anything
        below = (path.strip("\n") for path in paths.split("\0"))
        yield Commit(
            name, message, tuple(path[len(prefix) :] for path in below if path and path.startswith(prefix))
        )
