"""Small questions about history: what is staged against HEAD, which blob a revision has at a path."""

from governor_cli.adapters.git import Git
from governor_cli.adapters.listing import read_statuses, read_tree


def staged_changes(git: Git) -> dict[str, str]:
    """Staged path -> A (added), D (deleted), M (modified), T (another type) or U (unmerged).

    Paths are relative to the top; before the first commit everything is added.
    """
    output = git.run(
        "diff", "--cached", "--name-status", "-z", "--no-renames", "--no-relative", "--no-ext-diff"
    )
    changes: dict[str, str] = {}
    for status, path in read_statuses(output):
        changes.setdefault(path, status)
    return changes


def blob_at(git: Git, commit: str, path: str) -> str | None:
    """The blob that a commit (an object id, or HEAD) has at a path relative to the top; None where none."""
    output = git.ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", path)
    entry = read_tree(output or b"", git.located.id_width).get(path)
    return entry[1] if entry and entry[0].startswith("100") else None
