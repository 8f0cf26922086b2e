"""Commits of single files: hooks and signing apply, other work stays staged."""

import os
import re
from collections.abc import Callable, Sequence
from time import sleep, time

from governor_cli.adapters.git import Git, GitError
from governor_cli.core.errors import GovError

_UNDER_WAY = {
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
}
PATIENCE = 30.0
"""Seconds that hooks and signing may take: a person may have to touch a key."""
_BUSY = re.compile(r"Unable to create '.*\.lock'|cannot lock ref|did not match any file")
_REFUSED = re.compile("Permission denied|Read-only file system|No space left on device")
"""Why a lock cannot be made however long somebody waits."""
_PATIENT = 5.0
"""Seconds after which a lock is not waited for: a crash left it behind, or a hook takes its time."""
_TRIES = 30
_PAUSE = 0.1
"""Seconds from one try to the next."""
_IDENTITY = re.compile(r"(.*) <(.*)> \d+ [+-]\d{4}")


def identity(git: Git) -> tuple[str, str] | None:
    """Name and e-mail address that somebody has set for git; what git would guess does not count."""
    told = git.ask("-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    match = _IDENTITY.fullmatch(told.decode("utf-8", "replace").strip()) if told else None
    return (match[1], match[2]) if match else None


def operation_under_way(git: Git) -> str | None:
    """The merge, rebase, cherry-pick or revert that is not finished in this work tree."""
    for name, operation in _UNDER_WAY.items():
        if os.path.exists(os.path.join(git.located.git_dir, name)):
            return operation
    return None


def commit_paths(git: Git, paths: Sequence[str], message: str, *, seconds: float = PATIENCE) -> str | None:
    """Commit these files alone, as they are on disk; the new commit's id, None when nothing changed.

    Paths are relative to the top and taken literally. What else is staged stays staged.
    Raises GovError: an operation is under way, nobody is known to git, a hook or the signing
    refused or took longer than ``seconds``.
    """
    if operation := operation_under_way(git):
        raise GovError(
            f"a {operation} is not finished in this work tree",
            hint="Finish it, then commit the file with your other work.",
        )
    if identity(git) is None:
        raise GovError(
            "git does not know who you are",
            hint="Set user.name and user.email with `git config`, or GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL.",
        )
    state = git.run("--literal-pathspecs", "status", "--porcelain", "--ignored", "-z", "--", *paths)
    if not state:
        return None
    if state.startswith(b"!! ") or b"\0!! " in state:
        raise GovError(
            f"git ignores {', '.join(paths)}",
            hint="Take the folder out of .gitignore, or name another in the playbook.",
        )
    told = message.encode("utf-8", "surrogateescape")
    _when_free(git, lambda: _commit(git, paths, told, seconds))
    return git.run("rev-parse", "HEAD").decode().strip()


def _commit(git: Git, paths: Sequence[str], message: bytes, seconds: float) -> None:
    _add(git, paths)
    commit = ("commit", "--quiet", "--only", "-F", "-", "--", *paths)
    ended = git.bounded("--literal-pathspecs", *commit, stdin=message, seconds=seconds)
    if not ended.in_time:
        raise GovError(
            f"the commit took longer than {seconds:g} seconds",
            hint="Look at the hooks and the signing of this clone, then commit the file.",
        )
    if ended.code:
        raise GitError("commit", ended.code, ended.stderr)


def _add(git: Git, paths: Sequence[str]) -> None:
    """Stage the files, also those that stand where a sparse checkout has none; git before 2.34 just does."""
    add = ("--literal-pathspecs", "add")
    try:
        git.run(*add, "--", *paths, writes=True)
    except GitError as error:
        if "sparse-checkout" not in error.stderr:
            raise
        git.run(*add, "--sparse", "--", *paths, writes=True)


def _when_free(git: Git, act: Callable[[], object]) -> None:
    """Do it as soon as nobody else commits: two people of one machine record at once.

    Git gives up at once where another holds its lock, and a commit that read the index before it
    took the lock forgets what was added in between.
    """
    for _ in range(_TRIES):
        try:
            act()
        except GitError as error:
            if not _BUSY.search(error.stderr) or _REFUSED.search(error.stderr):
                raise
            if _locked_for(git) > _PATIENT:
                break
            sleep(_PAUSE)
        else:
            return
    raise GovError(
        "another git is at work in this clone, and does not end",
        hint="Let it end, then run the command again; a crash may have left `index.lock` behind.",
    )


def _locked_for(git: Git) -> float:
    """Seconds for which the index has been locked; 0 where it is not."""
    try:
        return time() - os.stat(os.path.join(git.located.git_dir, "index.lock")).st_mtime
    except OSError:
        return 0.0
