"""One repository, spoken to through git itself: bytes in, bytes out.

Reading runs plumbing alone. Importing GitPython costs more than a whole check of a small
repository, so nothing here imports it before somebody pushes.
"""

import os
import subprocess

from governor_cli.adapters.discovery import Located, discover
from governor_cli.adapters.process import GitError, finish, launch

__all__ = ["Git", "GitError", "Located", "discover"]


class Git:
    """Runs git at the top of one repository, in the environment that belongs to it."""

    def __init__(self, located: Located) -> None:
        self.located = located

    @classmethod
    def around(cls, start: str | os.PathLike[str] = ".", *, hook: bool = True) -> "Git":
        """The repository that a folder is in; ``hook=False`` where it cannot be the one of a hook."""
        return cls(discover(start, hook=hook))

    @property
    def top(self) -> str:
        """The top of the work tree, absolute; of a bare repository its own folder."""
        return self.located.top

    def start(self, *args: str, feed: bool = False, writes: bool = False) -> subprocess.Popen[bytes]:
        """Start git without waiting for it: several listings then run at the same time."""
        environment = self.located.environment
        if not writes:
            environment = {**environment, "GIT_OPTIONAL_LOCKS": "0"}
        return launch(args, self.top, environment, feed=feed)

    def run(self, *args: str, stdin: bytes | None = None, writes: bool = False) -> bytes:
        """What git writes to stdout; GitError when it fails."""
        return finish(self.start(*args, feed=stdin is not None, writes=writes), args, stdin)

    def ask(self, *args: str) -> bytes | None:
        """What git writes to stdout, or None when it fails: for questions that may have no answer."""
        process = self.start(*args)
        stdout, _ = process.communicate()
        return None if process.returncode else stdout
