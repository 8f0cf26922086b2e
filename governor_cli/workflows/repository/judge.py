"""Judge the documents of one snapshot under one policy; on all processors when there are many of them."""

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from governor_cli.adapters.program import stamp
from governor_cli.adapters.shelf import packed
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.policy.model import Playbook
from governor_cli.workflows.repository.shelving import frozen

if TYPE_CHECKING:  # mostly every verdict is known
    from governor_cli.workflows.repository.verdicts import Verdict

_MANY = 300
"""Below this, starting a second process costs more than it saves."""


class Wanted(NamedTuple):
    """A document to be judged: its object id, and the kind that its place asks for or ""."""

    blob: str
    expected: str


class Judge(NamedTuple):
    """What a worker needs to judge some paths of a snapshot, relative to the root of the gov repository."""

    snapshot: Snapshot
    prefix: str
    policy: Playbook | None
    playbook: str

    def name(self) -> str:
        """The shelf of verdicts by this program under this policy."""
        policy = self.snapshot.oid(self.prefix + self.playbook) if self.policy else "none"
        return f"verdicts-{stamp()}-{policy}"

    def keys(self, wanted: Mapping[str, Wanted]) -> dict[str, str]:
        """What each verdict follows from. A playbook's rendered links start from where it stands."""
        keys = {path: f"{blob}:{expected}" for path, (blob, expected) in wanted.items()}
        books = (path for path, one in wanted.items() if one.expected == "playbook")
        return keys | {path: f"{keys[path]}:{path}" for path in books}

    def __call__(self, wanted: Mapping[str, Wanted]) -> "Iterator[tuple[str, Verdict]]":
        """The verdicts, without those on files that are gone."""
        from governor_cli.workflows.repository.verdicts import judge_document

        paths = {self.prefix + path: path for path in wanted}
        for path, data in self.snapshot.read_many(list(paths)):
            local = paths[path]
            expected = wanted[local].expected
            if expected == "tasks":
                from governor_cli.workflows.repository.task_verdict import judge_tasks

                yield local, judge_tasks(local, data, self.policy)
            else:
                yield local, judge_document(local, data, self.policy, expected or None)

    def packed(self, wanted: Mapping[str, Wanted]) -> bytes:
        """The verdicts by key, as a page for the shelf: less to send to another process than they are."""
        keys = self.keys(wanted)
        return packed({keys[path]: frozen(verdict) for path, verdict in self(wanted)})

    def pages(self, wanted: Mapping[str, Wanted]) -> Iterator[tuple[Mapping[str, Wanted], bytes]]:
        """Some of the documents and the page of their verdicts, until all are judged."""
        processors = os.cpu_count() or 1
        if len(wanted) < _MANY or processors == 1:
            if wanted:
                yield wanted, self.packed(wanted)
            return
        from governor_cli.adapters.processes import in_parallel

        paths = list(wanted)
        size = max(50, min(500, len(paths) // (processors * 4)))
        chunks = [{path: wanted[path] for path in paths[at : at + size]} for at in range(0, len(paths), size)]
        yield from zip(chunks, in_parallel(self.packed, chunks, processors), strict=True)
