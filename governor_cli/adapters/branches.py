"""Branches by name: whether they may be called so, where they are, what gov remembers of them.

What gov remembers stands in the branch's own section of the configuration, so that git renames
and deletes it with the branch (docs/decisions/020).
"""

import os
from collections.abc import Mapping

from governor_cli.adapters.git import Git, GitError

_MARK = "gov-"


def is_branch_name(git: Git, name: str) -> bool:
    """Whether git takes this name for a new branch."""
    return not name.startswith("-") and git.ask("check-ref-format", "--branch", name) is not None


def commit_at(git: Git, ref: str) -> str | None:
    """The commit at a full ref, such as ``refs/heads/main``; None where there is none."""
    found = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    return found.decode().strip() if found else None


def is_ancestor(git: Git, old: str, new: str) -> bool:
    """Whether everything in one commit's history is in the other's."""
    return git.ask("merge-base", "--is-ancestor", old, new) is not None


def remembered(git: Git) -> dict[str, dict[str, str]]:
    """Branch -> what gov keeps of it, by name without the mark."""
    listed = git.ask("config", "--local", "-z", "--get-regexp", rf"^branch\..*\.{_MARK}") or b""
    found: dict[str, dict[str, str]] = {}
    for entry in os.fsdecode(listed).split("\0")[:-1]:
        key, _, value = entry.partition("\n")
        branch, _, name = key.removeprefix("branch.").rpartition(".")
        found.setdefault(branch, {})[name.removeprefix(_MARK)] = value
    return found


def remember(git: Git, branch: str, values: Mapping[str, str]) -> None:
    """Keep values of a branch; one that is there is replaced."""
    for name, value in values.items():
        git.run("config", "--local", "--replace-all", f"branch.{branch}.{_MARK}{name}", value, writes=True)


def forget(git: Git, branch: str) -> None:
    """Drop what is remembered of a branch that never came to be."""
    git.ask("config", "--local", "--remove-section", f"branch.{branch}")


def create_branch(git: Git, branch: str, at: str) -> bool:
    """Make a branch at a commit; False where there is one by now, as when two make it at once."""
    ref = f"refs/heads/{branch}"
    try:
        git.run("update-ref", ref, at, "0" * len(at), writes=True)
    except GitError:
        if commit_at(git, ref):
            return False
        raise
    return True


def delete_branch(git: Git, branch: str, at: str) -> None:
    """Delete a branch that is still at this commit, with its section of the configuration."""
    git.run("update-ref", "-d", f"refs/heads/{branch}", at, writes=True)
    forget(git, branch)


def refs_below(git: Git, *patterns: str) -> dict[str, str]:
    """Full ref -> commit, for refs that a pattern such as ``refs/heads/docs/`` matches."""
    listed = os.fsdecode(git.run("for-each-ref", "--format=%(objectname) %(refname)", *patterns))
    return {ref: oid for oid, _, ref in (line.partition(" ") for line in listed.splitlines())}
