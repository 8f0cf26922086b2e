"""What the merge driver tells: little, since git speaks for itself."""

from pathlib import Path

from governor_cli.ui.session import current


def merge_for_git(base: Path, ours: Path, theirs: Path, path: str, marker_size: int) -> int:
    """Merge and leave the result where git wants it; 1 where a conflict is left."""
    from governor_cli.workflows.repository.merging import drive

    merged = drive(base, ours, theirs, path, marker_size=marker_size)
    if merged.conflicts and merged.as_text and path.endswith((".md", ".json")):
        current().note(f"{path} was merged line by line: a version of it cannot be read as an artifact")
    return int(merged.conflicts)


def install_driver() -> int:
    """Set up the driver of this clone, and say what is still missing."""
    from governor_cli.adapters.git import Git
    from governor_cli.workflows.repository.merge_setup import LINES, install_merge_driver

    session = current()
    setup = install_merge_driver(Git.around(session.start))
    session.note(
        "git now merges operations documents with gov in this clone"
        if setup.written
        else "the merge driver was set up already; nothing changed"
    )
    if not setup.is_assigned:
        session.note(
            "but .gitattributes does not ask for it yet; add:\n" + "\n".join(f"  {line}" for line in LINES)
        )
    return 0
