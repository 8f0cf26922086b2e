"""What gov remembers between runs, below git's own folder: correct by key, disposable at any time.

Keys name the bytes that a value follows from, so nothing here can be stale. A damaged or
unwritable cache is only slow, never an error.
"""

import marshal
import os
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, cast

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
    """Values of text, bytes, numbers and None in tuples, lists and dicts, in pages behind a checksum.

    Pages are only ever appended, and read one at a time: a hundred thousand values would not fit in
    memory twice. When what nobody asked for in this run outgrows what somebody did, or a page is
    damaged, the shelf is written anew.
    """

    def __init__(self, folder: str, name: str) -> None:
        self._folder = folder
        self._name = name
        self._wanted: set[str] = set()
        self._held = 0
        """How many values the pages hold, asked for or not."""
        self._is_damaged = False

    @property
    def is_there(self) -> bool:
        """Whether anything was ever kept under this name."""
        return os.path.exists(os.path.join(self._folder, self._name))

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        """The values that are known, by key."""
        wanted = set(keys)
        found: dict[str, Any] = {}
        self._held = 0
        for page in self._pages():
            self._held += len(page)
            found.update(page if page.keys() <= wanted else _only(page, wanted))
        self._wanted.update(found)
        return found

    def put_many(self, values: Mapping[str, Any]) -> None:
        """Keep values for the next run."""
        if values:
            self.put_page(packed(values))

    def put_page(self, page: bytes) -> dict[str, Any]:
        """Keep a page that ``packed`` made, perhaps in another process; its values."""
        values: dict[str, Any] = marshal.loads(page[_HEAD:])  # noqa: S302 - just packed
        self._wanted.update(values)
        self._held += len(values)
        with suppress(OSError):
            if self._is_damaged or self._held > 2 * len(self._wanted) + _SPARE:
                self._write_anew(page)
            else:
                _append(self._folder, self._name, page)
            _forget_oldest(self._folder, _SHELVES)
        return values

    def _write_anew(self, page: bytes) -> None:
        kept = [one for old in self._pages() if (one := _only(old, self._wanted))]
        _replace(self._folder, self._name, b"".join([*map(packed, kept), page]))
        self._held = len(self._wanted)
        self._is_damaged = False

    def _pages(self) -> Iterator[dict[str, Any]]:
        """Every page up to the first that is damaged: where that one ends is not known."""
        with suppress(OSError), open(os.path.join(self._folder, self._name), "rb") as file:
            while head := file.read(_HEAD):
                page = _unpacked(head, file)
                self._is_damaged = page is None
                if page is None:
                    return
                yield page


_HEAD = 16


def packed(values: Mapping[str, Any]) -> bytes:
    """A page of a shelf: its checksum, its length, and the values; named tuples become plain ones.

    They are written by ``marshal``, five times faster than JSON. It trusts what it reads, as git
    trusts the hooks beside it in the same folder, which no clone or fetch ever fills.
    """
    try:
        data = marshal.dumps(dict(values))
    except ValueError:  # it knows no named tuples
        data = marshal.dumps(_plain(values))
    return b"%08x%08x%b" % (zlib.crc32(data), len(data), data)


def _unpacked(head: bytes, file: BinaryIO) -> dict[str, Any] | None:
    try:
        data = file.read(int(head[8:], 16))
        if head[:8] == b"%08x" % zlib.crc32(data):
            return cast("dict[str, Any]", marshal.loads(data))  # noqa: S302 - see packed
    except (ValueError, EOFError, TypeError):
        pass
    return None


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, list | tuple):
        return tuple(map(_plain, cast("Iterable[Any]", value)))
    return value


def _only(page: dict[str, Any], wanted: set[str]) -> dict[str, Any]:
    return {key: page[key] for key in page.keys() & wanted}


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
