"""The user's editor on one file, chosen and started as git does it."""

import os
import subprocess

from governor_cli.adapters.git import Git
from governor_cli.core.errors import GovError


def edit(git: Git, path: str) -> None:
    """Open a file and wait. GovError where there is no editor, or it ends with an error.

    GIT_EDITOR, core.editor, VISUAL and EDITOR count, in git's order.
    """
    process = git.start("var", "GIT_EDITOR")
    told, _ = process.communicate()
    named = os.environ.get("GIT_EDITOR", "").strip() or os.fsdecode(told).strip()
    if not named:
        raise GovError("there is no editor for this terminal", hint="Set EDITOR, such as `EDITOR=nano`.")
    try:
        code = subprocess.run(["sh", "-c", f'{named} "$@"', named, path], check=False).returncode
    except OSError as error:
        raise GovError(f"the editor cannot be started: {error.strerror}") from None
    if code:
        raise GovError(f"the editor `{named}` ended with {code}", hint="Nothing was proposed; try again.")
