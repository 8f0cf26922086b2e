"""The identity of a work tree's bytes, without reading those that git knows to be unchanged.

Two runs with the same fingerprint judge the same snapshot. It costs three git processes side
by side, and nothing heavy is imported for it.
"""

import os

from governor_cli.adapters.disk import Disk
from governor_cli.adapters.git import Git
from governor_cli.adapters.listing import WORK_TREE, names, read_changes
from governor_cli.core.digest import quick

_MOST = 500
"""Changed and untracked files that are read; beyond that a fresh look costs about the same."""
_READ = (".md", ".json", "gov.toml")
_TRUSTED = b"h 1"
"""Begins the line of a file that git was told never to look at (assume-unchanged)."""


def fingerprint(git: Git) -> str | None:
    """A digest of every path, mode and content that `gov check` may look at; None where unknown."""
    if git.located.bare:
        return None
    indexed, untracked, changed = git.run_together(*WORK_TREE)
    parts = [os.fsencode(git.located.prefix), indexed, changed, untracked]
    loose = [path for _, _, path in read_changes(changed)] + names(untracked)
    unwatched = (
        [line.partition("\t")[2] for line in names(indexed) if line[0] == "h"] if _TRUSTED in indexed else []
    )
    listed = (*loose, *unwatched, *_settings(git.located.prefix))
    wanted = [path for path in listed if path.endswith(_READ)]
    if len(wanted) > _MOST:
        return None
    disk = Disk(git.top, git.located.object_format)
    told = (f"{path}\0{disk.entry(path)}\0{disk.hashed(path)}" for path in wanted)
    parts += [one.encode("utf-8", "surrogateescape") for one in told]
    return quick(b"\0\0".join(parts))


def tips(git: Git) -> str:
    """The identity of what HEAD reaches: HEAD itself, what is being merged, where a shallow clone ends."""
    heads = git.ask("rev-parse", "--verify", "--quiet", "HEAD") or b""
    ends = (_read(git.located.git_dir, "MERGE_HEAD"), _read(git.located.common_dir, "shallow"))
    return quick(b"\0".join((heads, *ends)))


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
