"""Survey a snapshot: a verdict for every document, from the cache where its bytes are known.

Unknown documents are judged on all processors when there are many of them.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import basename
from typing import Any

from governor_cli.adapters.cache import Cache, packed
from governor_cli.adapters.program import stamp
from governor_cli.adapters.settings import Settings
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.contracts.history import History
from governor_cli.core.errors import GovError
from governor_cli.policy.model import Playbook
from governor_cli.policy.places import expectation, places
from governor_cli.workflows.repository.history import history_of
from governor_cli.workflows.repository.pages import Pages
from governor_cli.workflows.repository.shelving import frozen, thawed
from governor_cli.workflows.repository.survey import Survey
from governor_cli.workflows.repository.verdicts import Verdict, judge_document

_MANY = 300
"""Below this, starting a second process costs more than it saves."""

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
    """Judge every artifact below ``prefix``; ``roots`` are other gov repositories, left out."""
    policy = policy_of(snapshot, prefix, settings)
    homes = places(policy, settings.playbook) if policy else {"playbook": settings.playbook}
    others = (
        *(root for root in roots if root != prefix and root.startswith(prefix)),
        *(prefix + folder for folder in settings.exclude),
    )
    tasks = prefix + homes.get("tasks", "")
    expected_at = expectation(homes)
    wanted: dict[str, str] = {}
    links: set[str] = set()
    for path, (mode, _) in snapshot.entries.items():
        if not path.endswith(".md") and path != tasks:
            continue
        if not path.startswith(prefix) or (others and path.startswith(others)):
            continue
        local = path[len(prefix) :]
        expected = expected_at(local) or ""
        if is_readme(local):
            continue
        if mode.startswith("100"):
            wanted[local] = expected
        elif expected:
            links.add(local)
    judge = _Judge(snapshot, prefix, policy, settings.playbook)
    verdicts = _verdicts(judge, wanted, cache, progress)
    return Survey(
        snapshot,
        prefix,
        settings,
        policy,
        verdicts,
        {path: kind for path, kind in wanted.items() if kind},
        frozenset(links),
        frozenset(_unread(snapshot, prefix, wanted, verdicts)),
        Pages(snapshot, prefix, f"{policy.knowledge.docs.rstrip('/')}/" if policy else "", cache, others),
        history_of(snapshot, prefix + policy.knowledge.docs, cache) if policy else History(),
    )


def _unread(
    snapshot: Snapshot, prefix: str, wanted: Mapping[str, str], verdicts: Mapping[str, Verdict]
) -> Iterator[str]:
    """Artifacts without a verdict: whoever may not read one must not hear that all is well."""
    if len(verdicts) < len(wanted):
        missing = (path for path, kind in wanted.items() if kind and path not in verdicts)
        yield from (path for path in missing if snapshot.resists(prefix + path))


def is_readme(path: str) -> bool:
    """Whether a file explains its folder; it is nobody's artifact."""
    return path[-9:].lower() == "readme.md" and basename(path).lower() == "readme.md"


def policy_of(snapshot: Snapshot, prefix: str, settings: Settings) -> Playbook | None:
    """The playbook of a snapshot as policy; None where it is missing or wrong."""
    from governor_cli.core.document import read
    from governor_cli.core.validation import validate

    path = prefix + settings.playbook
    entry = snapshot.entries.get(path)
    if entry is None or not entry[0].startswith("100"):
        return None
    try:
        document = read(path, snapshot.read(path))
    except GovError:
        return None
    record, _ = validate(Playbook, document.front)
    return record


def is_surveyed(
    snapshot: Snapshot, prefix: str, settings: Settings, cache: Cache, policy: Playbook | None
) -> bool:
    """Whether this program has judged anything under this policy before: a survey is quick then."""
    return cache.shelf(_Judge(snapshot, prefix, policy, settings.playbook).name()).is_there


@dataclass(frozen=True)
class _Judge:
    """What a worker needs to judge some paths of a snapshot."""

    snapshot: Snapshot
    prefix: str
    policy: Playbook | None
    playbook: str

    def name(self) -> str:
        """The shelf of verdicts by this program under this policy."""
        policy = self.snapshot.oid(self.prefix + self.playbook) if self.policy else "none"
        return f"verdicts-{stamp()}-{policy}"

    def keys(self, wanted: Mapping[str, str]) -> dict[str, str]:
        """What each verdict follows from. A playbook's rendered links start from where it stands."""
        entries, prefix = self.snapshot.entries, self.prefix
        keys = {
            path: f"{entries[prefix + path][1] or self.snapshot.oid(prefix + path)}:{kind}"
            for path, kind in wanted.items()
        }
        books = (path for path, kind in wanted.items() if kind == "playbook")
        return keys | {path: f"{keys[path]}:{path}" for path in books}

    def __call__(self, wanted: Mapping[str, str]) -> Iterator[tuple[str, Verdict]]:
        paths = {self.prefix + path: path for path in wanted}
        for path, data in self.snapshot.read_many(list(paths)):
            local = paths[path]
            if wanted[local] == "tasks":
                from governor_cli.workflows.repository.task_verdict import judge_tasks

                yield local, judge_tasks(local, data, self.policy)
            else:
                yield local, judge_document(local, data, self.policy, wanted[local] or None)

    def packed(self, wanted: Mapping[str, str]) -> bytes:
        """The verdicts by key, as a page for the shelf: less to send to another process than they are."""
        keys = self.keys(wanted)
        return packed({keys[path]: frozen(verdict) for path, verdict in self(wanted)})


def _verdicts(
    judge: _Judge, wanted: Mapping[str, str], cache: Cache, progress: Progress | None
) -> dict[str, Verdict]:
    keys = judge.keys(wanted)
    shelf = cache.shelf(judge.name())
    verdicts = dict(_thawed(keys, shelf.get_many(keys.values())))
    unknown = {path: kind for path, kind in wanted.items() if path not in verdicts}
    for chunk, page in _judged(judge, unknown, progress):
        verdicts.update(_thawed({path: keys[path] for path in chunk}, shelf.put_page(page)))
    return verdicts


def _thawed(keys: Mapping[str, str], stored: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for path, key in keys.items():
        try:
            yield path, thawed(stored[key])
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            continue


def _judged(
    judge: _Judge, unknown: Mapping[str, str], progress: Progress | None
) -> Iterator[tuple[Mapping[str, str], bytes]]:
    """Some of the unknown and the page of their verdicts; all processors help, where that is worth it."""
    if not unknown:
        return
    processors = os.cpu_count() or 1
    if len(unknown) < _MANY or processors == 1:
        yield unknown, judge.packed(unknown)
        return
    from governor_cli.adapters.processes import in_parallel

    paths = list(unknown)
    size = max(50, min(500, len(paths) // (processors * 4)))
    chunks = [{path: unknown[path] for path in paths[at : at + size]} for at in range(0, len(paths), size)]
    done = 0
    for chunk, page in zip(chunks, in_parallel(judge.packed, chunks, processors), strict=True):
        done += len(chunk)
        if progress:
            progress(done, len(unknown))
        yield chunk, page
