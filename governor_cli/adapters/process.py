"""git as a process: started without a shell, its complaints turned into errors without secrets."""

import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from time import monotonic
from typing import NamedTuple

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


def need_git() -> None:
    """GovError where there is no git at all, for what does more than ask it something."""
    from shutil import which

    if which("git") is None:
        raise _no_git()


@cache
def _be_told_of_ends() -> None:
    """Let this process, and every git it starts, learn how what they start ended.

    Some wrappers ignore that signal, and it stays ignored in what they start: a commit that a hook refused
    would seem to be made.
    """
    child = getattr(signal, "SIGCHLD", None)
    if child is not None and signal.getsignal(child) is signal.SIG_IGN:
        signal.signal(child, signal.SIG_DFL)


def launch(
    args: Iterable[str], folder: str, environment: Mapping[str, str], *, feed: bool = False
) -> subprocess.Popen[bytes]:
    """Start git in a folder; GovError when there is no git, no such folder, or no such argument."""
    _be_told_of_ends()
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


class Ended(NamedTuple):
    """A process that has ended, or was ended when its time was over."""

    code: int
    stdout: bytes
    stderr: bytes
    in_time: bool = True


def run_bounded(
    args: Iterable[str], folder: str, environment: Mapping[str, str], *, seconds: float, stdin: bytes = b""
) -> Ended:
    """Run git for so long at most; then it is ended with everything that it started, hooks too.

    What it says goes through files: a grandchild that outlives it cannot keep anybody waiting.
    """
    from tempfile import TemporaryFile

    with TemporaryFile() as told, TemporaryFile() as out, TemporaryFile() as err:
        told.write(stdin)
        told.seek(0)
        try:
            process = subprocess.Popen(
                ["git", *args], cwd=folder, env=environment, stdin=told, stdout=out, stderr=err
            )
        except OSError as error:
            raise _cannot_start(error, folder) from None
        in_time = _waited(process, seconds)
        out.seek(0)
        err.seek(0)
        return Ended(process.returncode, out.read(), err.read(), in_time)


def _waited(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Whether it ended by itself; else, and when somebody interrupts gov, nothing of it goes on."""
    until = monotonic() + max(seconds, 0)
    try:
        _await_end(process.pid, max(seconds, 0))
        process.wait(max(until - monotonic(), 0))
    except subprocess.TimeoutExpired:
        _end(process)
        return False
    except BaseException:
        _end(process)
        raise
    return True


def _await_end(pid: int, seconds: float) -> None:
    """Be woken when a process of ours ends, where the machine can do that.

    Popen.wait looks every 50 ms whether it has, which a push in a hurry feels.
    """
    if sys.platform != "linux":
        return
    try:
        descriptor = os.pidfd_open(pid)
    except OSError:  # an old kernel, or a container that forbids it
        return
    try:
        watched = select.poll()
        watched.register(descriptor, select.POLLIN)
        watched.poll(seconds * 1000)
    finally:
        os.close(descriptor)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End git first, so that it removes its locks; then whatever it had started."""
    started = list(_below(process.pid))
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    for pid in started:
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    if process.poll() is None:
        process.kill()
        process.wait()


_GRACE = 0.5


def _below(pid: int) -> Iterator[int]:
    """The processes that a process has started, and theirs; nothing where nobody can tell."""
    with suppress(OSError, subprocess.SubprocessError):
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, check=True, timeout=_GRACE
        ).stdout
        pairs = [line.split() for line in listed.splitlines()]
        parents = {int(child): int(parent) for child, parent in pairs}
        found = {pid}
        while more := {child for child, parent in parents.items() if parent in found} - found:
            found |= more
        yield from found - {pid}


def _command(args: Iterable[str]) -> str:
    return next((arg for arg in args if not arg.startswith("-")), "")


def _cannot_start(error: OSError, folder: str) -> GovError:
    if os.path.isdir(folder) and isinstance(error, FileNotFoundError):
        return _no_git()
    return GovError(f"cannot work in {folder}: {error.strerror}")


def _no_git() -> GovError:
    return GovError("git is not installed, or not on PATH", hint="Install git 2.30 or newer.")


def first_line(text: str) -> str:
    """What git complained about, without its own prefix."""
    lines = [line for line in text.splitlines() if line.strip()]
    line = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    return re.sub(r"^(fatal|error): ", "", line).rstrip(".")


def without_secrets(text: str) -> str:
    """Addresses of remotes may hold a password or token; messages never do."""
    return re.sub(r"(\w+://)[^/@\s]+@", r"\1***@", text)
