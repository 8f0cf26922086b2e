"""Merge two versions of an artifact: as the merge driver of git, and where gov merges by itself."""

import os
from collections.abc import Callable
from pathlib import Path

from governor_cli.adapters.git import Git
from governor_cli.adapters.line_merging import merge_lines
from governor_cli.core.errors import GovError
from governor_cli.policy.model import Playbook
from governor_cli.practices.merging import Marks, Merged, merge

_DRIFT = "DRF"
"""Rules of this prefix write rendered blocks anew."""


def merge_file(
    base: bytes,
    ours: bytes,
    theirs: bytes,
    path: str,
    *,
    git: Git | None = None,
    marks: Marks | None = None,
) -> Merged:
    """Merge one file of a repository; the base is empty where both sides made it.

    ``path`` is relative to the top of ``git``, whose playbook says what a table of weeks shows.
    Never raises for any bytes; whatever goes wrong, the lines are merged as git merges them.
    """
    marks = marks or Marks()
    folder = git.top if git is not None else None

    def merge_plain(old: bytes, mine: bytes, other: bytes) -> tuple[bytes, bool]:
        names = (marks.ours, marks.theirs)
        return merge_lines(old, mine, other, names=names, marker_size=marks.size, folder=folder)

    try:
        merged = merge(base, ours, theirs, merge_plain, marks)
        if merged.conflicts or merged.as_text or merged.data in {ours, theirs}:
            return merged
        return merged._replace(data=rendered(merged.data, path, lambda: _policy(git, path)))
    except Exception:  # noqa: BLE001  git would leave ours alone in the file: no fault of gov's may lose theirs
        data, conflicts = merge_plain(base, ours, theirs)
        return Merged(data, conflicts, as_text=True)


def drive(base: Path, ours: Path, theirs: Path, path: str, *, marker_size: int = 7) -> Merged:
    """Do what git asks of a merge driver: leave the merged file in the place of ours."""
    git, marks = _around(), Marks(size=marker_size)
    merged = merge_file(_read(base), _read(ours), _read(theirs), path, git=git, marks=marks)
    try:
        ours.write_bytes(merged.data)
    except OSError as error:
        raise GovError(f"cannot write {ours}: {(error.strerror or str(error)).lower()}") from None
    return merged


def rendered(data: bytes, path: str, policy: Callable[[], Playbook | None]) -> bytes:
    """A document with its rendered blocks as its front matter has them, as far as they depend on that."""
    if b"gov:" not in data:
        return data
    from governor_cli.contracts.subject import Subject
    from governor_cli.core.document import read
    from governor_cli.workflows import catalogue
    from governor_cli.workflows.repository.reading import record_of

    document = read(path, data)
    if document.kind is None or not document.markdown.blocks:
        return data
    for rule in catalogue.document_rules(document.kind):
        record = record_of(document)
        if record is None or rule.fix is None or not rule.code.startswith(_DRIFT):
            continue
        try:
            document = read(path, rule.fix(Subject(document, record, policy())) or document.data)
        except GovError:
            continue  # `gov check` tells it, and a person renders it
    return document.data


def _policy(git: Git | None, path: str) -> Playbook | None:
    """The playbook in the work tree above a file; None where there is none that can be read."""
    from governor_cli.adapters.workspace import open_workspace
    from governor_cli.core.document import read
    from governor_cli.workflows.repository.reading import record_of

    if git is None:
        return None
    folder = Path(git.top, path).parent
    while not folder.is_dir():
        folder = folder.parent
    try:
        workspace = open_workspace(folder)
        found = record_of(read("", Path(workspace.root, workspace.settings.playbook).read_bytes()))
    except (GovError, OSError):
        return None
    return found if isinstance(found, Playbook) else None


def _around() -> Git | None:
    """The repository that is merged: git starts a driver at the top of its work tree."""
    try:
        return Git.around(os.curdir, hook=False)
    except GovError:
        return None


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise GovError(f"cannot read {file}: {(error.strerror or str(error)).lower()}") from None
