"""The history behind deployments: every commit once, with its parents, from one pass of git."""

import os
from collections.abc import Iterable

from governor_cli.adapters.git import Git
from governor_cli.practices.dora.delivery import Change

_FORM = "--format=%at %P%x09%at %s"
"""When it was written, its parents; behind the tab what a rewritten or picked commit keeps."""


def changes(git: Git, tips: Iterable[str]) -> dict[str, Change]:
    """Every commit that these reach, by its id. What a shallow clone lacks is not there."""
    asked = "".join(f"{tip}\n" for tip in dict.fromkeys(tips))
    if not asked:
        return {}
    command = ("rev-list", "--stdin", "--encoding=UTF-8", _FORM)
    lines = os.fsdecode(git.run(*command, stdin=asked.encode())).split("\n")
    found: dict[str, Change] = {}
    for head, told in zip(lines[::2], lines[1::2], strict=False):
        places, _, identity = told.partition("\t")
        authored, _, parents = places.partition(" ")
        found[head[7:]] = Change(int(authored or -1), tuple(parents.split()), identity)
    return found
