"""The user's editor on one file, chosen and started as git does it, at a line where it can be told one."""

import os
import shlex
import subprocess
from pathlib import PurePath

from governor_cli.adapters.git import Git
from governor_cli.core.errors import GovError

_VARIABLES = ("GIT_EDITOR", "VISUAL", "EDITOR")
_FILE_ALONE = frozenset(
    {
        "open",
        "xdg-open",
        "start",
        "notepad",
        "notepad++",
        "wordpad",
        "mate",
        "ed",
        "cat",
        "true",
        "false",
        ":",
    }
)
"""Programs that would take ``+LINE`` for a file; nearly every other, and what wraps one, understands it."""
_GOTO = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"})
"""Programs that take ``-g FILE:LINE``, and go on at once unless they are told to wait."""
_COLON = frozenset({"hx", "helix", "subl", "sublime_text", "zed", "lapce", "pulsar"})
"""Programs that take ``FILE:LINE``."""
_IN_TERMINAL = frozenset(
    {"vi", "vim", "nvim", "view", "ex", "nano", "pico", "jed", "joe", "mg", "kak", "micro", "ne", "mcedit"}
    | {"hx", "helix", "elvis", "busybox", "emacs"}
)


def edit(git: Git, path: str, line: int | None = None) -> None:
    """Open a file and wait. GovError where there is no editor, or it ends with an error.

    GIT_EDITOR, core.editor, VISUAL and EDITOR count, in git's order.
    """
    named = _named(git)
    if not named:
        raise GovError("there is no editor for this terminal", hint="Set EDITOR, such as `EDITOR=nano`.")
    words = at_line(named, path, line)
    try:
        code = subprocess.run(["sh", "-c", f'{named} "$@"', named, *words], check=False).returncode
    except OSError as error:
        raise GovError(f"the editor cannot be started: {error.strerror}") from None
    if code:
        raise GovError(f"the editor `{named}` ended with {code}", hint="Nothing else was done; try again.")


def can_edit(git: Git, *, terminal: bool) -> bool:
    """Whether an editor can be opened here: one that draws on a terminal needs one.

    Without a terminal only an editor that somebody named counts, never git's own choice.
    """
    if terminal:
        return bool(_named(git))
    named = next((text for name in _VARIABLES if (text := os.environ.get(name, "").strip())), "")
    return bool(named) and program(named) not in _IN_TERMINAL


def at_line(named: str, path: str, line: int | None) -> list[str]:
    """What the editor is given after its own words to open the file, at a line where one is known."""
    name = program(named)
    if name in _GOTO:
        wait = [] if {"--wait", "-w"} & set(_split(named)) else ["--wait"]
        return [*wait, "-g", f"{path}:{line}"] if line else [*wait, path]
    if line and name in _COLON:
        return [f"{path}:{line}"]
    return [path] if line is None or name in _FILE_ALONE else [f"+{line}", path]


def program(named: str) -> str:
    """``code`` of ``/usr/bin/code --wait``."""
    words = _split(named)
    name = PurePath(words[0]).name.lower() if words else ""
    return name.removesuffix(".exe")


def _split(named: str) -> list[str]:
    try:
        return shlex.split(named)
    except ValueError:
        return named.split()


def _named(git: Git) -> str:
    process = git.start("var", "GIT_EDITOR")
    told, _ = process.communicate()
    return os.environ.get("GIT_EDITOR", "").strip() or os.fsdecode(told).strip()
