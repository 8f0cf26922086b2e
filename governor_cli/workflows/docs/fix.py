"""Correct one document: its branch, opened now or gone on with, and the file in the branch's work tree."""

import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from governor_cli.adapters.files import inside
from governor_cli.core.errors import GovError, UsageError
from governor_cli.practices.documentation.owed import branch_name, topic_like, topic_problem
from governor_cli.workflows.docs.branches import Branches, uncommitted
from governor_cli.workflows.docs.open import open_branch
from governor_cli.workflows.repository.recording import Recording


class Correcting(NamedTuple):
    """A file in the work tree of its branch; ``fresh`` where the branch was opened for it."""

    branch: str
    worktree: str
    file: Path
    fresh: bool

    @property
    def is_changed(self) -> bool:
        """Whether anything in the work tree differs from its branch."""
        return any(True for _ in uncommitted(self.worktree))


def start_correcting(
    recording: Recording, given: str, incident: str | None, learned: datetime | None, now: datetime
) -> Correcting:
    """Find or open the branch that is called after the file; the file may be new.

    UsageError for a file outside the documentation.
    """
    relative = _document(recording, given)
    topic = topic_like(Path(relative).stem)
    if topic_problem(topic):
        topic = topic_like(relative)
    whole = recording.incident(incident) if incident is not None else None
    name = branch_name(topic, whole)
    branches = Branches(recording.workspace)
    tree = branches.trees.get(name)
    fresh = False
    if tree is None:
        made = open_branch(recording, topic, whole, learned, now)
        tree, fresh = made.worktree, not made.found
    file = Path(inside(tree, recording.workspace.prefix + relative))
    file.parent.mkdir(parents=True, exist_ok=True)
    return Correcting(name, tree, file, fresh)


def _document(recording: Recording, given: str) -> str:
    """The path relative to the root of the gov repository, wherever in it the caller is."""
    docs = recording.policy.knowledge.docs.rstrip("/")
    root = recording.workspace.root.resolve()
    try:
        where = Path(os.path.normpath(Path.cwd() / given))
        relative = (where.parent.resolve() / where.name).relative_to(root).as_posix()
    except (ValueError, OSError):
        raise UsageError(f"`{given}` is outside the repository", hint=f"Name a file in `{docs}/`.") from None
    if not relative.startswith(f"{docs}/") or where.is_dir():
        raise UsageError(f"`{given}` is no document in `{docs}/`", hint="Name a file there, new or not.")
    if where.suffix.lower() not in {".md", ".markdown", ".txt", ".rst", ".adoc"}:
        raise UsageError(f"`{given}` is no text that people read", hint="Name a Markdown file.")
    return relative


def drop_unchanged(recording: Recording, one: Correcting, who: str, at: datetime) -> None:
    """Take a branch back that was opened for a correction nobody made."""
    from governor_cli.workflows.docs.abandon import abandon

    branches = Branches(recording.workspace)
    branch = next((known for known in branches.own if known.name == one.branch), None)
    if branch is None:
        raise GovError(f"`{one.branch}` is gone")
    abandon(branches, branch, "the document was left as it is", who, at)
