"""Where documentation stands: each branch with its clock, and the incidents that still owe some."""

import os
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.corpus import Corpus
from governor_cli.core.errors import GovError
from governor_cli.core.ids import INCIDENT_ID
from governor_cli.core.instants import format_instant, parse_instant
from governor_cli.policy.model import Playbook
from governor_cli.practices.documentation.owed import DocsBranch, Owed, allowed, owed, started
from governor_cli.workflows.docs.branches import Branches, Known, uncommitted
from governor_cli.workflows.repository.recording import Recording


class Documentation(NamedTuple):
    """Every branch, then every incident that nobody has proposed anything for."""

    branches: list[DocsBranch]
    owed: list[Owed]

    def late(self, now: datetime) -> Iterator[DocsBranch | Owed]:
        """What is to be done still, and was due; a branch stands for its incident."""
        open_ones = [one for one in self.branches if not one.is_proposed]
        carried = {one.incident for one in open_ones}
        yield from (one for one in open_ones if one.clock(now) == "breached")
        yield from (one for one in self.owed if one.incident not in carried and one.clock(now) == "breached")


def documentation(recording: Recording) -> Documentation:
    """What `gov docs status` shows and `gov due` asks; it needs no network."""
    corpus, policy = recording.repository.corpus, recording.policy
    found = Branches(recording.workspace)
    try:
        branches = [_looked_at(found, one, corpus, policy) for one in found.known]
    except GovError:
        if found.known:
            raise
        branches = []  # without any branch of documentation nobody has to know the default one
    owing = list(owed(corpus, policy, branches, _documented(recording.workspace, corpus, policy)))
    return Documentation(branches, owing)


def _looked_at(found: Branches, one: Known, corpus: Corpus, policy: Playbook) -> DocsBranch:
    workspace = found.workspace
    folder = f"{workspace.prefix}{policy.knowledge.docs.rstrip('/')}/"
    reports = corpus.of_kind("incident")
    path = reports.by_id.get(one.incident or "")
    report = reports[path] if path else None
    tree = found.trees.get(one.name, "") if one.is_here else ""
    loose = list(uncommitted(tree, folder)) if tree and os.path.isdir(os.path.join(tree, folder)) else []  # noqa: PTH112, PTH118 - text as git gives it
    changed = dict.fromkeys([*(path for path in found.changes(one) if path.startswith(folder)), *loose])
    learned = parse_instant(one.learned)
    proposed = one.memory.get("proposed")
    return DocsBranch(
        one.name,
        one.incident,
        one.topic,
        learned,
        learned + allowed(report, policy),
        tuple(path.removeprefix(workspace.prefix) for path in changed),
        bool(loose),
        not one.is_here or found.is_pushed(one.name),
        one.memory.get("pull-request", ""),
        parse_instant(proposed) if proposed else None,
        found.is_merged(one),
        tree,
    )


def _documented(workspace: Workspace, corpus: Corpus, policy: Playbook) -> set[str]:
    """Incidents that a commit names which changes the documentation: one pass over its history.

    Only incidents whose clock runs are asked about, and nothing older than the oldest of them.
    """
    going_on = corpus.of_kind("incident").where(
        "status", lambda status: status not in {"closed", "cancelled"}
    )
    running = {report.id: since for report in going_on.values() if (since := started(report))}
    if not running:
        return set()
    oldest = format_instant(min(running.values()))
    log = ("log", "-z", "--format=%B", f"--since={oldest}", *_tips(workspace))
    told = workspace.git.ask(*log, "--", workspace.prefix + policy.knowledge.docs) or b""
    return running.keys() & set(_ids(told.decode("utf-8", "replace").split("\0")))


def _tips(workspace: Workspace) -> Iterable[str]:
    """What this clone has checked out, and the default branch where it is known."""
    try:
        return ("HEAD", Branches(workspace).base.ref)
    except GovError:
        return ("HEAD",)


def _ids(messages: Iterable[str]) -> Iterator[str]:
    return (found[0] for text in messages for found in re.finditer(INCIDENT_ID, text))
