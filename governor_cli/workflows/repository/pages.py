"""The pages of the documentation in a snapshot, read when a rule first asks, and remembered by blob."""

from collections.abc import Iterator, Mapping
from posixpath import normpath
from typing import Any

from governor_cli.adapters.cache import Cache
from governor_cli.adapters.program import stamp
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.contracts.page import Page, PageLink
from governor_cli.core.errors import GovError
from governor_cli.core.silences import Silence
from governor_cli.practices.documentation.pages import read_page
from governor_cli.workflows.repository.asked import asked, page

_SUFFIX = ".md"


class Pages(Mapping[str, Page]):
    """Path -> page, relative to the root of the gov repository.

    Going through it gives the Markdown files of one folder; looked up by path, any Markdown file.
    """

    def __init__(
        self, snapshot: Snapshot, prefix: str, folder: str, cache: Cache, without: tuple[str, ...] = ()
    ) -> None:
        self._snapshot = snapshot
        self._prefix = prefix
        self._folder = folder
        self._cache = cache
        self._without = without
        self._known: dict[str, Page] | None = None
        self._others: dict[str, Page] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._own())

    def __len__(self) -> int:
        return len(self._own())

    def __getitem__(self, path: str) -> Page:
        own = self._own()
        if path in own:
            return own[path]
        if path not in self._others:
            self._others[path] = self._read(path)
        return self._others[path]

    def _own(self) -> dict[str, Page]:
        if self._known is None:
            self._known = self._all()
        return self._known

    def _all(self) -> dict[str, Page]:
        paths = self._paths() if self._folder else []
        if not paths:
            return {}
        shelf = self._cache.shelf(f"pages-{stamp()}")
        keys = {path: self._snapshot.oid(path) for path in paths}
        pages = dict(_remembered(keys, shelf.get_many(keys.values())))
        unknown = [path for path in paths if path not in pages]
        fresh = {path: read_page(path, data) for path, data in self._snapshot.read_many(unknown)}
        if fresh:
            shelf.put_many({keys[path]: _frozen(page) for path, page in fresh.items()})
        pages |= fresh
        return {path.removeprefix(self._prefix): pages[path] for path in paths if path in pages}

    def _paths(self) -> list[str]:
        start = self._prefix + self._folder
        entries = self._snapshot.entries
        below = [path for path in entries if path.startswith(start)]
        listed = [path for path in below if path.endswith(_SUFFIX) and entries[path][0].startswith("100")]
        return [path for path in listed if not (self._without and path.startswith(self._without))]

    def _read(self, path: str) -> Page:
        """A Markdown file outside the folder; KeyError where there is none."""
        full = path[1:] if path.startswith("/") else normpath(self._prefix + path)
        asked.add(page(full))
        try:
            return read_page(full, self._snapshot.read(full))
        except GovError:
            raise KeyError(path) from None


def _remembered(keys: Mapping[str, str], stored: Mapping[str, Any]) -> Iterator[tuple[str, Page]]:
    for path, key in keys.items():
        try:
            yield path, _thawed(stored[key])
        except (KeyError, TypeError, ValueError, IndexError):
            continue


def _frozen(page: Page) -> list[Any]:
    return [sorted(page.anchors), page.links, page.silences]


def _thawed(stored: Any) -> Page:
    anchors, links, silences = stored
    return Page(
        frozenset(anchors),
        tuple(PageLink(*link) for link in links),
        tuple(Silence(*one)._replace(covers=tuple(one[5])) for one in silences),
    )
