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
_CHANGES = ("diff", "--cached", "--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff")
_ROOTS = ("ls-files", "--cached", "--full-name", "-z", "--", f":(top,glob)**/{_MARK}")


def staged(folder: str = ".") -> tuple[list[str], list[str]] | None:
    """Staged paths, deleted ones too, and the folders (ending in "/", or "") with a gov.toml.

    Both are relative to the top. A gov.toml counts in the index and, when it is being deleted,
    in HEAD. None when git cannot tell; the long way then says why.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _PATHSPEC_SETTINGS}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        changes, roots = (_start(arguments, folder, environment) for arguments in (_CHANGES, _ROOTS))
    except OSError:
        return None
    paths, marks = _names(changes), _names(roots)
    if paths is None or marks is None:
        return None
    marks += [path for path in paths if path == _MARK or path.endswith(f"/{_MARK}")]
    return paths, sorted({path[: -len(_MARK)] for path in marks})


def _start(arguments: tuple[str, ...], folder: str, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        ["git", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _names(process: "subprocess.Popen[bytes]") -> list[str] | None:
    output, _ = process.communicate()
    if process.returncode:
        return None
    return output.decode("utf-8", "surrogateescape").split("\0")[:-1]
