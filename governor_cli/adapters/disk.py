"""The files of a work tree: read as they were when they were listed, never through a symbolic link."""

import os
import stat
import time

from governor_cli.adapters.listing import EXECUTABLE, FILE, READ_BOUND, Entry
from governor_cli.core.blob import blob_id

_COARSE = 20_000_000
"""Nanoseconds by which the clock of a file system may lag behind ours."""
_KEPT = 64 << 20
"""Bytes of changed files kept in memory between hashing and judging."""


class Disk:
    """The regular files below a folder. Paths are relative; every answer is None for a file that is gone."""

    def __init__(self, top: str, object_format: str) -> None:
        self._top = os.fsencode(top) + b"/"
        self._format = object_format
        self._since = time.time_ns() - _COARSE
        self._kept: dict[str, tuple[str, bytes | None]] = {}
        self._size = 0

    def entry(self, path: str) -> Entry | None:
        """The entry of a file that git has no mode for."""
        try:
            state = os.lstat(self._full(path))
        except (OSError, ValueError):
            return None
        if stat.S_ISLNK(state.st_mode):
            return ("120000", None)
        if not stat.S_ISREG(state.st_mode):
            return None
        return (EXECUTABLE if state.st_mode & stat.S_IXUSR else FILE, None)

    def is_there(self, path: str) -> bool:
        """Whether anything stands there: a file that may not be read, a pipe, a folder."""
        return os.path.lexists(self._full(path))

    def is_behind_link(self, path: str) -> bool:
        """Whether a folder on the way to a file is a symbolic link: git would never follow it."""
        folder = os.path.dirname(self._full(path))
        return os.path.realpath(folder) != os.path.normpath(folder)

    def hashed(self, path: str) -> str | None:
        """The object id of the bytes on disk, as they are, without git's filters, up to READ_BOUND."""
        if path not in self._kept:
            read = self._read(path)
            if read is None:
                return None
            self._keep(path, read[0])
        return self._kept[path][0]

    def changed(self, path: str) -> bytes | None:
        """The bytes that ``hashed`` saw; None as well when they are others by now."""
        oid = self.hashed(path)
        if oid is None:
            return None
        data = self._kept[path][1]
        if data is None:
            read = self._read(path)
            return read[0] if read and self.oid_of(read[0]) == oid else None
        return data

    def unchanged(self, path: str, oid: str) -> bytes | None:
        """The bytes of a file that git listed as unchanged; None as well when it has changed since."""
        read = self._read(path)
        if read is None or (read[1] >= self._since and not self._is(read[0], oid)):
            return None
        return read[0]

    def _is(self, data: bytes, oid: str) -> bool:
        """Whether git has these bytes under this id, perhaps with other line endings (core.autocrlf)."""
        return len(data) > READ_BOUND or oid in {self.oid_of(data), self.oid_of(data.replace(b"\r\n", b"\n"))}

    def oid_of(self, data: bytes) -> str:
        """The object id of a blob with these bytes."""
        return blob_id(data, self._format)

    def _keep(self, path: str, data: bytes) -> None:
        self._size += len(data)
        self._kept[path] = (self.oid_of(data), data if self._size <= _KEPT else None)

    def _full(self, path: str) -> bytes:
        return self._top + path.encode("utf-8", "surrogateescape")

    def _read(self, path: str) -> tuple[bytes, int] | None:
        """Bytes and time of the last change."""
        try:
            descriptor = os.open(self._full(path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except (OSError, ValueError):
            return None
        try:
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode):
                return None
            data = os.read(descriptor, min(state.st_size, READ_BOUND) + 1)
            while len(data) != state.st_size and len(data) <= READ_BOUND:  # it changes, or the read was short
                more = os.read(descriptor, READ_BOUND + 1 - len(data))
                if not more:
                    break
                data += more
        except OSError:
            return None
        finally:
            os.close(descriptor)
        return data, state.st_ctime_ns
