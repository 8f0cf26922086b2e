"""The workspace: where the gov repository is, its settings and its clock."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from governor_cli.adapters import clock as machine_clock
from governor_cli.adapters import files
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git
from governor_cli.adapters.listing import Entry, is_readable, names
from governor_cli.adapters.settings import FILE_NAME, Settings, read_settings
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.core.errors import GovError

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Workspace:
    """One gov repository: the folder of a gov.toml in a git repository."""

    git: Git
    prefix: str
    """The root relative to the top of the git repository: empty, or ending in "/"."""
    settings: Settings
    clock: Clock = machine_clock.now

    @property
    def top(self) -> Path:
        """The top of the git work tree."""
        return Path(self.git.top)

    @property
    def root(self) -> Path:
        """The folder of gov.toml."""
        return self.top / self.prefix

    @property
    def cache(self) -> Cache:
        """What gov remembers about this repository."""
        return Cache(self.git.located.common_dir)

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self.clock()

    def file(self, relative: str) -> Path:
        """The file that a path relative to the root means. GovError when it would lie outside."""
        return files.inside(self.root, relative)


def open_workspace(start: str | os.PathLike[str] = ".", *, clock: Clock | None = None) -> Workspace:
    """The gov repository around a folder: the nearest gov.toml upward, on disk or else committed."""
    git = Git.around(start)
    prefixes = _upward(git.located.prefix)
    for prefix, data in (*_on_disk(git, prefixes), *_in_git(git, prefixes)):
        settings = read_settings(data, prefix + FILE_NAME)
        return Workspace(git, prefix, settings, clock or machine_clock.now)
    raise GovError(
        f"no {FILE_NAME} in {os.path.abspath(start)} or above it",
        hint="Run `gov init` to make this a gov repository.",
    )


def roots_in(snapshot: Snapshot) -> list[str]:
    """The prefixes of all gov repositories in a snapshot, the outermost first."""
    found = (path for path, entry in snapshot.entries.items() if _marks_root(path, entry))
    return sorted(path.removesuffix(FILE_NAME) for path in found)


def _marks_root(path: str, entry: Entry) -> bool:
    return (
        path.endswith(FILE_NAME)
        and (path == FILE_NAME or path.endswith(f"/{FILE_NAME}"))
        and is_readable(entry)
    )


def _upward(prefix: str) -> list[str]:
    """``a/b/`` -> ``a/b/``, ``a/`` and the top."""
    parts = prefix.rstrip("/").split("/") if prefix else []
    return ["".join(f"{part}/" for part in parts[:length]) for length in range(len(parts), -1, -1)]


def _on_disk(git: Git, prefixes: list[str]) -> list[tuple[str, bytes]]:
    if git.located.bare:
        return []
    for prefix in prefixes:
        file = os.path.join(git.top, prefix, FILE_NAME)
        if os.path.isfile(file) and not os.path.islink(file):
            with open(file, "rb") as opened:
                return [(prefix, opened.read())]
    return []


def _in_git(git: Git, prefixes: list[str]) -> list[tuple[str, bytes]]:
    """Where the work tree lost it, or never had it: a sparse checkout, a bare repository."""
    paths = [prefix + FILE_NAME for prefix in prefixes]
    listings = (
        ("ls-files", "-z", "--cached", "--"),
        ("ls-tree", "-z", "--name-only", "--full-tree", "HEAD", "--"),
    )
    for listing, source in zip(listings, ("", "HEAD"), strict=True):
        found = set(names(git.ask("--literal-pathspecs", *listing, *paths) or b""))
        for prefix, path in zip(prefixes, paths, strict=True):
            data = git.ask("cat-file", "blob", f"{source}:{path}") if path in found else None
            if data is not None:
                return [(prefix, data)]
    return []
