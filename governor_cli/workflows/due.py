"""Everything that must be done by when across the repository, at the price of the open incidents alone."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from governor_cli.adapters.program import stamp
from governor_cli.adapters.snapshot import GONE
from governor_cli.contracts.corpus import Corpus
from governor_cli.core.errors import GovError
from governor_cli.kinds.incident.model import OPEN
from governor_cli.practices.due import (
    after_the_end,
    documentation_by,
    of_roster,
    of_tasks,
)
from governor_cli.practices.promised import Promise, restored, stored
from governor_cli.workflows.docs.status import documentation
from governor_cli.workflows.repository.recording import Recording


class Promises(NamedTuple):
    """What is to be done, in no order, and what could not be looked at."""

    found: Sequence[Promise]
    troubles: Sequence[str]


def promises(recording: Recording, at: datetime) -> Promises:
    """Every promise that is open. They follow from the repository alone: ``at`` changes none of them."""
    policy, corpus = recording.policy, recording.repository.corpus
    troubles = [recording.note] if recording.note else []
    found = [*_open(recording, corpus, at, troubles), *after_the_end(corpus, policy)]
    found += _documentation(recording, troubles)
    found += of_tasks(corpus, policy)
    found += of_roster(recording.roster, policy.knowledge.roster, policy)
    return Promises(found, troubles)


def of_incidents(found: Iterable[Promise]) -> list[Promise]:
    """Those about incidents: follow-ups and reviews have lists of their own."""
    return [one for one in found if one.what not in {"task", "review"} and one.subject.startswith("INC-")]


def _open(recording: Recording, corpus: Corpus, at: datetime, troubles: list[str]) -> Iterator[Promise]:
    """The clocks of incidents that go on; a report that cannot be read is named, not passed over.

    They follow from a report and the playbook alone, so they are kept by their object ids.
    """
    reports = corpus.of_kind("incident")
    states = zip(reports.paths, reports.column("status"), strict=True)
    open_ones = [path for path, status in states if status is None or status in OPEN]
    workspace, snapshot = recording.workspace, recording.repository.snapshot
    going_on = sorted([*open_ones, *recording.reports_beside(reports.paths).values()])
    blobs = {path: snapshot.oid(workspace.prefix + path) for path in going_on}
    shelf = workspace.cache.shelf(f"clocks-{stamp()}-{recording.policy_blob}")
    known: dict[str, Any] = shelf.get_many(blobs.values())
    fresh: dict[str, Any] = {}
    for path, blob in blobs.items():
        if blob in known:
            yield from restored(known[blob])
            continue
        try:
            found = list(_clocks(recording, path, at))
        except GovError as error:
            troubles.append(f"{path} cannot be read: {error.message}")
            continue
        yield from found
        if blob != GONE:
            fresh[blob] = stored(found)
    shelf.put_many(fresh)


def _clocks(recording: Recording, path: str, at: datetime) -> Iterator[Promise]:
    from governor_cli.kinds.incident.model import Incident
    from governor_cli.kinds.incident.timeline import entries, in_order
    from governor_cli.practices.going_on import Open, of_incident
    from governor_cli.workflows.repository.reading import record_of

    document = recording.repository.document(path)
    record = record_of(document)
    if not isinstance(record, Incident):
        raise GovError("run `gov check`")
    if record.is_open and record.adopted is None:
        yield from of_incident(Open(record, in_order(entries(document))), recording.policy, at)


def _documentation(recording: Recording, troubles: list[str]) -> Iterator[Promise]:
    """Lessons that no proposal carries yet: branches, and incidents without one."""
    try:
        found = documentation(recording)
    except GovError as error:
        troubles.append(f"documentation is not judged: {error.message}")
        return
    carried = {branch.incident for branch in found.branches}
    for branch in found.branches:
        if branch.state not in {"proposed", "merged"}:
            subject = branch.incident or branch.name
            yield documentation_by(subject, branch.learned, branch.due, title=branch.topic)
    for one in found.owed:
        if one.incident not in carried:
            yield documentation_by(one.incident, one.learned, one.due, owner=one.owner, title=one.title)
