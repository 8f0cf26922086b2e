"""Merging two commits beside the repository: new objects go to a folder of their own.

A check writes nothing, even where it could, and a read-only repository can be merged too.
"""

import os
from dataclasses import dataclass

from governor_cli.adapters import listing
from governor_cli.adapters.git import Git, GitError
from governor_cli.core.errors import GovError

_NEEDED = (2, 38)


@dataclass(frozen=True, slots=True)
class Merged:
    """The tree of a merge; ``git`` can read it until ``forget`` is called."""

    git: Git
    tree: str
    conflicts: list[str]
    folder: str
    owner: int

    def forget(self) -> None:
        """Remove the objects; not from a worker that was forked while they are still in use."""
        if self.owner == os.getpid():
            _remove(self.folder)


def merge_aside(git: Git, ours: str, theirs: str) -> Merged:
    """Merge two commits. GovError: no common commit here, or git is too old for it."""
    from tempfile import mkdtemp

    folder = mkdtemp(prefix="gov-merge-")
    try:
        aside = _with_objects_in(git, folder)
        tree, *conflicts = listing.names(_merge_tree(aside, ours, theirs))
    except BaseException:
        _remove(folder)
        raise
    return Merged(aside, tree, conflicts, folder, os.getpid())


def merge_commit(git: Git, ours: str, theirs: str, message: str) -> str:
    """A commit that merges two others, made beside every work tree; its id.

    It is signed where the team signs. GovError names the files that do not merge by themselves.
    """
    tree, *conflicts = listing.names(_merge_tree(git, ours, theirs))
    if conflicts:
        shown = ", ".join(sorted(set(conflicts))[:_SHOWN])
        raise GovError(
            f"both sides changed {shown}, and the two do not merge by themselves",
            hint="Merge them with `git pull --no-rebase`, then push.",
        )
    signed = git.ask("config", "--type=bool", "commit.gpgSign") == b"true\n"
    command = ("commit-tree", *(("-S",) if signed else ()), "-p", ours, "-p", theirs, "-F", "-", tree)
    return git.run(*command, stdin=message.encode("utf-8", "surrogateescape"), writes=True).decode().strip()


_SHOWN = 3


def _merge_tree(git: Git, ours: str, theirs: str) -> bytes:
    process = git.start("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs)
    stdout, stderr = process.communicate()
    if process.returncode not in {0, 1}:  # 1: with conflicts
        raise _cannot_merge(git, process.returncode, stderr)
    return stdout


def _with_objects_in(git: Git, folder: str) -> Git:
    environment = dict(git.located.environment)
    objects = environment.get("GIT_OBJECT_DIRECTORY") or os.path.join(git.located.common_dir, "objects")
    others = environment.get("GIT_ALTERNATE_OBJECT_DIRECTORIES")
    environment["GIT_OBJECT_DIRECTORY"] = folder
    environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = os.pathsep.join(
        filter(None, (_quoted(objects), others))
    )
    return Git(git.located._replace(environment=environment))


def _quoted(path: str) -> str:
    """Git splits this variable at colons unless a path stands in quotes."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"' if escaped != path or os.pathsep in path else path


def _remove(folder: str) -> None:
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def _cannot_merge(git: Git, code: int, stderr: bytes) -> GovError:
    if b"unrelated histories" in stderr:
        return GovError(
            "the two have no commit in common here", hint="Fetch more history, or name another base."
        )
    version = git.run("version").decode().split()[2]
    if tuple(int(part) for part in version.split(".")[:2]) < _NEEDED:
        return GovError(f"judging a merge needs git 2.38, this is {version}", hint="Install a newer git.")
    return GitError("merge-tree", code, stderr)
