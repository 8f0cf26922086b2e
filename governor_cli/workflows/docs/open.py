"""Open a documentation branch: a work tree of its own, and a first commit that says when its clock began."""

import os
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from governor_cli.adapters.branches import commit_at, is_branch_name, remember
from governor_cli.adapters.commits import identity
from governor_cli.adapters.git import Git
from governor_cli.adapters.locks import alone
from governor_cli.adapters.remotes import default_branch
from governor_cli.adapters.worktrees import add_tree, commit_all, prune_trees, reveal
from governor_cli.contracts.extract import Extract
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.instants import format_instant, parse_instant
from governor_cli.practices.documentation.owed import (
    allowed,
    branch_name,
    opening_message,
    started,
    topic_like,
    topic_problem,
)
from governor_cli.workflows.docs.standing import create, go_on, take_back, there
from governor_cli.workflows.repository.recording import Recording

_LOCK = "gov/docs.lock"
"""Below git's own folder: what a run has half made looks like what a killed one left."""


class Opened(NamedTuple):
    """A branch and where it is edited; ``folder`` is that of the documentation in its work tree."""

    branch: str
    worktree: str
    folder: str
    incident: str | None
    topic: str
    learned: datetime
    due: datetime
    base: str
    found: str = ""
    """Where the branch was found, if it was there already: ``here``, or the name of a remote."""


def open_branch(
    recording: Recording, topic: str, given: str | None, learned: datetime | None, now: datetime
) -> Opened:
    """Branch, work tree and first commit; all of it or nothing.

    The clock starts when the incident's did, unless ``learned`` says otherwise; without either, now.
    A branch of gov's that is there, in this clone or at a remote, and has no work tree is gone on with.
    """
    problem = topic_problem(topic)
    if problem:
        raise UsageError(problem, hint=f"Write it as `{topic_like(topic)}`.")
    workspace = recording.workspace
    incident = recording.incident(given) if given is not None else None
    report = _report(recording, incident) if incident else None
    since = learned or (started(report) if report else None) or now
    base = default_branch(workspace.git, workspace.settings.forge.branch)
    branch = branch_name(topic, incident)
    if not is_branch_name(workspace.git, branch):
        raise UsageError(f"git takes no branch `{branch}`", hint="Choose another topic.")
    start = commit_at(workspace.git, base.ref) or base.ref
    docs = workspace.prefix + recording.policy.knowledge.docs.rstrip("/")
    with _in_turn(workspace.git):
        prune_trees(workspace.git)
        known = there(workspace, branch, start)
        if known:
            since = parse_instant(known.learned)
            path = go_on(workspace.git, known, docs)
        else:
            told = format_instant(since)
            path = _make(workspace.git, branch, start, told, docs, opening_message(topic, incident, told))
    folder, due = str(Path(path, docs)), since + allowed(report, recording.policy)
    return Opened(branch, path, folder, incident, topic, since, due, base.name, known.place if known else "")


def _in_turn(git: Git) -> AbstractContextManager[None]:
    file = os.path.join(git.located.common_dir, _LOCK)  # noqa: PTH118 - text as git gives it
    return alone(file, "opening a documentation branch")


def _report(recording: Recording, incident: str) -> Extract:
    from governor_cli.kinds.incident.extract import extract

    document, record = recording.report(incident)
    return extract(record, document)


def _make(git: Git, branch: str, start: str, learned: str, docs: str, message: str) -> str:
    if identity(git) is None:
        hint = "Set user.name and user.email with `git config`, or GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL."
        raise GovError("git does not know who you are", hint=hint)
    remember(git, branch, {"learned": learned})  # first: it marks what follows as begun by gov
    create(git, branch, start)
    try:
        path = add_tree(git, branch)
        tree = Git.around(path, hook=False)
        commit_all(tree, message, empty=True)
        reveal(tree, docs)
    except BaseException:
        take_back(git, branch, start)
        raise
    return path
