"""Abandon a documentation branch: its work is kept under a ref of gov's own, with the reason beside it."""

import os
from datetime import datetime
from typing import NamedTuple

from governor_cli.adapters.branches import commit_at, delete_branch
from governor_cli.adapters.git import Git
from governor_cli.adapters.worktrees import at_main, place_for, remove_tree, tree_of
from governor_cli.core.errors import GovError, UsageError
from governor_cli.workflows.docs.branches import Branches, Known, uncommitted
from governor_cli.workflows.said import checked_text

REFS = "refs/gov/abandoned/"


class Abandoned(NamedTuple):
    """A branch that is gone; ``kept`` is the ref of a tag with the reason and everything that was in it."""

    branch: str
    kept: str
    pull_request: str = ""
    pushed: bool = False


def abandon(branches: Branches, branch: Known, reason: str, who: str, at: datetime) -> Abandoned:
    """Keep the commits, and what was not committed, under REFS; then remove work tree and branch."""
    if not reason.strip():
        raise UsageError("the reason is empty", hint="Say why the documentation is not needed.")
    said = checked_text(reason, "the reason")
    git = at_main(branches.git)
    tree = tree_of(git, branch.name)
    if tree and os.path.realpath(tree) != os.path.realpath(place_for(git, branch.name)):
        raise GovError(
            f"`{branch.name}` is checked out in {tree}",
            hint="Check out another branch there, then try again.",
        )
    is_pushed = branches.is_pushed(branch.name)
    kept = f"{REFS}{branch.name}/{branch.commit[:12]}"
    message = f"{said}\n\nAbandoned by {who}\n"
    git.run("update-ref", kept, _tag(git, _everything(git, tree, branch), branch, message, at), writes=True)
    if tree:
        remove_tree(git, tree, force=True)
    tip = commit_at(git, branch.ref)
    if tip:
        delete_branch(git, branch.name, tip)
    return Abandoned(branch.name, kept, branch.memory.get("pull-request", ""), is_pushed)


def _everything(git: Git, tree: str | None, branch: Known) -> str:
    """The branch's commit, or one on top of it that holds what was not committed."""
    if tree is None or not any(True for _ in uncommitted(tree)):
        return branch.commit
    linked = Git.around(tree, hook=False)
    linked.run("add", "--all", "--", ".", writes=True)
    written = linked.run("write-tree", writes=True).decode().strip()
    message = b"What was not committed when the branch was abandoned\n"
    command = ("commit-tree", written, "-p", branch.commit, "-F", "-")
    return git.run(*command, stdin=message, writes=True).decode().strip()


def _tag(git: Git, commit: str, branch: Known, message: str, at: datetime) -> str:
    """An annotated tag object: Git's own way to say something about a commit."""
    who = git.run("var", "GIT_COMMITTER_IDENT").decode("utf-8", "surrogateescape").rpartition(">")[0]
    head = f"object {commit}\ntype commit\ntag {branch.name}\ntagger {who}> {int(at.timestamp())} +0000\n\n"
    text = f"{head}{message}".encode("utf-8", "surrogateescape")
    return git.run("mktag", stdin=text, writes=True).decode().strip()
