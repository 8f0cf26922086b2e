"""What gov remembers between runs, below git's own folder: correct by key, disposable at any time.

Keys name the bytes that a value follows from, so nothing here can be stale. A damaged or
unwritable cache is only slow, never an error.
"""

import os
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from json import dumps, loads
from typing import Any

_SHELVES = 16
_MEMOS = 64
"""Files kept of each sort; the oldest go first."""
_LONGEST_NAME = 100
_SPARE = 2_000
"""Entries that nobody asked for, kept before a shelf is written anew."""


class Cache:
    """The cache of one repository, shared by its linked work trees: made from git's common directory."""

    def __init__(self, common_dir: str | os.PathLike[str]) -> None:
        self.folder = os.path.join(os.fspath(common_dir), "gov", "cache")

    def shelf(self, name: str) -> "Shelf":
        """Many small values under one name; a bounded number of names is kept."""
        return Shelf(os.path.join(self.folder, "shelves"), _file_name(name))

    def memo(self, key: str) -> bytes | None:
        """What was remembered under a key."""
        stored = _read(os.path.join(self.folder, "memos", _file_name(key)))
        check, separator, data = stored.partition(b"\n")
        return data if separator and check == b"%08x" % zlib.crc32(data) else None

    def remember(self, key: str, data: bytes) -> None:
        """Keep bytes for the next run."""
        folder = os.path.join(self.folder, "memos")
        with suppress(OSError):
            _replace(folder, _file_name(key), b"%08x\n%b" % (zlib.crc32(data), data))
            _forget_oldest(folder, _MEMOS)


class Shelf:
    """Values that JSON can hold, one a line behind a checksum; lines are only ever appended.

    When what nobody asked for in this run outgrows what somebody did, the shelf is written anew.
    """

    def __init__(self, folder: str, name: str) -> None:
        self._folder = folder
        self._name = name
        self._lines: dict[str, bytes] | None = None
        self._wanted: set[str] = set()

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        """The values that are known, by key."""
        lines = self._known()
        found = {key: lines[key] for key in keys if key in lines}
        self._wanted.update(found)
        try:
            values = loads(b"[" + b",".join(found.values()) + b"]")
        except ValueError:
            return {}
        return dict(zip(found, values, strict=True)) if len(values) == len(found) else {}

    def put_many(self, values: Mapping[str, Any]) -> None:
        """Keep values for the next run; a key is text without a tab or newline."""
        fresh = {key: dumps(value, separators=(",", ":")).encode() for key, value in values.items()}
        lines = self._known()
        lines |= fresh
        self._wanted.update(fresh)
        with suppress(OSError):
            if len(lines) > 2 * len(self._wanted) + _SPARE:
                kept = {key: lines[key] for key in lines if key in self._wanted}
                _replace(self._folder, self._name, _packed(kept))
                self._lines = kept
            elif fresh:
                _append(self._folder, self._name, _packed(fresh))
            _forget_oldest(self._folder, _SHELVES)

    def _known(self) -> dict[str, bytes]:
        if self._lines is None:
            self._lines = dict(_unpacked(_read(os.path.join(self._folder, self._name))))
        return self._lines


def _packed(lines: Mapping[str, bytes]) -> bytes:
    """The newline comes first: a line cut short by a killed run spoils itself alone."""
    records = (b"%b\t%b" % (key.encode("utf-8", "surrogateescape"), data) for key, data in lines.items())
    return b"".join(b"\n%08x\t%b" % (zlib.crc32(record), record) for record in records)


def _unpacked(stored: bytes) -> Iterator[tuple[str, bytes]]:
    for line in stored.split(b"\n"):
        check, _, record = line.partition(b"\t")
        if check == b"%08x" % zlib.crc32(record) and record:
            key, _, data = record.partition(b"\t")
            yield key.decode("utf-8", "surrogateescape"), data


def _file_name(name: str) -> str:
    if len(name) <= _LONGEST_NAME and name.replace("-", "").isalnum() and name.isascii():
        return name
    from hashlib import sha256

    return sha256(name.encode("utf-8", "surrogateescape")).hexdigest()


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


@contextmanager
def _locked(folder: str) -> Generator[None]:
    """Two runs that append at once must not mix their lines."""
    import fcntl

    os.makedirs(folder, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _append(folder: str, name: str, data: bytes) -> None:
    with _locked(folder), open(os.path.join(folder, name), "ab", buffering=0) as file:
        file.write(data)


def _replace(folder: str, name: str, data: bytes) -> None:
    with _locked(folder):
        temporary = os.path.join(folder, f".{name[:80]}.{os.getpid()}")
        try:
            with open(temporary, "wb") as file:
                file.write(data)
            os.replace(temporary, os.path.join(folder, name))
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)
            raise


def _forget_oldest(folder: str, keep: int) -> None:
    with os.scandir(folder) as entries:
        files = [(entry.stat().st_mtime_ns, entry.path) for entry in entries]
    for _, path in sorted(files)[:-keep]:
        os.unlink(path)
