"""One repository, spoken to through git itself: bytes in, bytes out.

Reading and recording run git alone. Importing GitPython costs more than a whole check of a small
repository, so nothing here imports it before somebody opens a branch of its own.
"""

import os
import subprocess
from collections.abc import Sequence
from typing import TYPE_CHECKING

from governor_cli.adapters.discovery import Located, discover, scrubbed, without_hook
from governor_cli.adapters.process import Ended, GitError, finish, launch, run_bounded, without_secrets

if TYPE_CHECKING:
    from git.cmd import Git as PythonGit

__all__ = ["Git", "GitError", "Located", "discover"]


class Git:
    """Runs git at the top of one repository, in the environment that belongs to it."""

    def __init__(self, located: Located) -> None:
        self.located = located

    @classmethod
    def around(cls, start: str | os.PathLike[str] = ".", *, hook: bool = True) -> "Git":
        """The repository that a folder is in; ``hook=False`` where it cannot be the one of a hook."""
        return cls(discover(start, hook=hook))

    @classmethod
    def create(cls, folder: str | os.PathLike[str]) -> "Git":
        """Start a repository in a folder, with the branch name and templates that the user configured."""
        args = ("init", "--quiet")
        finish(launch(args, os.fspath(folder), scrubbed(os.environ)), args)
        return cls.around(folder, hook=False)

    @property
    def top(self) -> str:
        """The top of the work tree, absolute; of a bare repository its own folder."""
        return self.located.top

    def start(self, *args: str, feed: bool = False, writes: bool = False) -> subprocess.Popen[bytes]:
        """Start git without waiting for it: several listings then run at the same time."""
        environment = self.located.environment
        if not writes:
            # nobody waits for single lines: a write for each commit would cost a third of a long log
            environment = {**environment, "GIT_OPTIONAL_LOCKS": "0", "GIT_FLUSH": "0"}
        return launch(args, self.top, environment, feed=feed)

    def run(self, *args: str, stdin: bytes | None = None, writes: bool = False) -> bytes:
        """What git writes to stdout; GitError when it fails."""
        return finish(self.start(*args, feed=stdin is not None, writes=writes), args, stdin)

    def run_together(self, *questions: Sequence[str]) -> list[bytes]:
        """What several reading commands write, all of them running at the same time."""
        return self.collect([self.start(*question) for question in questions], *questions)

    def collect(self, started: Sequence[subprocess.Popen[bytes]], *questions: Sequence[str]) -> list[bytes]:
        """What commands write that were started for these questions."""
        ended = [(process.communicate(), process.returncode) for process in started]
        for question, ((_, stderr), code) in zip(questions, ended, strict=True):
            if code:
                raise GitError(question[0], code, stderr)
        return [stdout for (stdout, _), _ in ended]

    def ask(self, *args: str) -> bytes | None:
        """What git writes to stdout, or None when it fails: for questions that may have no answer."""
        process = self.start(*args)
        stdout, _ = process.communicate()
        return None if process.returncode else stdout

    def bounded(self, *args: str, seconds: float, stdin: bytes = b"", from_main: bool = False) -> Ended:
        """Run git for so long at most, however it ends; hooks and helpers that it starts end with it.

        ``from_main`` runs it in the main work tree: a relative remote does not resolve from a linked one.
        """
        folder = _main_work_tree(self.located) if from_main else self.top
        return run_bounded(args, folder, self.located.environment, seconds=seconds, stdin=stdin)

    def execute(self, *command: str, seconds: float | None = None) -> tuple[int, str, str]:
        """Run one git command through GitPython, which ends it with its children when the time is over.

        It runs in the main work tree, as ``push`` does, and this process has meanwhile none of what a
        hook was told: GitPython would pass on the index of a commit under way.
        Status (negative where it was ended), stdout and stderr, addresses without their secrets.
        """
        runner = _gitpython()(_main_work_tree(self.located))
        environment = without_hook(self.located.environment)
        runner.update_environment(**environment)
        foreign = [name for name in os.environ if name[:4] == "GIT_" and name not in environment]
        hidden = {name: os.environ.pop(name) for name in foreign}
        try:
            status, stdout, stderr = runner.execute(
                ["git", *command],
                with_extended_output=True,
                with_exceptions=False,
                kill_after_timeout=seconds,
            )
        finally:
            os.environ.update(hidden)
        return int(status), without_secrets(_text(stdout)), without_secrets(_text(stderr))


def _gitpython() -> "type[PythonGit]":
    """GitPython, which would end at its import where git is missing; this process's variables stay theirs."""
    import logging

    chosen = os.environ.get("GIT_PYTHON_REFRESH")
    os.environ["GIT_PYTHON_REFRESH"] = chosen or "quiet"
    try:
        from git.cmd import Git as Runner
    finally:
        if chosen is None:
            del os.environ["GIT_PYTHON_REFRESH"]
    logging.getLogger("git").setLevel(logging.CRITICAL)
    return Runner


def _text(told: str | bytes | object) -> str:
    return told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)


def _main_work_tree(located: Located) -> str:
    """Where a relative remote starts from: the first work tree, or a bare repository itself."""
    folder, name = os.path.split(located.common_dir)
    if name == ".git":
        return folder
    is_its_own = located.git_dir == located.common_dir and os.path.exists(os.path.join(located.top, ".git"))
    return located.top if is_its_own else located.common_dir
