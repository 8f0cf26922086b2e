"""Open a documentation branch: a work tree of its own, and a first commit that says when its clock began."""

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from governor_cli.adapters.branches import (
    commit_at,
    create_branch,
    delete_branch,
    forget,
    is_ancestor,
    is_branch_name,
    refs_below,
    remember,
    remembered,
)
from governor_cli.adapters.commits import identity
from governor_cli.adapters.git import Git, GitError
from governor_cli.adapters.locks import alone
from governor_cli.adapters.remotes import default_branch
from governor_cli.adapters.workspace import Workspace
from governor_cli.adapters.worktrees import add_tree, commit_all, prune_trees, remove_tree, reveal, tree_of
from governor_cli.contracts.extract import Extract
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.instants import format_instant, parse_instant
from governor_cli.practices.evidence.documentation import (
    FOLDER,
    allowed,
    branch_name,
    opening_message,
    started,
    topic_like,
    topic_problem,
)
from governor_cli.workflows.docs.branches import Branches, Known
from governor_cli.workflows.repository.recording import Recording

_LOCK = "gov/docs.lock"
"""Below git's own folder: what a run has half made looks like what a killed one left."""


@dataclass(frozen=True, slots=True)
class Opened:
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
        known = _there(workspace, branch, start)
        if known:
            since = parse_instant(known.learned)
            path = _go_on(workspace.git, known, docs)
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
    _create(git, branch, start)
    try:
        path = add_tree(git, branch)
        tree = Git.around(path, hook=False)
        commit_all(tree, message, empty=True)
        reveal(tree, docs)
    except BaseException:
        _take_back(git, branch, start)
        raise
    return path


def _create(git: Git, branch: str, at: str) -> None:
    """Make the branch, so that whatever goes wrong afterwards is this run's own to take back."""
    try:
        made = create_branch(git, branch, at)
    except GitError:
        forget(git, branch)
        if commit_at(git, f"refs/heads/{FOLDER}") is None:
            raise
        hint = f"Rename that one, for example with `git branch -m {FOLDER} documentation`."
        raise GovError(f"git makes no `{branch}` beside a branch called `{FOLDER}`", hint=hint) from None
    if not made:
        raise GovError(f"there is a branch `{branch}` already", hint="See who opened it: `gov docs status`.")


def _there(workspace: Workspace, branch: str, start: str) -> Known | None:
    """The branch to go on with, None where there is none; GovError where it is to be left alone.

    One that a killed run left without a commit is taken back.
    """
    git = workspace.git
    refs = refs_below(git, f"refs/heads/{branch}", f"refs/remotes/*/{branch}")
    tip = refs.get(f"refs/heads/{branch}")
    if not refs or (tip and _taken_back(git, branch, tip, start) and len(refs) == 1):
        return None
    branches = Branches(workspace)
    known = next((one for one in branches.known if one.name == branch), None)
    tree = branches.trees.get(branch)
    if known and not tree and not branches.is_merged(known):
        return known
    where = f"Go on in {tree}" if tree else f"Check it out with `git worktree add PATH {branch}`"
    merged = "Choose another topic: that one is merged."
    hint = merged if known and not tree else f"{where}, or choose another topic."
    raise GovError(f"there is a branch `{branch}` already", hint=hint)


def _taken_back(git: Git, branch: str, tip: str, start: str) -> bool:
    if "learned" not in remembered(git).get(branch, {}) or not is_ancestor(git, tip, start):
        return False
    tree = tree_of(git, branch)
    if tree and Git.around(tree, hook=False).run("status", "--porcelain", "-z"):
        return False
    _take_back(git, branch, tip)
    return True


def _go_on(git: Git, known: Known, docs: str) -> str:
    """The work tree of a branch that is there, here or at a remote alone."""
    if known.is_here:
        _catch_up(git, known)
    else:
        remember(git, known.name, {"learned": known.learned})
        _create(git, known.name, known.commit)
    try:
        path = add_tree(git, known.name)
        reveal(Git.around(path, hook=False), docs)
    except BaseException:
        if not known.is_here:
            _take_back(git, known.name, known.commit)
        raise
    return path


def _catch_up(git: Git, known: Known) -> None:
    """Move a branch that nobody has checked out to where a remote is known to have taken it."""
    for commit in refs_below(git, f"refs/remotes/*/{known.name}").values():
        if commit != known.commit and is_ancestor(git, known.commit, commit):
            git.run("update-ref", known.ref, commit, known.commit, writes=True)
            return


def _take_back(git: Git, branch: str, tip: str) -> None:
    tree = tree_of(git, branch)
    if tree:
        remove_tree(git, tree, force=True)
    prune_trees(git)
    if commit_at(git, f"refs/heads/{branch}") == tip:
        delete_branch(git, branch, tip)
    else:
        forget(git, branch)
