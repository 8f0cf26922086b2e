"""What a commit takes out of gov's sight: documents that stay where their gov.toml is deleted."""

from collections.abc import Iterator, Sequence
from posixpath import basename

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git
from governor_cli.adapters.parents import merging
from governor_cli.adapters.settings import FILE_NAME, read_settings
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.adapters.staged import Change
from governor_cli.adapters.workspace import roots_in
from governor_cli.core.errors import GovError
from governor_cli.workflows.repository.surveying import survey


def refuse_leaving(git: Git, changes: Sequence[Change]) -> None:
    """GovError where documents lose the settings by which they are judged.

    Whoever moves them along, or has an outer gov.toml for them, is not held up; nor is a merge
    with a branch that lost the settings already.
    """
    gone = [path for status, path, _, _ in changes if status == "D" and basename(path) == FILE_NAME]
    for settings in gone:
        left = list(_left(git, settings))
        if left and not _is_merged(git, settings):
            one = len(left) == 1
            raise GovError(
                f"{settings} is deleted, and nothing judges the {'document' if one else 'documents'} "
                f"it leaves: {left[0]}{'' if one else f' and {len(left) - 1} more'}",
                hint="Move or delete them in the same commit; to give gov up, commit without its hook.",
            )


def _left(git: Git, settings: str) -> Iterator[str]:
    """The documents that were judged by these settings, and are there without any."""
    staged = snapshots.index(git)
    roots = tuple(roots_in(staged))
    for path in _judged(git, snapshots.revision(git, "HEAD"), settings):
        if path in staged.entries and not path.startswith(roots):
            yield path


def _judged(git: Git, before: Snapshot, path: str) -> list[str]:
    prefix = path.removesuffix(FILE_NAME)
    try:
        settings = read_settings(before.read(path), path)
    except GovError:
        return []  # by settings that cannot be read nothing was judged
    surveyed = survey(before, prefix, settings, Cache(git.located.common_dir), roots=roots_in(before))
    return [prefix + local for local in surveyed.outline.documents]


def _is_merged(git: Git, settings: str) -> bool:
    """Whether a merge brings the deletion from the other side."""
    return any(git.ask("cat-file", "-e", f"{commit}:{settings}") is None for commit in merging(git))
