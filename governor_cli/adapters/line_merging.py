"""Merging three texts line by line, as git itself does it."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from governor_cli.adapters.discovery import scrubbed
from governor_cli.adapters.process import launch
from governor_cli.core.errors import GovError

_MOST_CONFLICTS = 127
"""A larger exit code of `git merge-file` is an error."""


def merge_lines(
    base: bytes,
    ours: bytes,
    theirs: bytes,
    *,
    names: tuple[str, str] = ("ours", "theirs"),
    marker_size: int = 7,
    folder: str | None = None,
) -> tuple[bytes, bool]:
    """The merged bytes with conflict markers in them, and whether there are any.

    Where git finds that a version is no text, ours stays, as a conflict. ``folder`` is one of the
    repository whose `merge.conflictStyle` counts.
    """
    with TemporaryDirectory(prefix="gov-merge-") as place:
        files = [os.path.join(place, name) for name in ("ours", "base", "theirs")]
        for file, data in zip(files, (ours, base, theirs), strict=True):
            Path(file).write_bytes(data)
        labels = [part for name in (names[0], "base", names[1]) for part in ("-L", name)]
        args = ("merge-file", "-p", f"--marker-size={marker_size}", *labels, *files)
        process = launch(args, folder or place, scrubbed(os.environ))
        stdout, stderr = process.communicate()
    if 0 <= process.returncode <= _MOST_CONFLICTS:
        return stdout, process.returncode > 0
    if b"binary" in stderr:
        return ours, True
    raise GovError(f"git merge-file failed: {stderr.decode('utf-8', 'replace').strip()}")
