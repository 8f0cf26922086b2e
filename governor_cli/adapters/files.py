"""Writing files: whole or not at all, never over a change that somebody else made meanwhile.

Everything goes through a temporary file beside the target, which has no name until it is whole,
where the system can do that. A process killed half way leaves the old file or the new one, and at
worst a ``.gov-*.tmp`` that no snapshot takes for an artifact.
"""

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from errno import ENOTDIR
from typing import BinaryIO

from governor_cli.adapters.process import can_be_argument
from governor_cli.core.errors import GovError

Name = str | os.PathLike[str]

_NEW = 0o666
"""Less what the umask takes away."""


class ChangedError(GovError):
    """The file is not any more what the caller read; reading it again and trying anew may help."""


def inside(root: Name, relative: str) -> str:
    """The file that a path from a document or an argument means, never one outside ``root``.

    Raises GovError for an absolute path, ``..``, git's own folder, or a way out through a symbolic link.
    """
    parts = [part for part in relative.split("/") if part not in {"", "."}]
    if not parts or relative.startswith("/") or ".." in parts or not can_be_argument(relative):
        raise GovError(f"{relative!r} is not a path inside the repository")
    if any(part.lower() == ".git" for part in parts):
        raise GovError(f"{relative} is inside git's own folder")
    path = os.path.join(os.fspath(root), *parts)
    home, real = os.path.realpath(root), os.path.realpath(os.path.dirname(path))
    if os.path.commonpath([home, real]) != home or f"{os.sep}.git{os.sep}" in f"{real[len(home) :]}{os.sep}":
        raise GovError(
            f"{relative} leaves the repository through a symbolic link",
            hint="Make the folder a real one, or name another in the playbook.",
        )
    if os.path.islink(path):
        raise GovError(f"{relative} is a symbolic link", hint="Put a real file in its place.")
    return path


def create(path: Name, data: bytes) -> None:
    """Write a file that must not exist yet, with the folders above it."""
    parent, name = _split(path)
    with _explained(path), _folder(parent, make=True) as folder:
        temporary = _written(folder, data, _NEW)
        try:
            os.link(temporary, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError:
            _write_new(name, data, folder, _NEW)
        finally:
            os.unlink(temporary, dir_fd=folder)
        _flushed(folder)


def replace(path: Name, old: bytes, new: bytes) -> None:
    """Put ``new`` in the place of ``old``; refuse when the file is not ``old`` any more."""
    parent, name = _split(path)
    with _explained(path), _folder(parent) as folder:
        _alone(folder)
        before = _read_from(folder, name, old)
        temporary = _written(folder, new, stat.S_IMODE(before.st_mode), owner=before)
        try:
            _read_from(folder, name, old)
            os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(temporary, dir_fd=folder)
            raise
        _flushed(folder)


def _split(path: Name) -> tuple[str, str]:
    parent, name = os.path.split(path)
    return parent or ".", name


@contextmanager
def _explained(path: Name) -> Generator[None]:
    try:
        yield
    except FileExistsError:
        raise GovError(f"{path} exists already") from None
    except FileNotFoundError:
        hint = "Where a sparse checkout leaves it out, add its folder with `git sparse-checkout add`."
        raise GovError(f"cannot write {path}: no such file or directory", hint=hint) from None
    except OSError as error:
        raise GovError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from None


@contextmanager
def _folder(path: str, *, make: bool = False) -> Generator[int]:
    """A folder held open, so that renaming one of its parents meanwhile changes nothing."""
    if make:
        try:
            os.makedirs(path, exist_ok=True)
        except FileExistsError:
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR)) from None
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield folder
    finally:
        os.close(folder)


def _alone(folder: int) -> None:
    """One replacement in a folder at a time, so that nobody renames between another's look and rename.

    The lock goes with the descriptor; a file system without locks keeps its small risk.
    """
    import fcntl

    with suppress(OSError):
        fcntl.flock(folder, fcntl.LOCK_EX)


def _read_from(folder: int, name: str, expected: bytes) -> os.stat_result:
    """The state of a regular file that holds what is expected."""
    descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    with open(descriptor, "rb") as file:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode) or file.read(len(expected) + 1) != expected:
            raise ChangedError(
                f"{name} was changed by somebody else meanwhile",
                hint="Run the command again: it starts from the file as it is now.",
            )
    return state


def _written(folder: int, data: bytes, mode: int, *, owner: os.stat_result | None = None) -> str:
    name = f".gov-{os.urandom(8).hex()}.tmp"
    _write_new(name, data, folder, mode, owner=owner)
    return name


def _write_new(
    name: str, data: bytes, folder: int, mode: int, *, owner: os.stat_result | None = None
) -> None:
    unnamed = _unnamed(folder, mode)
    if unnamed is not None:
        with open(unnamed, "wb") as file:
            _fill(unnamed, file, data, mode, owner)
            if _named(unnamed, name, folder):
                return
    descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode, dir_fd=folder)
    try:
        with open(descriptor, "wb") as file:
            _fill(descriptor, file, data, mode, owner)
    except BaseException:
        os.unlink(name, dir_fd=folder)
        raise


def _unnamed(folder: int, mode: int) -> int | None:
    """A file that goes with its process until it gets a name; None where the file system has none."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None:
        return None
    try:
        return os.open(".", flag | os.O_WRONLY, mode, dir_fd=folder)
    except OSError:
        return None


def _named(descriptor: int, name: str, folder: int) -> bool:
    """Give it the name; False where the system cannot, and FileExistsError where another has it."""
    try:
        os.link(f"/proc/self/fd/{descriptor}", name, dst_dir_fd=folder, follow_symlinks=True)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _fill(descriptor: int, file: BinaryIO, data: bytes, mode: int, owner: os.stat_result | None) -> None:
    if owner:
        _take_over(descriptor, mode, owner)
    file.write(data)
    file.flush()
    os.fsync(descriptor)


def _take_over(descriptor: int, mode: int, owner: os.stat_result) -> None:
    """A rewritten file keeps its owner where that is allowed, and its mode, umask or not."""
    state = os.fstat(descriptor)
    if (state.st_uid, state.st_gid) != (owner.st_uid, owner.st_gid):
        with suppress(OSError):
            os.fchown(descriptor, owner.st_uid, owner.st_gid)
    os.fchmod(descriptor, mode)


def _flushed(folder: int) -> None:
    """Some file systems cannot flush a folder; the file itself is safe there all the same."""
    with suppress(OSError):
        os.fsync(folder)
