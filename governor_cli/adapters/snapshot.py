"""What is judged: the work tree, the index, a revision or a merge result, read alike.

A snapshot stays what it was when it was taken: a file that changes while gov runs is read as git
stored it, or is missing, so a verdict never belongs to other bytes than its object id says.
"""

import os
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from governor_cli.adapters import listing
from governor_cli.adapters.disk import Disk
from governor_cli.adapters.git import Git
from governor_cli.adapters.listing import Entry, is_readable, is_temporary
from governor_cli.adapters.objects import read_blob, read_blobs
from governor_cli.adapters.parents import merging
from governor_cli.adapters.process import can_be_argument
from governor_cli.core.digest import quick
from governor_cli.core.errors import GovError
from governor_cli.core.report import Judged

if TYPE_CHECKING:
    from subprocess import Popen

GONE = "gone"
"""What stands for the object id of bytes that cannot be read."""


class Snapshot:
    """Paths relative to the top of the git repository, with what stands in each file.

    ``unmerged`` are the paths that git could not merge: absent from an index, files with conflict
    markers in a work tree and in a merge result.
    """

    def __init__(
        self,
        judged: Judged,
        git: Git,
        entries: Mapping[str, Entry],
        *,
        unmerged: Iterable[str] = (),
        disk: Disk | None = None,
        absent: Iterable[str] = (),
        tips: Sequence[str] = (),
    ) -> None:
        self.judged = judged
        self.git = git
        self.entries = entries
        self.unmerged = tuple(unmerged)
        self._disk = disk
        self._absent = frozenset(absent)
        self._tips = tips

    def tips(self) -> list[str]:
        """The commits that led here, in full: HEAD and what is merged into it, a revision, or both sides."""
        question = ("rev-parse", "--verify", "--quiet", "--end-of-options")
        named = self._tips or ("HEAD", *merging(self.git))
        found = (self.git.ask(*question, f"{tip}^{{commit}}") for tip in named)
        return [commit.decode().strip() for commit in found if commit]

    def read(self, path: str) -> bytes:
        """The bytes of one file, up to READ_BOUND. GovError when it is missing, or no regular file."""
        entry = self.entries.get(path)
        if entry is None:
            raise GovError(f"{path} is not in {self.judged}")
        if not is_readable(entry):
            raise GovError(f"{path} is not a regular file in {self.judged}")
        data = self._from_disk(path, entry[1])
        if data is None and entry[1] is not None:
            return read_blob(self.git, entry[1])
        if data is None:
            raise GovError(f"{path} is gone, or changes while it is read")
        return data

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of many files in the order asked for, without those that are gone or no regular files."""
        wanted = [(path, self.entries[path]) for path in paths if path in self.entries]
        wanted = [(path, entry) for path, entry in wanted if is_readable(entry)]
        stored = [oid for path, (_, oid) in wanted if oid is not None and self._is_stored(path)]
        blobs = read_blobs(self.git, stored)
        for path, (_, oid) in wanted:
            data = next(blobs) if oid is not None and self._is_stored(path) else self._from_disk(path, oid)
            if data is None and oid is not None:
                data = read_blob(self.git, oid)
            if data is not None:
                yield path, data
        blobs.close()

    def resists(self, path: str) -> bool:
        """Whether a path that ``read_many`` left out is not gone: what stands there cannot be read."""
        return self._disk is not None and path not in self._absent and self._disk.is_there(path)

    def oid(self, path: str) -> str:
        """The object id of the bytes that ``read`` gives; computed for what git has not stored yet."""
        entry = self.entries.get(path)
        if entry is None:
            raise GovError(f"{path} is not in {self.judged}")
        if entry[1] is not None:
            return entry[1]
        return (self._disk.hashed(path) if self._disk and is_readable(entry) else None) or GONE

    def digest(self) -> str:
        """The identity of all paths, modes and bytes: equal for equal snapshots of any kind."""
        text = "".join(
            f"{entry[0]} {entry[1] or self.oid(path)}\t{path}\0"
            for path, entry in sorted(self.entries.items())
        )
        unmerged = "\0".join(sorted(self.unmerged))
        return quick(f"{text}\0{unmerged}".encode("utf-8", "surrogateescape"))

    def _is_stored(self, path: str) -> bool:
        return self._disk is None or path in self._absent

    def _from_disk(self, path: str, oid: str | None) -> bytes | None:
        if self._disk is None or path in self._absent:
            return None
        return self._disk.changed(path) if oid is None else self._disk.unchanged(path, oid)


class Begun(NamedTuple):
    """A work tree that git is listing; what is read of its files later is of that time."""

    disk: Disk
    questions: Sequence[Sequence[str]]
    started: Sequence["Popen[bytes]"]


def begin(git: Git, pathspec: Sequence[str] = ()) -> Begun:
    """Let git start: it takes a while in a large work tree, and gov can meanwhile do something else."""
    _needs_work_tree(git)
    only = ("--", *pathspec) if pathspec else ()
    disk = Disk(git.top, git.located.object_format)
    questions = [(*question, *only) for question in listing.WORK_TREE]
    return Begun(disk, questions, [git.start(*question) for question in questions])


def worktree(git: Git, pathspec: Sequence[str] = (), begun: Begun | None = None) -> Snapshot:
    """Tracked and untracked files, not the ignored ones, as they are on disk.

    What a sparse checkout leaves out is taken from the index.
    """
    disk, questions, started = begun or begin(git, pathspec)
    indexed, untracked, changed = git.collect(started, *questions)
    listed = listing.read_index(indexed, git.located.id_width)
    for status, mode, path in listing.read_changes(changed):
        if status == "D":
            listed.entries.pop(path, None)
        elif status != "U":
            listed.entries[path] = (mode, None)
    doubtful = (*listed.trusted, *listed.unmerged)
    linked = {path for path in doubtful if disk.is_behind_link(path)}
    for path in (*_files(untracked), *doubtful):
        entry = None if path in linked else disk.entry(path)
        if entry is None:
            listed.entries.pop(path, None)
        else:
            listed.entries[path] = entry
    return Snapshot(
        Judged("worktree"), git, listed.entries, unmerged=listed.unmerged, disk=disk, absent=listed.absent
    )


def index(git: Git, pathspec: Sequence[str] = ()) -> Snapshot:
    """What the next commit would hold, in a hook with the index that git uses for that very commit."""
    _needs_work_tree(git)
    only = ("--", *pathspec) if pathspec else ()
    listed = listing.read_index(git.run("ls-files", "-v", "-s", "-z", *only), git.located.id_width)
    for path in _only_announced(git, listed.entries):
        del listed.entries[path]
    return Snapshot(Judged("index"), git, listed.entries, unmerged=listed.unmerged)


def revision(git: Git, rev: str, pathspec: Sequence[str] = ()) -> Snapshot:
    """The tree of a commit."""
    commit = commit_of(git, rev)
    return Snapshot(Judged("revision", rev), git, _tree(git, commit, pathspec), tips=[commit])


def merge(git: Git, base: str, pathspec: Sequence[str] = (), *, head: str = "HEAD") -> Snapshot:
    """What merging a revision with another would give. Nothing is written to the repository."""
    from governor_cli.adapters.merging import merge_aside

    sides = [commit_of(git, head), commit_of(git, base)]
    merged = merge_aside(git, *sides)
    conflicts = filter(listing.matcher(pathspec), merged.conflicts) if pathspec else merged.conflicts
    snapshot = Snapshot(
        Judged("merge", base),
        merged.git,
        _tree(merged.git, merged.tree, pathspec),
        unmerged=conflicts,
        tips=sides,
    )
    weakref.finalize(snapshot, merged.forget)
    return snapshot


def commit_of(git: Git, rev: str) -> str:
    """The object id of a commit. GovError when there is none of that name."""
    question = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    found = git.ask(*question) if can_be_argument(rev) else None
    if found is not None and not found.startswith(b"^"):  # ^HEAD is no commit, but what HEAD leaves out
        return found.decode().strip()
    if rev == "HEAD":
        raise GovError("there is no commit yet")
    shallow = os.path.exists(os.path.join(git.located.common_dir, "shallow"))
    raise GovError(
        f"there is no revision {rev!r} here",
        hint="Fetch more history: this clone is shallow." if shallow else "Name a commit, branch or tag.",
    )


def _files(untracked: bytes) -> Iterator[str]:
    """Untracked files, without the repositories inside this one and what a killed write left behind."""
    return (path for path in listing.names(untracked) if not path.endswith("/") and not is_temporary(path))


def _only_announced(git: Git, entries: Mapping[str, Entry]) -> list[str]:
    """Paths of `git add --intent-to-add`: they look empty, and no commit takes them."""
    oids = {entry[1] for entry in entries.values()} & _EMPTY
    empty = [path for path, entry in entries.items() if entry[1] in oids] if oids else []
    if not empty:
        return []
    changes = git.run("diff-files", "--raw", "-z", "--ignore-submodules=all")
    announced = {path for status, _, path in listing.read_changes(changes) if status == "A"}
    return [path for path in empty if path in announced]


_EMPTY = {
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
}


def _tree(git: Git, tree: str, pathspec: Sequence[str]) -> dict[str, Entry]:
    listed = git.run("ls-tree", "-r", "-z", "--full-tree", tree)
    return listing.read_tree(listed, git.located.id_width, pathspec)


def _needs_work_tree(git: Git) -> None:
    if git.located.bare:
        raise GovError(
            "a bare repository has no work tree and no index",
            hint="Judge a revision with --rev, or run gov in a work tree.",
        )
