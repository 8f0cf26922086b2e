"""Survey a snapshot: what is known of every document, from the cache where its bytes are known.

Of most documents nothing has changed since the last run: they are found in the outline. Of the
others the verdict is looked up by their bytes, or they are judged.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import compress, repeat
from operator import ne
from posixpath import basename
from typing import Any, NamedTuple

from governor_cli.adapters.cache import Cache
from governor_cli.adapters.listing import FILE
from governor_cli.adapters.settings import Settings
from governor_cli.adapters.shelf import Shelf, unpacked
from governor_cli.adapters.snapshot import GONE, Snapshot
from governor_cli.contracts.history import History
from governor_cli.policy.model import Playbook
from governor_cli.policy.places import expectation, places
from governor_cli.workflows.repository.history import history_of
from governor_cli.workflows.repository.judge import Judge, Wanted
from governor_cli.workflows.repository.outline import (
    Outline,
    Seen,
    laid,
    packed,
    read_outline,
    seen,
)
from governor_cli.workflows.repository.pages import Pages
from governor_cli.workflows.repository.policies import policy_of
from governor_cli.workflows.repository.stored_table import Fetching
from governor_cli.workflows.repository.survey import Survey

_SPARE = 8
_SHARE = 64
"""An outline is kept anew when more documents differ from it than these few and this part of all."""

Progress = Callable[[int, int], None]


def survey(
    snapshot: Snapshot,
    prefix: str,
    settings: Settings,
    cache: Cache,
    *,
    roots: Iterable[str] = (),
    progress: Progress | None = None,
) -> Survey:
    """Look at every artifact below ``prefix``; ``roots`` are other gov repositories, left out."""
    policy = policy_of(snapshot, prefix, settings, cache)
    homes = places(policy, settings.playbook) if policy else {"playbook": settings.playbook}
    others = (
        *(root for root in roots if root != prefix and root.startswith(prefix)),
        *(prefix + folder for folder in settings.exclude),
    )
    judge = Judge(snapshot, prefix, policy, settings.playbook)
    expected = expectation(homes)
    name = f"{judge.name()}\0{prefix}\0{homes}\0{others}"
    kept, blobs = read_outline(cache.outline(name))
    differing = _differing(snapshot, prefix, others, homes.get("tasks", ""), expected, blobs)
    looked_up = _LookedUp(judge, cache.shelf(judge.name()), differing.wanted)
    outline = laid(kept, differing.gone, looked_up.found(progress))
    if len(differing.gone) + len(differing.wanted) > _SPARE + len(outline) // _SHARE:
        cache.keep_outline(name, packed(outline))
        looked_up.tidy(outline)
    unread = (path for path, one in differing.wanted.items() if one.expected and path not in looked_up.seen)
    return Survey(
        snapshot,
        prefix,
        settings,
        policy,
        outline,
        fetch=Fetching(judge, looked_up.shelf, looked_up.at_hand),
        expected=expected,
        links=frozenset(differing.links),
        unread=frozenset(path for path in unread if snapshot.resists(prefix + path)),
        pages=Pages(
            snapshot, prefix, f"{policy.knowledge.docs.rstrip('/')}/" if policy else "", cache, others
        ),
        history=history_of(snapshot, prefix + policy.knowledge.docs, cache) if policy else History(),
    )


class _Differing(NamedTuple):
    """What a snapshot has otherwise than an outline; paths are relative to the root."""

    wanted: dict[str, Wanted]
    """Documents with other bytes, and those that are new."""
    gone: set[str]
    """Paths in the outline whose document is not there, or has other bytes."""
    links: set[str]
    """Symbolic links that stand where an artifact belongs."""


def _differing(
    snapshot: Snapshot,
    prefix: str,
    others: tuple[str, ...],
    tasks: str,
    expected_at: Callable[[str], str | None],
    blobs: Mapping[str, str],
) -> _Differing:
    found = _Differing({}, set(), set())
    entries = snapshot.entries
    known = {prefix + path: blob for path, blob in blobs.items()} if prefix else blobs
    # of ten thousand documents mostly all are as they were: they are passed over in one go
    as_known = zip(repeat(FILE), map(known.get, entries, repeat("")))
    perhaps = list(compress(entries, map(ne, entries.values(), as_known)))
    for path in perhaps:
        local = path[len(prefix) :]
        if not path.endswith(".md") and local != tasks:
            continue
        if not path.startswith(prefix) or (others and path.startswith(others)) or is_readme(local):
            continue
        expected = expected_at(local) or ""
        blob = snapshot.oid(path)
        is_file = entries[path][0].startswith("100")
        if is_file and blob == blobs.get(local):
            continue
        if is_file:
            found.wanted[local] = Wanted(blob, expected)
        elif expected:
            found.links.add(local)
        if local in blobs:
            found.gone.add(local)
    if len(entries) - len(perhaps) < len(blobs):
        found.gone.update(path[len(prefix) :] for path in known.keys() - entries.keys())
    return found


class _LookedUp:
    """The documents that are in no outline: from the shelf, or judged."""

    def __init__(self, judge: Judge, shelf: Shelf, wanted: Mapping[str, Wanted]) -> None:
        self.shelf = shelf
        self.seen: set[str] = set()
        """Those that could be read."""
        self.at_hand: dict[str, Any] = {}
        """The verdicts that no shelf could keep, by path."""
        self._met: dict[Any, Any] = {}
        self._judge = judge
        self._wanted = {path: one for path, one in wanted.items() if one.blob != GONE}

    def found(self, progress: Progress | None) -> Iterator[Seen]:
        """What an outline holds of each; those that are gone are left out."""
        if not self._wanted:
            return
        keys = self._judge.keys(self._wanted)
        stored = self.shelf.get_many(keys.values())
        unknown: dict[str, Wanted] = {}
        for path, one in self._wanted.items():
            if keys[path] in stored:
                yield self._seen(path, one, stored[keys[path]])
            else:
                unknown[path] = one
        done = 0
        for chunk, page in self._judge.pages(unknown):
            done += len(chunk)
            if progress and len(chunk) < len(unknown):
                progress(done, len(unknown))
            is_kept = self.shelf.put_page(page)
            verdicts = dict(unpacked(page))
            known = {path: verdicts[keys[path]] for path in chunk if keys[path] in verdicts}
            self.at_hand |= {} if is_kept else known
            yield from (self._seen(path, chunk[path], verdict) for path, verdict in known.items())

    def _seen(self, path: str, one: Wanted, stored: Any) -> Seen:
        self.seen.add(path)
        return seen(path, one, stored, self._met)

    def tidy(self, outline: Outline) -> None:
        """Forget verdicts that no document of the outline needs, where there are many of them."""
        needed = (self._judge.keys(outline.wanted(kind, one.paths)) for kind, one in outline.kinds.items())
        self.shelf.tidy({key for keys in needed for key in keys.values()})


def is_readme(path: str) -> bool:
    """Whether a file explains its folder; it is nobody's artifact."""
    return path[-9:].lower() == "readme.md" and basename(path).lower() == "readme.md"


def is_surveyed(
    snapshot: Snapshot, prefix: str, settings: Settings, cache: Cache, policy: Playbook | None
) -> bool:
    """Whether this program has judged anything under this policy before: a survey is quick then."""
    return cache.shelf(Judge(snapshot, prefix, policy, settings.playbook).name()).is_there
