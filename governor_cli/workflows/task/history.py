"""What commits say of follow-ups: ``Closes-Task: T-7F3K`` in a message is evidence for that task."""

import re

from governor_cli.adapters.workspace import Workspace

TRAILER = "Closes-Task"
_LINE = re.compile(rf"^[ \t>*-]*{TRAILER}:[ \t]*(\S[^\r\n]*)", re.IGNORECASE | re.MULTILINE)


def closing_commits(workspace: Workspace) -> dict[str, str]:
    """Task (its id in lower case) -> the latest commit reachable from HEAD that closes it, by one pass.

    The line may stand anywhere in a message: a squash merge moves it out of the last paragraph.
    """
    question = ("log", "-z", "--format=%H%n%B", "-i", "--fixed-strings", f"--grep={TRAILER}:", "HEAD")
    told = workspace.git.ask(*question) or b""
    found: dict[str, str] = {}
    for one in told.decode("utf-8", "replace").split("\0"):
        commit, _, message = one.strip("\n").partition("\n")
        for line in _LINE.findall(message):
            for name in re.split(r"[,\s]+", line.strip()):
                found.setdefault(name.casefold(), commit)
    found.pop("", None)
    return found
