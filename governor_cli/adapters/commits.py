"""Commits of single files, and the push that may follow: hooks and signing apply, other work stays staged."""

import os
import re
from collections.abc import Sequence

from governor_cli.adapters.git import Git
from governor_cli.core.errors import GovError

_UNDER_WAY = {
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
}
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


def commit_paths(git: Git, paths: Sequence[str], message: str) -> str | None:
    """Commit these files alone, as they are on disk; the new commit's id, None when nothing changed.

    Paths are relative to the top and taken literally. What else is staged stays staged.
    Raises GovError: an operation is under way, nobody is known to git, a hook refused.
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
    git.run("--literal-pathspecs", "add", "--", *paths, writes=True)
    commit = ("commit", "--quiet", "--only", "-F", "-", "--", *paths)
    git.run("--literal-pathspecs", *commit, stdin=message.encode("utf-8", "surrogateescape"), writes=True)
    return git.run("rev-parse", "HEAD").decode().strip()


def push_branch(git: Git, *, seconds: float = 3.0) -> str:
    """Push the current branch to where it belongs, within a bound; the name of the remote.

    Raises GovError where there is nothing to push to, OutsideError when the remote refuses or is slow.
    """
    remote, refspec = _destination(git)
    git.push(remote, refspec, seconds=seconds)
    return remote


def _destination(git: Git) -> tuple[str, str]:
    """Remote and refspec: where the branch is pushed by its own settings, else the only remote there is."""
    head = git.ask("symbolic-ref", "--quiet", "HEAD")
    if head is None:
        raise GovError("HEAD is on no branch, so there is nothing to push", hint="Check out a branch first.")
    ref = head.decode("utf-8", "surrogateescape").strip()
    fields = "%(push:remotename)%00%(push:remoteref)%00%(upstream:remotename)%00%(upstream:remoteref)"
    told = git.run("for-each-ref", f"--format={fields}", ref).decode("utf-8", "surrogateescape").rstrip("\n")
    for_push, push_ref, upstream, upstream_ref = told.split("\0") if told else ("",) * 4
    if for_push or upstream:
        same = not for_push or for_push == upstream
        return for_push or upstream, f"{ref}:{push_ref or (upstream_ref if same else '') or ref}"
    remotes = git.run("remote").decode("utf-8", "surrogateescape").split()
    if "origin" in remotes or len(remotes) == 1:
        return ("origin" if "origin" in remotes else remotes[0]), f"{ref}:{ref}"
    raise GovError(
        "there is no remote to push to" if not remotes else "it is not said which remote to push to",
        hint="Name one with `git push --set-upstream REMOTE BRANCH`, once.",
    )
