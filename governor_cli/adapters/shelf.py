"""A shelf of the cache: many small values in one file, any of them read without the others.

Values are written by ``marshal``, five times faster than JSON. It trusts what it reads, as git
trusts the hooks beside it in the same folder, which no clone or fetch ever fills.
"""

import marshal
import os
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import accumulate, count
from typing import Any, BinaryIO, cast

from governor_cli.adapters.kept_files import append, forget_oldest, replace

_SHELVES = 16
"""Shelves kept; the oldest go first."""
_SPARE = 2_000
"""Entries that nobody asked for, kept before a shelf is written anew."""
_HEAD = 24
_FEW = 16
"""Keys that are looked for in the packed lists of contents before those are unpacked."""


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
        self._pages: list[_Page] = []
        self._file: int = 0
        """The inode that the pages are those of: another run may put a new file there."""
        self._end = 0
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
            for key, data in self._stored(file, self._places(list(keys))):
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
                self._write_anew(None, page)
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
            if sum(map(len, self._pages)) > 2 * len(wanted) + _SPARE:
                self._write_anew(wanted)

    def _write_anew(self, keys: Collection[str] | None, page: bytes = b"") -> None:
        with open(self._path, "rb") as file:
            kept = dict(self._stored(file, self._places(keys)))
        replace(self._folder, self._name, (_page(kept) if kept else b"") + page)

    def _places(self, keys: Collection[str] | None) -> dict[str, _Place]:
        """Where the values of some keys stand, or of all; of two with one key the later."""
        known: dict[str, _Place] = {}
        wanted = None if keys is None else dict.fromkeys(keys)
        marks = [key.encode("utf-8", "surrogatepass") for key in keys or ()]
        for page in self._pages:
            if wanted is None or len(marks) > _FEW or any(mark in page.contents for mark in marks):
                known.update(page.places(wanted))
        return known if wanted is None else {key: known[key] for key in wanted if key in known}

    def _catch_up(self, file: BinaryIO) -> None:
        """Learn what the file has more than when it was looked at last."""
        state = os.fstat(file.fileno())
        if state.st_ino != self._file or state.st_size < self._end:
            self._pages, self._end = [], 0
            self._file, self._is_damaged = state.st_ino, False
        while self._end < state.st_size and not self._is_damaged:
            page = _read_page(file, self._end)
            self._is_damaged = page is None or page.end > state.st_size
            if page and not self._is_damaged:  # else nobody knows where the next one begins
                self._pages.append(page)
                self._end = page.end

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


class _Page:
    """A page; its list of contents is unpacked when a key that somebody asks for may be in it."""

    def __init__(self, contents: bytes, start: int, end: int) -> None:
        self.contents = contents
        self.end = end
        self._start = start

    def places(self, wanted: Mapping[str, Any] | None) -> Iterator[tuple[str, _Place]]:
        """Where the values of these keys stand, or of all; what is not here is left out."""
        _, lengths, checks = self._lists
        for key in self._numbers.keys() if wanted is None else self._numbers.keys() & wanted.keys():
            number = self._numbers[key]
            yield key, (self._starts[number], lengths[number], checks[number])

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        """Key -> its number in the page: of a place for each key most would be made for nothing."""
        return dict(zip(self._lists[0], count()))

    @cached_property
    def _starts(self) -> Sequence[int]:
        return list(accumulate(self._lists[1], initial=self._start))

    @cached_property
    def _lists(self) -> tuple[Sequence[str], Sequence[int], Sequence[int]]:
        """The keys, the lengths of their values, and the checksums of those."""
        lists: tuple[list[str], list[int], list[int]] = marshal.loads(self.contents)  # noqa: S302 - see above
        return lists

    def __len__(self) -> int:
        return len(self._lists[0])


def packed(values: Mapping[str, Any]) -> bytes:
    """A page of a shelf; named tuples in values become plain ones."""
    return _page({key: _dumped(value) for key, value in values.items()})


def unpacked(page: bytes) -> Iterator[tuple[str, Any]]:
    """Keys and values of a page that was just packed."""
    at = _HEAD + int(page[8:16], 16)
    keys, lengths, _ = marshal.loads(page[_HEAD:at])  # noqa: S302 - see above
    for key, length in zip(keys, lengths, strict=True):
        yield key, marshal.loads(page[at : at + length])  # noqa: S302 - see above
        at += length


def _page(values: Mapping[str, bytes]) -> bytes:
    """Checksum of what follows up to the values, length of the contents, length of the values."""
    stored = values.values()
    contents = marshal.dumps((list(values), list(map(len, stored)), list(map(zlib.crc32, stored))))
    head = b"%08x%08x" % (len(contents), sum(map(len, stored)))
    return b"".join([b"%08x" % zlib.crc32(head + contents), head, contents, *stored])


def _read_page(file: BinaryIO, start: int) -> _Page | None:
    """The page that begins here; None where it is damaged."""
    file.seek(start)
    head = file.read(_HEAD)
    try:
        length, values = int(head[8:16], 16), int(head[16:], 16)
    except ValueError:
        return None
    contents = file.read(length)
    if head[:8] != b"%08x" % zlib.crc32(head[8:] + contents):
        return None
    begin = start + _HEAD + length
    return _Page(contents, begin, begin + values)


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
