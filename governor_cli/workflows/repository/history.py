"""What led to a snapshot: which commits change the documentation, and which incidents they name.

One pass of `git log` finds them all; the next commit continues from what is remembered.
"""

import os
from collections.abc import Iterator, Sequence
from typing import Final

from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git
from governor_cli.adapters.process import can_be_argument
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.history import Commit, History, Told
from governor_cli.core.ids import INCIDENT_ID
from governor_cli.core.patterns import compiled

_BACK = 40
"""How many commits back something remembered is looked for."""
_NAMED: Final = rf"(?<![0-9A-Za-z]){INCIDENT_ID.pattern}(?![0-9A-Za-z])"
_LOG = ("log", "-z", "--name-only", "--no-renames", "--no-ext-diff", "--diff-merges=first-parent")


def history_of(snapshot: Snapshot, folder: str, cache: Cache) -> History:
    """The history of a snapshot; ``folder`` is the documentation's, from the top of the repository."""
    git, place = snapshot.git, folder.rstrip("/")

    def look() -> Told:
        tips = snapshot.tips()
        if is_shallow(git):
            return Told(_logged(git, place, tips), is_cut=True)
        return Told(_remembered(git, place, tips, cache))

    return History(look, lambda revision: _found(git, snapshot.tips(), revision, place))


def commit_of(workspace: Workspace, revision: str) -> Commit | None:
    """A commit by its id or the beginning of it; None where HEAD does not reach it."""
    return _found(workspace.git, ["HEAD"], revision, workspace.prefix.rstrip("/"))


def is_shallow(git: Git) -> bool:
    """Whether this clone has only the latest part of the history."""
    return os.path.exists(os.path.join(git.located.common_dir, "shallow"))  # noqa: PTH110, PTH118 - git's text


def _remembered(git: Git, folder: str, tips: Sequence[str], cache: Cache) -> list[Commit]:
    """All of them: those remembered for a commit not far back, and those made since."""
    if not tips:
        return []
    name = f"{folder}\0{' '.join(sorted(tips))}"
    stored = cache.memo(_key(name))
    if stored is not None:
        return list(_thawed(stored))
    known: list[Commit] = []
    since: tuple[str, ...] = ()
    for commit in git.run("rev-list", f"--max-count={_BACK}", *tips).decode().split():
        stored = cache.memo(_key(f"{folder}\0{commit}"))
        if stored is not None:
            known, since = list(_thawed(stored)), (f"^{commit}",)
            break
    found = [*_logged(git, folder, [*tips, *since]), *known]
    cache.remember(_key(name), _frozen(found))
    return found


def _key(name: str) -> str:
    return f"history 1\0{name}"


def _frozen(commits: Sequence[Commit]) -> bytes:
    return "".join(f"{one.id} {one.at} {' '.join(one.incidents)}\n" for one in commits).encode()


def _thawed(stored: bytes) -> Iterator[Commit]:
    for line in stored.decode().splitlines():
        commit, at, *incidents = line.split(" ")
        yield Commit(commit, int(at), tuple(incidents))


def _logged(git: Git, folder: str, range_: Sequence[str]) -> list[Commit]:
    """Commits that change something in a folder and name an incident; no side branch is left out."""
    if not range_:
        return []
    form, mark = _form()
    told = git.run(
        "--literal-pathspecs",
        *_LOG,
        "--full-history",
        form,
        "--fixed-strings",
        "--grep=INC-",
        *range_,
        "--",
        folder or ".",
    )
    return [one for one in _commits(told, mark, folder) if one.documents and one.incidents]


def _found(git: Git, tips: Sequence[str], revision: str, folder: str) -> Commit | None:
    question = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    full = git.ask(*question) if can_be_argument(revision) else None
    name = full.decode().strip() if full else ""
    if not name or not any(git.ask("merge-base", "--is-ancestor", name, tip) is not None for tip in tips):
        return None
    form, mark = _form()
    shown = git.ask(*_LOG, form, "-1", name) or b""
    return next(_commits(shown, mark, folder), None)


def _form() -> tuple[str, str]:
    """A format whose parts no message can imitate."""
    from secrets import token_hex

    mark = f"\x1e{token_hex(8)}"
    return f"--format={mark}%H{mark}%ct{mark}%B{mark}", mark


def _commits(told: bytes, mark: str, folder: str) -> Iterator[Commit]:
    parts = told.decode("utf-8", "surrogateescape").split(mark)[1:]
    below = f"{folder}/" if folder else ""
    for at in range(0, len(parts) - 3, 4):
        commit, when, message, listed = parts[at : at + 4]
        paths = (path.strip("\n") for path in listed.split("\0"))
        documents = any(path and path.startswith(below) for path in paths)
        yield Commit(commit, int(when), tuple(dict.fromkeys(compiled(_NAMED).findall(message))), documents)
