"""git as a process: started without a shell, its complaints turned into errors without secrets."""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping

from governor_cli.core.errors import GovError


class GitError(GovError):
    """git ended with an error: ``code`` and what it wrote to stderr."""

    def __init__(self, command: str, code: int, stderr: bytes) -> None:
        self.code = code
        self.stderr = without_secrets(stderr.decode("utf-8", "replace"))
        super().__init__(f"git {command} failed: {first_line(self.stderr) or f'exit code {code}'}")


def can_be_argument(text: str) -> bool:
    """Whether a process can be given this text: no NUL, nothing that is no file name either."""
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        return False


def launch(
    args: Iterable[str], folder: str, environment: Mapping[str, str], *, feed: bool = False
) -> subprocess.Popen[bytes]:
    """Start git in a folder; GovError when there is no git, no such folder, or no such argument."""
    args = tuple(args)
    if not all(map(can_be_argument, (*args, folder))):
        raise GovError("a name holds a character that no name can hold")
    try:
        return subprocess.Popen(
            ["git", *args],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise _cannot_start(error, folder) from None


def finish(process: subprocess.Popen[bytes], args: Iterable[str], stdin: bytes | None = None) -> bytes:
    """Wait for git and take its stdout."""
    stdout, stderr = process.communicate(stdin)
    if process.returncode:
        raise GitError(_command(args), process.returncode, stderr)
    return stdout


def _command(args: Iterable[str]) -> str:
    return next((arg for arg in args if not arg.startswith("-")), "")


def _cannot_start(error: OSError, folder: str) -> GovError:
    if os.path.isdir(folder) and isinstance(error, FileNotFoundError):
        return GovError("git is not installed, or not on PATH", hint="Install git 2.30 or newer.")
    return GovError(f"cannot work in {folder}: {error.strerror}")


def first_line(text: str) -> str:
    """What git complained about, without its own prefix."""
    lines = [line for line in text.splitlines() if line.strip()]
    line = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    return re.sub(r"^(fatal|error): ", "", line).rstrip(".")


def without_secrets(text: str) -> str:
    """Addresses of remotes may hold a password or token; messages never do."""
    return re.sub(r"(\w+://)[^/@\s]+@", r"\1***@", text)
