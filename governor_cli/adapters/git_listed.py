"""Whether git lists a few files as ones to read, and which other files that follows from."""

import os
from collections.abc import Iterator, Sequence

from governor_cli.adapters.discovery import scrubbed
from governor_cli.adapters.listing import names
from governor_cli.adapters.process import launch


def listed(top: str, paths: Sequence[str]) -> set[str] | None:
    """The files that decide whether git ignores one of these; none where all are in its index.

    None where git does not list one of them, or was told not to look at it: a file in the index that is
    in conflict, a link, or left out of a sparse checkout, and a file beside it that is ignored. None too
    for one beside it where settings include others, which may depend on a branch or be written later.
    """
    heads: dict[str, str] = {}
    for line in _asked(top, "ls-files", "-v", "-s", "-z", "--full-name", "--", *paths):
        head, _, name = line.partition("\t")
        heads[name] = "" if name in heads else head
    if not all(head.startswith("H 100") and head.endswith(" 0") for head in heads.values()):
        return None
    others = [path for path in paths if os.path.relpath(path, top) not in heads]
    if not others:
        return set()
    seen = _asked(top, "ls-files", "-o", "-z", "--exclude-standard", "--", *others)
    settings = _asked(top, "config", "--list", "-z", "--show-origin", "--name-only")
    if len(seen) != len(set(others)) or any(name.startswith("include") for name in settings[1::2]):
        return None
    return set(_deciding(top, others, settings[::2]))


def _deciding(top: str, paths: Sequence[str], origins: Sequence[str]) -> Iterator[str]:
    """What ignores files, whether it is there or not, and the settings that name one more such file."""
    yield os.path.join(top, ".git", "info", "exclude")
    for path in paths:
        folder = os.path.dirname(path)
        while len(folder) >= len(top):
            yield os.path.join(folder, ".gitignore")
            folder = os.path.dirname(folder)
    own = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    yield os.path.join(own, "git", "ignore")
    yield os.path.join(own, "git", "config")
    yield os.path.expanduser("~/.gitconfig")
    for named in _asked(top, "config", "-z", "--type=path", "--get-all", "core.excludesFile"):
        yield os.path.join(top, named)
    for origin in dict.fromkeys(origins):
        if origin.startswith("file:"):
            yield os.path.join(top, origin.removeprefix("file:"))


def _asked(top: str, *words: str) -> list[str]:
    """What git lists; nothing where it refuses."""
    environment = {**scrubbed(os.environ), "GIT_OPTIONAL_LOCKS": "0"}
    told, _ = launch(("--literal-pathspecs", *words), top, environment).communicate()
    return names(told) if told else []
