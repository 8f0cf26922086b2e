"""Merging two commits beside the repository: new objects go to a folder of their own.

A check writes nothing, even where it could, and a read-only repository can be merged too.
"""

import os
from collections.abc import Callable, Mapping
from typing import NamedTuple

from governor_cli.adapters import listing
from governor_cli.adapters.git import Git, GitError
from governor_cli.adapters.objects import read_blob
from governor_cli.core.errors import GovError

_NEEDED = (2, 38)


class Merged(NamedTuple):
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


Resolve = Callable[[str, bytes, bytes, bytes], bytes | None]
"""Path, and its bytes in the base, ours and theirs -> the merged bytes; None where a person must decide."""


def merge_commit(git: Git, ours: str, theirs: str, message: str, resolve: Resolve | None = None) -> str:
    """A commit that merges two others, made beside every work tree; its id.

    What git cannot merge by itself goes to ``resolve``. The commit is signed where the team signs.
    GovError names the files in which both sides changed the same.
    """
    told = _merge_tree(git, ours, theirs, names_only=False)
    tree, *stages = listing.names(told)
    versions = _versions(stages)
    merged = {path: _resolved(git, path, sides, resolve) for path, sides in versions.items()}
    conflicts = sorted(path for path, data in merged.items() if data is None)
    if conflicts:
        raise GovError(
            f"both sides changed {', '.join(conflicts[:_SHOWN])}, and the two do not merge by themselves",
            hint="Run `gov merge-driver --install` once, then `git pull --no-rebase`, decide, and push.",
        )
    if merged:
        tree = _tree_with(git, tree, {path: data for path, data in merged.items() if data is not None})
    signed = git.ask("config", "--type=bool", "commit.gpgSign") == b"true\n"
    command = ("commit-tree", *(("-S",) if signed else ()), "-p", ours, "-p", theirs, "-F", "-", tree)
    return git.run(*command, stdin=message.encode("utf-8", "surrogateescape"), writes=True).decode().strip()


def _versions(stages: list[str]) -> dict[str, dict[str, str]]:
    """Path -> stage (1 the base, 2 ours, 3 theirs) -> object id, for what is in conflict."""
    found: dict[str, dict[str, str]] = {}
    for entry in stages:
        fields, tab, path = entry.partition("\t")
        mode, oid, stage = fields.split(" ") if tab else ("", "", "")
        if tab:
            found.setdefault(path, {})[stage if mode.startswith("100") else "other"] = oid
    return found


def _resolved(git: Git, path: str, sides: dict[str, str], resolve: Resolve | None) -> bytes | None:
    if resolve is None or "other" in sides or not {"2", "3"} <= sides.keys():
        return None
    base, ours, theirs = (read_blob(git, sides[stage]) if stage in sides else b"" for stage in "123")
    return resolve(path, base, ours, theirs)


def _tree_with(git: Git, tree: str, files: Mapping[str, bytes]) -> str:
    """The tree with these files in it, by way of an index of its own."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="gov-merge-") as folder:
        environment = {**git.located.environment, "GIT_INDEX_FILE": os.path.join(folder, "index")}
        aside = Git(git.located._replace(environment=environment))
        aside.run("read-tree", tree, writes=True)
        for path, data in files.items():
            oid = aside.run("hash-object", "-w", "--stdin", stdin=data, writes=True).decode().strip()
            mode = aside.run("ls-files", "--format=%(objectmode)", "--", f":(literal){path}").decode().split()
            entry = f"{(mode or ['100644'])[0]} {oid}\t{path}\0"
            aside.run("update-index", "-z", "--index-info", stdin=os.fsencode(entry), writes=True)
        return aside.run("write-tree", writes=True).decode().strip()


_SHOWN = 3


def _merge_tree(git: Git, ours: str, theirs: str, *, names_only: bool = True) -> bytes:
    how = ("--name-only",) if names_only else ()
    process = git.start("merge-tree", "--write-tree", "-z", *how, "--no-messages", ours, theirs)
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
