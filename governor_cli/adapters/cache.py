"""What gov remembers between runs, below git's own folder: correct by key, disposable at any time.

Keys name the bytes that a value follows from, so nothing here can be stale. A damaged or
unwritable cache is only slow, never an error.
"""

import marshal
import os
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from governor_cli.adapters.kept_files import file_name, forget_oldest, read, replace

if TYPE_CHECKING:  # whoever tells a remembered answer takes nothing from a shelf
    from governor_cli.adapters.shelf import Shelf

_MEMOS = 64
_OUTLINES = 16
"""Files kept of each sort; the oldest go first."""


class Cache:
    """The cache of one repository, shared by its linked work trees: made from git's common directory."""

    def __init__(self, common_dir: str | os.PathLike[str]) -> None:
        self.folder = os.path.join(os.fspath(common_dir), "gov", "cache")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cache) and self.folder == other.folder

    def __hash__(self) -> int:
        return hash(self.folder)

    def shelf(self, name: str) -> "Shelf":
        """Many small values under one name; a bounded number of names is kept."""
        from governor_cli.adapters.shelf import Shelf

        return Shelf(os.path.join(self.folder, "shelves"), file_name(name))

    def memo(self, key: str) -> bytes | None:
        """What was remembered under a key."""
        return self._kept("memos", key)

    def remember(self, key: str, data: bytes) -> None:
        """Keep bytes for the next run."""
        self._keep("memos", key, data, _MEMOS)

    def value(self, key: str) -> Any:
        """What was kept under a key by ``keep_value``; None where there is nothing, or damage."""
        data = self.memo(key)
        try:
            return marshal.loads(data) if data else None  # noqa: S302 - see shelf.py
        except (ValueError, EOFError, TypeError):
            return None

    def keep_value(self, key: str, value: Any) -> None:
        """Keep text, bytes, numbers and None in plain tuples, lists and dicts; anything else is not kept."""
        with suppress(ValueError):
            self.remember(key, marshal.dumps(value))

    def outline(self, key: str) -> bytes | None:
        """What was kept of many documents in one piece: there are few of those, and they are large."""
        return self._kept("outlines", key)

    def keep_outline(self, key: str, data: bytes) -> None:
        """Keep one for the next run."""
        self._keep("outlines", key, data, _OUTLINES)

    def _kept(self, sort: str, key: str) -> bytes | None:
        stored = read(os.path.join(self.folder, sort, file_name(key)))
        check, separator, data = stored.partition(b"\n")
        return data if separator and check == b"%08x" % zlib.crc32(data) else None

    def _keep(self, sort: str, key: str, data: bytes, most: int) -> None:
        folder = os.path.join(self.folder, sort)
        with suppress(OSError):
            replace(folder, file_name(key), b"%08x\n%b" % (zlib.crc32(data), data))
            forget_oldest(folder, most)
