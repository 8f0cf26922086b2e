"""What is being merged into HEAD at this moment, in a hook and outside."""

import os

from governor_cli.adapters.git import Git

_TOLD = "GITHEAD_"
"""How git names each commit that it merges; the hook of a merge runs before MERGE_HEAD is written."""


def merging(git: Git) -> list[str]:
    """The ids of the commits that a merge under way brings in."""
    try:
        with open(os.path.join(git.located.git_dir, "MERGE_HEAD"), encoding="ascii") as file:
            return file.read().split()
    except (OSError, ValueError):
        return [name.removeprefix(_TOLD) for name in os.environ if name.startswith(_TOLD)]
