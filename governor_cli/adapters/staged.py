"""What a commit is about to change, asked before anything heavy is imported.

The hook runs on every commit of the team; where none of gov's files is staged it ends here.
"""

import os
import subprocess

_MARK = "gov.toml"
_PATHSPEC_SETTINGS = (
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
)
_CHANGES = (
    "diff",
    "--cached",
    "--raw",
    "--no-abbrev",
    "-z",
    "--no-renames",
    "--no-relative",
    "--no-ext-diff",
)
_ROOTS = ("ls-files", "--cached", "--full-name", "-z", "--", f":(top,glob)**/{_MARK}")


_JUDGED = (".md", ".json", _MARK)
"""Ends of the names of files that gov reads: artifacts, the list of tasks, settings."""
_DELETED = "D"

Change = tuple[str, str, tuple[str, str], tuple[str, str]]
"""Status letter, path, and the mode and object id before and after."""
Staged = tuple[list[Change], list[str]]


def concerns_gov(found: Staged | None) -> bool:
    """Whether the commit may change what gov says of any file; True where git cannot tell.

    Any deletion below a gov repository may: an artifact may name the file that goes.
    """
    if found is None:
        return True
    changes, roots = found
    below = tuple(roots)
    return any(
        path.startswith(below) and (status == _DELETED or path.endswith(_JUDGED))
        for status, path, _, _ in changes
    )


def staged(folder: str = ".") -> Staged | None:
    """Staged changes, and the folders (ending in "/", or "") with a gov.toml.

    Paths are relative to the top. A gov.toml counts in the index and, when it is being deleted,
    in HEAD. None when git cannot tell; the long way then says why.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _PATHSPEC_SETTINGS}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        asked, marked = (_start(arguments, folder, environment) for arguments in (_CHANGES, _ROOTS))
    except OSError:
        return None
    told, marks = _fields(asked), _fields(marked)
    if told is None or marks is None:
        return None
    changes = [_change(head, path) for head, path in zip(told[::2], told[1::2], strict=True)]
    marks += [path for _, path, _, _ in changes if path == _MARK or path.endswith(f"/{_MARK}")]
    return changes, sorted({path[: -len(_MARK)] for path in marks})


def _change(head: str, path: str) -> Change:
    """``:100644 100644 OLD NEW M`` and the path."""
    old_mode, new_mode, old, new, status = head[1:].split(" ")
    return status[:1], path, (old_mode, old), (new_mode, new)


def _start(arguments: tuple[str, ...], folder: str, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        ["git", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _fields(process: "subprocess.Popen[bytes]") -> list[str] | None:
    output, _ = process.communicate()
    if process.returncode:
        return None
    return output.decode("utf-8", "surrogateescape").split("\0")[:-1]
