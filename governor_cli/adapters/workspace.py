"""The workspace: where the gov repository is, its settings and its clock."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from governor_cli.adapters import clock as machine_clock
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.discovery import NoRepositoryError
from governor_cli.adapters.git import Git
from governor_cli.adapters.listing import Entry, is_readable, names, read_index, read_tree
from governor_cli.adapters.objects import read_blob
from governor_cli.adapters.settings import FILE_NAME, Settings, read_settings
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.adapters.toml_tree import LARGEST
from governor_cli.core.errors import GovError

if TYPE_CHECKING:
    from pathlib import Path

_SHOWN = 3
"""Folders in a hint."""


class NoGovRepositoryError(NoRepositoryError):
    """The folder is in a git repository, but in no gov repository."""


Clock = Callable[[], datetime]


class Workspace(NamedTuple):
    """One gov repository: the folder of a gov.toml in a git repository."""

    git: Git
    prefix: str
    """The root relative to the top of the git repository: empty, or ending in "/"."""
    settings: Settings
    clock: Clock = machine_clock.now

    @property
    def top(self) -> "Path":
        """The top of the git work tree."""
        from pathlib import Path

        return Path(self.git.top)

    @property
    def root(self) -> "Path":
        """The folder of gov.toml."""
        return self.top / self.prefix

    @property
    def home(self) -> str:
        """Its name, with a slash at the end."""
        return os.path.join(self.git.top, self.prefix)

    @property
    def cache(self) -> Cache:
        """What gov remembers about this repository."""
        return Cache(self.git.located.common_dir)

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self.clock()

    def has(self, relative: str) -> bool:
        """Whether anything stands there on disk, whatever git says of it."""
        return os.path.exists(self.file(relative))

    def file(self, relative: str) -> str:
        """The file that a path relative to the root means. GovError when it would lie outside."""
        from governor_cli.adapters import files

        return files.inside(self.home, relative)


def open_workspace(
    start: str | os.PathLike[str] = ".", *, clock: Clock | None = None, committed: bool = False
) -> Workspace:
    """The gov repository around a folder: the nearest gov.toml upward, on disk or else committed.

    ``committed`` takes the settings of HEAD, whatever stands on disk or in the index.
    """
    git = Git.around(start)
    prefixes = _upward(git.located.prefix)
    found = _recorded(git, prefixes, _in_head(git, prefixes)) if committed else _found(git, prefixes)
    if found is None:
        raise NoGovRepositoryError(
            f"no {FILE_NAME} in {os.path.abspath(start)} or above it",
            hint=_elsewhere(git, start) or "Run `gov init` to make this a gov repository.",
        )
    prefix, data = found
    settings = read_settings(data, prefix + FILE_NAME, Cache(git.located.common_dir))
    return Workspace(git, prefix, settings, clock or machine_clock.now)


def roots_in(snapshot: Snapshot) -> list[str]:
    """The prefixes of all gov repositories in a snapshot, the outermost first."""
    perhaps = [path for path in snapshot.entries if path.endswith(FILE_NAME)]
    found = (path for path in perhaps if _marks_root(path, snapshot.entries[path]))
    return sorted(path.removesuffix(FILE_NAME) for path in found)


def roots_below(git: Git, prefix: str = "", *, untracked: bool = False) -> list[str]:
    """The prefixes of the gov repositories at and below a folder, the outermost first.

    With ``untracked`` also those that git does not know yet, which takes a walk through all files.
    """
    pathspec = f":(top,glob)**/{FILE_NAME}"
    others = ("--others", "--exclude-standard") if untracked else ()
    listed = git.ask("ls-files", "-z", "--cached", *others, "--full-name", "--", pathspec)
    found = (path.removesuffix(FILE_NAME) for path in names(listed or b""))
    return sorted(path for path in set(found) if path.startswith(prefix))


def _elsewhere(git: Git, start: str | os.PathLike[str]) -> str:
    """Where there is one, when the top of a repository is not the root of a gov repository."""
    from shlex import quote

    own, here = git.located.prefix, os.path.realpath(start)
    below = [root for root in roots_below(git, own) if root != own]
    paths = [os.path.relpath(os.path.join(os.path.realpath(git.top), root), here) for root in below[:_SHOWN]]
    shown = ", ".join(f"`gov -C {quote(path)}`" for path in paths)
    more = " and more" if below[_SHOWN:] else ""
    return f"Start in a folder that has one: {shown}{more}." if below else ""


def _marks_root(path: str, entry: Entry) -> bool:
    return path.rpartition("/")[2] == FILE_NAME and is_readable(entry)


def _upward(prefix: str) -> list[str]:
    """``a/b/`` -> ``a/b/``, ``a/`` and the top."""
    parts = prefix.rstrip("/").split("/") if prefix else []
    return ["".join(f"{part}/" for part in parts[:length]) for length in range(len(parts), -1, -1)]


def _found(git: Git, prefixes: list[str]) -> tuple[str, bytes] | None:
    """Prefix and bytes of the settings: on disk, else where a sparse checkout or bare repository has them."""
    if not git.located.bare:
        for prefix in prefixes:
            data = _on_disk(os.path.join(git.top, prefix, FILE_NAME))
            if data is not None:
                return prefix, data
    return _recorded(git, prefixes, _in_index(git, prefixes) or _in_head(git, prefixes))


def _recorded(git: Git, prefixes: list[str], entries: dict[str, Entry]) -> tuple[str, bytes] | None:
    for prefix in prefixes:
        entry = entries.get(prefix + FILE_NAME)
        if entry and is_readable(entry) and entry[1]:
            return prefix, read_blob(git, entry[1])
    return None


def _on_disk(file: str) -> bytes | None:
    if os.path.islink(file) or not os.path.isfile(file):
        return None
    try:
        with open(file, "rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise GovError(f"cannot read {file}: {error.strerror}") from None


def _in_index(git: Git, prefixes: list[str]) -> dict[str, Entry]:
    paths = (prefix + FILE_NAME for prefix in prefixes)
    listed = git.ask("--literal-pathspecs", "ls-files", "-v", "-s", "-z", "--", *paths)
    return read_index(listed or b"", git.located.id_width).entries


def _in_head(git: Git, prefixes: list[str]) -> dict[str, Entry]:
    paths = (prefix + FILE_NAME for prefix in prefixes)
    listed = git.ask("ls-tree", "-z", "--full-tree", "HEAD", "--", *paths)
    return read_tree(listed or b"", git.located.id_width)
