"""A shelf of the cache: many small values in one file, any of them read without the others.

Values are written by ``marshal``, five times faster than JSON. It trusts what it reads, as git
trusts the hooks beside it in the same folder, which no clone or fetch ever fills.
"""

import marshal
import os
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import accumulate
from typing import Any, BinaryIO, cast

from governor_cli.adapters.kept_files import append, forget_oldest, replace

_SHELVES = 16
"""Shelves kept; the oldest go first."""
_SPARE = 2_000
"""Entries that nobody asked for, kept before a shelf is written anew."""
_HEAD = 16


_Place = tuple[int, int, int]
"""Where a value stands in the file, its length, and the checksum of its bytes."""


class Shelf:
    """Values of text, bytes, numbers and None in tuples, lists and dicts, in pages.

    A page is only ever appended. It begins with a list of what is in it, behind a checksum; each
    value has one of its own. A shelf with damage is written anew with the next page.
    """

    def __init__(self, folder: str, name: str) -> None:
        self._folder = folder
        self._path = os.path.join(folder, name)
        self._name = name
        self._places: dict[str, _Place] = {}
        self._file: int = 0
        """The inode that the places are those of: another run may put a new file there."""
        self._end = 0
        self._held = 0
        """How many values the pages hold, those included that a later one replaced."""
        self._wanted: set[str] = set()
        self._is_damaged = False

    @property
    def is_there(self) -> bool:
        """Whether anything was ever kept under this name."""
        return os.path.exists(self._path)

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        """The values that are known, by key."""
        found: dict[str, Any] = {}
        with suppress(OSError), open(self._path, "rb") as file:
            self._catch_up(file)
            places = {key: self._places[key] for key in keys if key in self._places}
            for key, data in self._stored(file, places):
                found[key] = marshal.loads(data)  # noqa: S302 - see above
        self._wanted.update(found)
        return found

    def put_many(self, values: Mapping[str, Any]) -> None:
        """Keep values for the next run, and forget the others where nobody asks for most of them."""
        if values:
            self.put_page(packed(values))
            self._wanted.update(values)
            self.tidy(self._wanted)

    def put_page(self, page: bytes) -> bool:
        """Keep a page that ``packed`` made, perhaps in another process; whether that could be done."""
        try:
            if self._is_damaged:
                self._write_anew(list(self._places), page)
            else:
                append(self._folder, self._name, page)
            forget_oldest(self._folder, _SHELVES)
        except OSError:
            return False
        return True

    def tidy(self, wanted: Collection[str]) -> None:
        """Write the shelf anew where what is not wanted has outgrown what is."""
        with suppress(OSError):
            with open(self._path, "rb") as file:
                self._catch_up(file)
            if self._held > 2 * len(wanted) + _SPARE:
                self._write_anew(wanted)

    def _write_anew(self, keys: Iterable[str], page: bytes = b"") -> None:
        with open(self._path, "rb") as file:
            kept = dict(self._stored(file, {key: self._places[key] for key in keys if key in self._places}))
        replace(self._folder, self._name, (_page(kept) if kept else b"") + page)

    def _catch_up(self, file: BinaryIO) -> None:
        """Learn what the file has more than when it was looked at last."""
        state = os.fstat(file.fileno())
        if state.st_ino != self._file or state.st_size < self._end:
            self._places, self._end, self._held = {}, 0, 0
            self._file, self._is_damaged = state.st_ino, False
        while self._end < state.st_size and not self._is_damaged:
            self._read_contents(file, state.st_size)

    def _read_contents(self, file: BinaryIO, size: int) -> None:
        """One page more; where the contents are damaged nobody knows where the next one begins."""
        contents = _contents(file, self._end)
        if contents is None:
            self._is_damaged = True
            return
        keys, lengths, checks, start = contents
        *starts, end = accumulate(lengths, initial=start)
        if end > size:
            self._is_damaged = True
            return
        self._places.update(zip(keys, zip(starts, lengths, checks, strict=True), strict=True))
        self._held += len(keys)
        self._end = end

    def _stored(self, file: BinaryIO, places: Mapping[str, _Place]) -> Iterator[tuple[str, bytes]]:
        """The bytes of values, as far as they are sound; the file is read at one go where most are wanted."""
        whole = b""
        if 2 * sum(length for _, length, _ in places.values()) > self._end:
            file.seek(0)
            whole = file.read(self._end)
        for key, (start, length, check) in places.items():
            if not whole:
                file.seek(start)
            data = whole[start : start + length] if whole else file.read(length)
            if zlib.crc32(data) == check:
                yield key, data
            else:
                self._is_damaged = True


def packed(values: Mapping[str, Any]) -> bytes:
    """A page of a shelf; named tuples in values become plain ones."""
    return _page({key: _dumped(value) for key, value in values.items()})


def unpacked(page: bytes) -> Iterator[tuple[str, Any]]:
    """Keys and values of a page that was just packed."""
    at = _HEAD + int(page[8:_HEAD], 16)
    keys, lengths, _ = marshal.loads(page[_HEAD:at])  # noqa: S302 - see above
    for key, length in zip(keys, lengths, strict=True):
        yield key, marshal.loads(page[at : at + length])  # noqa: S302 - see above
        at += length


def _page(values: Mapping[str, bytes]) -> bytes:
    stored = values.values()
    contents = marshal.dumps((list(values), list(map(len, stored)), list(map(zlib.crc32, stored))))
    return b"%08x%08x%b" % (zlib.crc32(contents), len(contents), b"".join([contents, *stored]))


def _contents(file: BinaryIO, start: int) -> tuple[list[str], list[int], list[int], int] | None:
    """Keys, lengths and checksums of the page that begins here, and where its values do."""
    file.seek(start)
    head = file.read(_HEAD)
    try:
        length = int(head[8:], 16)
        data = file.read(length)
        if head[:8] == b"%08x" % zlib.crc32(data):
            return (*marshal.loads(data), start + _HEAD + length)  # noqa: S302 - see above
    except (ValueError, EOFError, TypeError):
        pass
    return None


def _dumped(value: Any) -> bytes:
    try:
        return marshal.dumps(value)
    except ValueError:  # it knows no named tuples
        return marshal.dumps(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, list | tuple):
        return tuple(map(_plain, cast("Iterable[Any]", value)))
    return value
