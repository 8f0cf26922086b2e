"""What proves that a follow-up is done: a commit of this history, an address, or a file that is there."""

import re

from governor_cli.core.errors import GovError, NotReadyError, UsageError
from governor_cli.kinds.tasks.model import Task
from governor_cli.workflows.check.checking import paths_from_top
from governor_cli.workflows.repository.addresses import address_given, is_meant_as_address
from governor_cli.workflows.repository.history import commit_of
from governor_cli.workflows.task.history import TRAILER
from governor_cli.workflows.task.state import Tasks

_COMMIT = re.compile(r"[0-9a-f]{7,64}")


def evidence_for(tasks: Tasks, task: Task, given: str | None) -> str:
    """Evidence in the form to be kept: the id of a commit, an address, or a path.

    Without any given, a commit that closes the task counts. NotReadyError says what would.
    """
    if given is None:
        return _closing_commit(tasks, task)
    text = given.strip()
    if not text:
        raise UsageError("the evidence is empty", hint="Name a commit, an address or a file.")
    if is_meant_as_address(text):
        return address_given(text)
    path = _file(tasks, text)
    if path is not None:
        return path
    if not _COMMIT.fullmatch(text.lower()):
        raise NotReadyError(
            f"`{given}` is no commit, no address and no file of this repository",
            hint="Name a commit by its id, a pull request by its address, or a file by its path.",
        )
    commit = commit_of(tasks.recording.workspace, text.lower())
    if commit is None:
        raise NotReadyError(
            f"the commit {text} is not part of this history",
            hint="Merge it first, or name its pull request by its address.",
        )
    return commit.id


def _closing_commit(tasks: Tasks, task: Task) -> str:
    name = tasks.file.name(task)
    commit = tasks.closed_by.get(name.casefold())
    if commit is None:
        raise NotReadyError(
            f"`{name}` has no evidence",
            hint=f"Add --evidence with a commit, a pull request's address or a file, "
            f"or commit with the line `{TRAILER}: {name}`.",
        )
    return commit


def _file(tasks: Tasks, text: str) -> str | None:
    """The file meant, relative to the root: as seen from here, else from the root; UsageError outside."""
    repository, prefix = tasks.recording.repository, tasks.recording.workspace.prefix
    if "\0" in text:
        raise UsageError("a path has no NUL character", hint="Name the file as `git ls-files` does.")
    try:
        path = paths_from_top(tasks.recording.workspace, [text])[0]
    except UsageError:
        if repository.exists(text):
            return text
        if not _COMMIT.fullmatch(text.lower()):
            raise
        return None
    except (OSError, ValueError):
        raise GovError(f"`{text}` cannot be looked up") from None
    if path.startswith(prefix) and repository.exists(path[len(prefix) :]):
        return path[len(prefix) :]
    return text if repository.exists(text) else None
