"""The identity of a work tree's bytes, without reading those that git knows to be unchanged.

Two runs with the same fingerprint judge the same snapshot. It costs three git processes side
by side, and nothing heavy is imported for it.
"""

import os
from hashlib import sha256

from governor_cli.adapters.disk import Disk
from governor_cli.adapters.git import Git
from governor_cli.adapters.listing import WORK_TREE, names, read_changes

_MOST = 500
"""Changed and untracked files that are read; beyond that a fresh look costs about the same."""
_READ = (".md", ".json", "gov.toml")
_TRUSTED = b"h 1"
"""Begins the line of a file that git was told never to look at (assume-unchanged)."""


def fingerprint(git: Git) -> str | None:
    """A digest of every path, mode and content that `gov check` may look at; None where unknown."""
    if git.located.bare:
        return None
    indexed, changed, untracked = git.run_together(*WORK_TREE)
    digest = sha256(b"\0\0".join((os.fsencode(git.located.prefix), indexed, changed, untracked)))
    loose = [path for _, _, path in read_changes(changed)] + names(untracked)
    unwatched = (
        [line.partition("\t")[2] for line in names(indexed) if line[0] == "h"] if _TRUSTED in indexed else []
    )
    listed = (*loose, *unwatched, *_settings(git.located.prefix))
    wanted = [path for path in listed if path.endswith(_READ)]
    if len(wanted) > _MOST:
        return None
    disk = Disk(git.top, git.located.object_format)
    for path in wanted:
        digest.update(f"{path}\0{disk.entry(path)}\0{disk.hashed(path)}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def tips(git: Git) -> str:
    """The identity of what HEAD reaches: HEAD itself, what is being merged, where a shallow clone ends."""
    heads = git.ask("rev-parse", "--verify", "--quiet", "HEAD") or b""
    ends = (_read(git.located.git_dir, "MERGE_HEAD"), _read(git.located.common_dir, "shallow"))
    return sha256(b"\0".join((heads, *ends))).hexdigest()


def _read(folder: str, name: str) -> bytes:
    try:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()
    except OSError:
        return b""


def _settings(prefix: str) -> list[str]:
    """Every gov.toml that may count here, were it ignored by git."""
    parts = prefix.split("/")[:-1]
    return ["/".join((*parts[:depth], "gov.toml")) for depth in range(len(parts) + 1)]
