"""Whether rules over all files can tell a staged change at all: docs/decisions/027.

Rules see of a document what its extract holds. While they judge everything, the names of the facts
that they look at are remembered. A report whose text changed, but none of those facts, leads every
rule through the same steps to the same findings: then only the report itself is judged.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from governor_cli.adapters.cache import Cache
from governor_cli.adapters.listing import FILE, Entry
from governor_cli.adapters.objects import read_blob
from governor_cli.adapters.program import stamp
from governor_cli.adapters.settings import FILE_NAME, read_settings
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.adapters.staged import Change
from governor_cli.adapters.workspace import roots_in
from governor_cli.core.digest import quick
from governor_cli.policy.places import expectation, places
from governor_cli.workflows.repository.asked import ALL, asked, page
from governor_cli.workflows.repository.policies import policy_of
from governor_cli.workflows.repository.surveying import is_readme
from governor_cli.workflows.repository.verdicts import Verdict, judge_document

_ALONE: Final = frozenset({"incident", "checklist", "metrics", "sync", "roster"})
"""Kinds of which nothing but the extract reaches other files. A playbook decides on every one."""


class Ground:
    """A staged snapshot, and what of it a commit changes."""

    def __init__(self, staged: Snapshot, changes: Sequence[Change], cache: Cache) -> None:
        self.staged = staged
        self.changes = changes
        self.cache = cache

    def is_unaffected(self) -> bool:
        """Whether the changed files are without errors, and no rule over all files can tell the change."""
        relevant = [change for change in self.changes if change[1].endswith((".md", ".json", FILE_NAME))]
        if not relevant or self.staged.unmerged or any(not _is_edit(change) for change in self.changes):
            return False
        stored = self.cache.memo(self._key(self._before()))
        if stored is None:
            return False
        names = frozenset(stored.decode("utf-8", "surrogateescape").split("\n"))
        if not all(self._leaves_alone(change, names) for change in relevant):
            return False
        self.cache.remember(self._key(self.staged.entries), stored)
        return True

    def remember(self, *, history: bool) -> None:
        """Keep what the rules have just looked at; with ``history`` in view that is taken for everything."""
        names = "\n".join(sorted({*asked, ALL} if history else asked))
        self.cache.remember(self._key(self.staged.entries), names.encode("utf-8", "surrogateescape"))

    def _before(self) -> Mapping[str, Entry]:
        return {**self.staged.entries, **{path: before for _, path, before, _ in self.changes}}

    def _key(self, entries: Mapping[str, Entry]) -> str:
        stored = entries.values()
        modes, oids = [mode for mode, _ in stored], [str(oid) for _, oid in stored]
        parts = ("\0".join(entries), " ".join(modes), " ".join(oids))
        return f"asked-{stamp()}-{quick('/'.join(parts).encode('utf-8', 'surrogateescape'))}"

    def _leaves_alone(self, change: Change, names: frozenset[str]) -> bool:
        _, path, (_, old), (_, new) = change
        root = max((root for root in self._roots if path.startswith(root)), key=len, default=None)
        if root is None:
            return True
        judge = self._roots[root]
        kind = judge.kind_of(path)
        if kind not in _ALONE or page(path) in names:
            return False
        before, after = (judge(kind, path, read_blob(self.staged.git, oid)) for oid in (old, new))
        return _is_clean(after) and not before.silences and _seen(before, names) == _seen(after, names)

    @cached_property
    def _roots(self) -> Mapping[str, "_Root"]:
        return {root: _Root(self.staged, root, self.cache) for root in roots_in(self.staged)}


class _Root:
    """One gov repository: what belongs where in it, and the verdict on a file."""

    def __init__(self, staged: Snapshot, prefix: str, cache: Cache) -> None:
        path = prefix + FILE_NAME
        self._prefix = prefix
        self._settings = read_settings(staged.read(path), path, cache)
        self._policy = policy_of(staged, prefix, self._settings, cache)

    def kind_of(self, path: str) -> str | None:
        """The kind that belongs at a path; None where there is none, or the path is not judged."""
        local = path.removeprefix(self._prefix)
        if self._policy is None or local.startswith(tuple(self._settings.exclude)) or is_readme(local):
            return None
        return expectation(places(self._policy, self._settings.playbook))(local)

    def __call__(self, kind: str, path: str, data: bytes) -> Verdict:
        return judge_document(path, data, self._policy, kind)


def _is_edit(change: Change) -> bool:
    """New bytes for a file that was there and stays one."""
    status, _, (before, _), (after, _) = change
    return status == "M" and before == after == FILE


def _is_clean(verdict: Verdict) -> bool:
    errors = any(one.severity == "error" for one in verdict.told)
    return verdict.sound and verdict.extract is not None and not errors and not verdict.silences


def _seen(verdict: Verdict, names: frozenset[str]) -> tuple[object, ...] | None:
    """What rules that look at facts of these names see of a document; None where nobody can say."""
    extract = verdict.extract
    if extract is None or not verdict.sound:
        return None
    facts = {name: fact for name, fact in extract.facts.items() if name in names or ALL in names}
    references = [(one.what, one.name, one.at) for one in extract.references]
    return verdict.kind, extract.kind, extract.id, verdict.name, facts, references
