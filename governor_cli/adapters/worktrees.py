"""Linked work trees: a branch gets a folder of its own, and the checkout in use is never touched.

GitPython makes and removes them; what is committed there is committed by git itself, with hooks
and signing. They stand below git's own folder, where no snapshot and no ``git status`` sees them.
"""

import os
from collections.abc import Iterator
from typing import NamedTuple

from governor_cli.adapters.git import Git, GitError
from governor_cli.adapters.process import first_line
from governor_cli.core.errors import GovError

_HEADS = "refs/heads/"
_SHOWN = 12
"""Lines of what a hook said that are repeated."""


class LinkedTree(NamedTuple):
    """A work tree; ``branch`` is empty where its HEAD is on none."""

    path: str
    branch: str


def work_trees(git: Git) -> list[LinkedTree]:
    """Every work tree of the repository whose folder is there, the main one first."""
    command = ("worktree", "list", "--porcelain")
    listed = git.ask(*command, "-z")
    if listed is None:  # before git 2.36, which cannot say a path with a newline in it
        listed = git.run(*command).replace(b"\n", b"\0")
    return [tree for tree in _read(os.fsdecode(listed)) if os.path.isdir(tree.path)]


def _read(listed: str) -> Iterator[LinkedTree]:
    for entry in listed.split("\0\0"):
        lines = (line.partition(" ") for line in entry.split("\0"))
        fields = {name: value for name, _, value in lines}
        if "worktree" in fields:
            yield LinkedTree(fields["worktree"], fields.get("branch", "").removeprefix(_HEADS))


def tree_of(git: Git, branch: str) -> str | None:
    """The folder in which a branch is checked out; None where it is nowhere."""
    return next((tree.path for tree in work_trees(git) if tree.branch == branch), None)


def at_main(git: Git) -> Git:
    """The repository seen from its main work tree, which stays when a linked one is removed."""
    return Git.around(work_trees(git)[0].path, hook=False)


def place_for(git: Git, branch: str) -> str:
    """Where the work tree of a documentation branch stands."""
    return os.path.join(git.located.common_dir, "gov", *branch.split("/"))


def add_tree(git: Git, branch: str) -> str:
    """Check a branch out in a folder of its own; the folder. GovError where git cannot write."""
    path = place_for(git, branch)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    command = ("worktree", "add", "--quiet", "--", path, branch)
    status, _, stderr = git.execute(*command)
    if status:
        raise GitError("worktree", status, stderr.encode())
    return path


def reveal(tree: Git, folder: str) -> None:
    """Have a folder checked out in a linked work tree that took over a sparse checkout."""
    if (tree.ask("config", "--type=bool", "core.sparseCheckout") or b"").strip() == b"true":
        tree.run("sparse-checkout", "add", "--stdin", stdin=os.fsencode(f"{folder}\n"), writes=True)


def remove_tree(git: Git, path: str, *, force: bool = False) -> None:
    """Remove a linked work tree; without ``force`` git refuses where work would be lost.

    What git ignores there, such as the files of an editor, goes with it.
    """
    options = ("--force",) if force else ()
    status, _, stderr = git.execute("worktree", "remove", *options, "--", path)
    if status:
        raise GovError(
            f"the work tree {path} cannot be removed: {first_line(stderr)}",
            hint="Look at what is left there with `git status`.",
        )
    parent = os.path.dirname(path)
    if os.path.basename(parent) == "docs" and not os.listdir(parent):
        os.rmdir(parent)


def prune_trees(git: Git) -> None:
    """Let git forget work trees whose folders somebody has deleted."""
    git.run("worktree", "prune", writes=True)


def commit_all(tree: Git, message: str, *, empty: bool = False) -> bool:
    """Commit everything in a linked work tree, with hooks and signing; whether there was anything.

    With ``empty`` only a message is committed, on top of a tree nobody has touched yet. Raises
    GovError with what the hook said where one refuses.
    """
    if not empty:
        tree.run("add", "--all", "--", ".", writes=True)
        if not tree.run("diff", "--cached", "--name-only", "-z", "--no-ext-diff"):
            return False
    command = ("commit", "--quiet", *(("--allow-empty",) if empty else ()), "-F", "-")
    try:
        tree.run(*command, stdin=message.encode("utf-8", "surrogateescape"), writes=True)
    except GitError as error:
        if not empty and not tree.run("diff", "--cached", "--name-only", "-z", "--no-ext-diff"):
            return False  # another run was quicker
        raise _not_committed(tree, error) from None
    return True


def _not_committed(tree: Git, error: GitError) -> GovError:
    said = [line.rstrip() for line in error.stderr.splitlines() if line.strip()][:_SHOWN]
    return GovError(
        "\n  ".join(["git did not take the commit:", *(said or [error.message])]),
        hint=f"Correct it in {tree.top}, then run the command again.",
    )
