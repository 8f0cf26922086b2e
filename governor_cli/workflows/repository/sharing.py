"""Share what was written: a commit of that file alone, perhaps a push; what fails waits.

Every later command that records a fact tries again, and so do those that only show some.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from governor_cli.adapters.git import Git
from governor_cli.adapters.unshared import Waiting, change, waiting
from governor_cli.core.errors import GovError, OutsideError

How = Literal["file", "commit", "push"]


class Shared(NamedTuple):
    """How far a written file got: ``how`` is what was reached, ``problem`` why not further.

    ``caught_up`` are earlier changes that were waiting and are shared now.
    """

    how: How
    problem: str = ""
    caught_up: tuple[str, ...] = ()
    waits: bool = False
    """Whether a later command will try again by itself."""
    hint: str = ""


class _Failure(NamedTuple):
    """Why a change could not be shared further than it was."""

    entry: Waiting
    error: GovError
    reached: How


def share_files(git: Git, paths: Sequence[str], message: str, how: How, *, asked: bool) -> Shared:
    """Commit, or commit and push, these files (relative to the top) alone, and what waits from earlier.

    What fails waits for the next command. Where sharing was asked for, failing raises, and only what
    the remote did not take waits.
    """
    if how == "file":
        return Shared("file")
    from governor_cli.adapters.pushing import current_branch

    return _share(git, Waiting(tuple(paths), message, how, current_branch(git), ""), asked=asked)


def share_ref(git: Git, ref: str, message: str, *, asked: bool) -> Shared:
    """Push a ref that is made already, such as a tag, and what waits from earlier, as above."""
    return _share(git, Waiting((), message, "push", ref, "", "commit"), asked=asked)


def _share(git: Git, mine: Waiting, *, asked: bool) -> Shared:
    known = waiting(git)
    earlier = [entry for entry in known if not _is_covered(entry, mine) and not _is_gone(git, entry)]
    failures = _shared(git, [mine, *earlier], together=not asked)
    failed = {id(failure.entry): failure for failure in failures}
    caught_up = tuple(entry.message for entry in earlier if id(entry) not in failed)
    mine_failed = failed.get(id(mine))
    problem = mine_failed.error if mine_failed else None
    if asked and not isinstance(problem, OutsideError):  # what was wrong here is told, and is theirs to redo
        failures = [failure for failure in failures if failure.entry is not mine]
    kept = _keep(git, [mine, *known], failures)
    if mine_failed is None or problem is None:
        return Shared("push" if mine.how == "push" else "commit", caught_up=caught_up)
    if asked:
        raise problem
    return Shared(mine_failed.reached, problem.message, caught_up, kept, problem.hint)


def _is_covered(entry: Waiting, mine: Waiting) -> bool:
    """Whether sharing one change shares the other: the same files, as they are now, at least as far."""
    same = entry.paths == mine.paths and entry.branch == mine.branch
    return same and mine.how in {"push", entry.how}


def _is_gone(git: Git, entry: Waiting) -> bool:
    """Whether somebody has taken back what waits: a tag that is not there any more."""
    from governor_cli.adapters.branches import commit_at

    return not entry.paths and commit_at(git, entry.branch) is None


def catch_up(git: Git) -> Shared | None:
    """Share what waits from earlier commands; None where nothing does."""
    known = waiting(git)
    entries = [entry for entry in known if not _is_gone(git, entry)]
    if not known:
        return None
    failures = _shared(git, entries, together=True)
    kept = _keep(git, known, failures)
    if not entries:
        return None
    failed = {id(failure.entry) for failure in failures}
    caught_up = tuple(entry.message for entry in entries if id(entry) not in failed)
    problem = failures[0].error.message if failures else ""
    return Shared("push", problem, caught_up, kept)


def _shared(git: Git, entries: Sequence[Waiting], *, together: bool) -> list[_Failure]:
    """Commit each, then push each branch once; what failed."""
    from governor_cli.adapters.pushing import current_branch

    here = current_branch(git)
    failures: list[_Failure] = []
    to_push: dict[str, list[Waiting]] = {}
    for entry in entries:
        try:
            _committed(git, entry, here)
        except GovError as error:
            failures.append(_Failure(entry, error, "file"))
        else:
            if entry.how == "push":
                to_push.setdefault(entry.branch, []).append(entry)
    for branch, all_of_it in to_push.items():
        problem = _pushed(git, branch, together=together)
        failures += [_Failure(entry, problem, "commit") for entry in all_of_it] if problem else []
    return failures


def _committed(git: Git, entry: Waiting, here: str) -> None:
    from governor_cli.adapters.commits import commit_paths

    if entry.branch == here:
        commit_paths(git, entry.paths, entry.message)
    elif entry.reached == "file":
        raise GovError(f"it waits for the branch {entry.branch.removeprefix('refs/heads/')}")


def _pushed(git: Git, branch: str, *, together: bool) -> GovError | None:
    from governor_cli.adapters.pushing import push_branch

    def resolve(path: str, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
        from governor_cli.workflows.repository.merging import merge_file

        merged = merge_file(base, ours, theirs, path, git=git)
        return None if merged.conflicts else merged.data

    try:
        push_branch(git, branch, overall=together, resolve=resolve)
    except GovError as error:
        return error
    return None


def _keep(git: Git, tried: Iterable[Waiting], failures: Sequence[_Failure]) -> bool:
    """Only what failed waits on, with its reason, beside what others have added meanwhile."""
    done = {(entry.paths, entry.message, entry.branch) for entry in tried}
    failed = [
        failure.entry._replace(why=failure.error.message, reached=failure.reached) for failure in failures
    ]

    def edit(known: list[Waiting]) -> list[Waiting]:
        others = [entry for entry in known if (entry.paths, entry.message, entry.branch) not in done]
        return [*others, *failed]

    return change(git, edit)
