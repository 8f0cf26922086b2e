"""What `gov check` does: choose the snapshot, judge it, compare it, apply fixes."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.document import read
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.report import Report
from governor_cli.workflows.check.fixing import Fixed, fixes, write_fixes
from governor_cli.workflows.check.judging import Choice, judge, only_new
from governor_cli.workflows.repository.reading import open_repository
from governor_cli.workflows.repository.surveying import Progress


class Question(NamedTuple):
    """What is to be judged: at most one of staged, rev and merge; none is the work tree."""

    staged: bool = False
    rev: str | None = None
    merge: str | None = None
    new_since: str | None = None
    choice: Choice = Choice()


class Answer(NamedTuple):
    """The report, and the snapshot whose text it speaks of."""

    report: Report
    snapshot: Snapshot

    def source(self, path: str) -> str | None:
        """The text that was judged; None where it cannot be shown."""
        try:
            return read(path, self.snapshot.read(path)).text
        except GovError:
            return None


def check(workspace: Workspace, question: Question, progress: Progress | None = None) -> Answer:
    """Judge the gov repository of the workspace as the question says."""
    snapshot = chosen(workspace, question)
    _must_hold(snapshot, question.choice)
    cache = workspace.cache
    prefixes = [workspace.prefix]
    report = judge(snapshot, cache, prefixes=prefixes, choice=question.choice, progress=progress)
    if question.new_since is not None:
        before = snapshots.revision(workspace.git, question.new_since)
        known = [judge(before, cache, prefixes=prefixes)] if _is_gov(before, workspace) else []
        report = only_new(report, known)
    return Answer(report, snapshot)


def _must_hold(snapshot: Snapshot, choice: Choice) -> None:
    for named in choice.paths:
        only = Choice(paths=[named])
        if named not in snapshot.entries and not any(map(only.covers, snapshot.entries)):
            raise UsageError(f"`{named}` is not in {snapshot.judged}", hint="Give a file or folder that is.")


def _is_gov(snapshot: Snapshot, workspace: Workspace) -> bool:
    return f"{workspace.prefix}gov.toml" in snapshot.entries


def chosen(workspace: Workspace, question: Question) -> Snapshot:
    """The snapshot that the question names; UsageError where it names two."""
    named = [question.staged, question.rev is not None, question.merge is not None]
    if sum(named) > 1:
        raise UsageError("--staged, --rev and --merge exclude each other", hint="Give one of them.")
    snapshot = _taken(workspace, question)
    if not _is_gov(snapshot, workspace):
        raise GovError(
            f"{snapshot.judged} has no {workspace.prefix}gov.toml",
            hint="Add and commit gov.toml, or judge a revision that has it.",
        )
    return snapshot


def _taken(workspace: Workspace, question: Question) -> Snapshot:
    if question.staged:
        return snapshots.index(workspace.git)
    if question.rev is not None:
        return snapshots.revision(workspace.git, question.rev)
    if question.merge is not None:
        return snapshots.merge(workspace.git, question.merge)
    return snapshots.worktree(workspace.git)


def paths_from_top(workspace: Workspace, given: Sequence[str]) -> list[str]:
    """Paths as typed, relative to the top of the Git repository; UsageError for one outside."""
    top = Path(workspace.top).resolve()
    return [_from_top(top, path) for path in given]


def _from_top(top: Path, given: str) -> str:
    if not given:  # an empty variable, which would mean everything
        raise UsageError("the path is empty", hint="Name a file or a folder, or give none for all of them.")
    where = Path(os.path.normpath(Path.cwd() / given))
    where = where.parent.resolve() / where.name
    if where != top and top not in where.parents:
        raise UsageError(f"`{given}` is outside the repository", hint=f"Give a path below {top}.")
    return where.relative_to(top).as_posix()


def repair(workspace: Workspace, question: Question, *, write: bool) -> list[Fixed]:
    """Apply the safe fixes behind the findings of the work tree, or only say what they are.

    UsageError for any other snapshot: a fix is an edit of files.
    """
    if question.staged or question.rev is not None or question.merge is not None:
        raise UsageError("fixes are edits of the work tree", hint="Leave out --staged, --rev and --merge.")
    answer = check(workspace, question)
    fixed = list(fixes(open_repository(workspace, answer.snapshot), answer.report.findings))
    return write_fixes(workspace, fixed) if write else fixed
