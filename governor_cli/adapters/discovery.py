"""Which repository a folder belongs to, and whether a hook's environment speaks of that one."""

import os
from collections.abc import Mapping
from typing import NamedTuple

from governor_cli.adapters.process import GitError, finish, launch
from governor_cli.core.errors import GovError

_ALWAYS_KEPT = (
    "GIT_ALLOW_PROTOCOL",
    "GIT_ASKPASS",
    "GIT_AUTHOR_",
    "GIT_CEILING_DIRECTORIES",
    "GIT_COMMITTER_",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_KEY_",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_VALUE_",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EXEC_PATH",
    "GIT_HTTP_",
    "GIT_LFS_",
    "GIT_NO_LAZY_FETCH",
    "GIT_PROTOCOL",
    "GIT_PROXY_",
    "GIT_SSH",
    "GIT_SSL_",
    "GIT_TRACE",
)
"""Who commits and how to reach a remote is true of every repository; all other GIT_* of one."""
_OF_THE_HOOK = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CONFIG_PARAMETERS",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_QUARANTINE_PATH",
)
"""What git tells a hook about its own repository: the index of `commit -a`, objects not yet accepted."""
_LOCATION = ("GIT_DIR", "GIT_WORK_TREE")


class NoRepositoryError(GovError):
    """The folder is in no git repository at all."""


class Located(NamedTuple):
    """Where a repository is. For a bare one, ``top`` is its git directory and ``prefix`` is empty."""

    top: str
    """Of the work tree, absolute."""
    git_dir: str
    common_dir: str
    """What linked work trees share: objects, refs, and gov's cache."""
    prefix: str
    """The folder that was asked about, relative to the top: empty, or ending in "/"."""
    object_format: str
    bare: bool
    environment: Mapping[str, str]
    """What git processes for this repository see."""

    @property
    def id_width(self) -> int:
        """How many hexadecimal digits an object id has."""
        return 64 if self.object_format == "sha256" else 40


def discover(start: str | os.PathLike[str] = ".", *, hook: bool = True) -> Located:
    """The repository that a folder is in.

    With ``hook``, GIT_INDEX_FILE and its like count when they speak of this repository; without, never.
    Raises GovError: no git, no repository, one that git does not trust.
    """
    folder = os.path.abspath(start)
    environment = scrubbed(os.environ)
    if not hook or not any(name in os.environ for name in (*_LOCATION, *_OF_THE_HOOK)):
        return locate(folder, environment)
    return _of_the_hook(folder, environment)


def scrubbed(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for git, without what belongs to one repository."""
    kept = {
        name: value
        for name, value in environment.items()
        if not name.startswith("GIT_") or name.startswith(_ALWAYS_KEPT)
    }
    return kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}


def without_hook(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what a hook was told of the index and the objects of its commit."""
    return {name: value for name, value in environment.items() if name not in _OF_THE_HOOK}


def locate(folder: str, environment: Mapping[str, str]) -> Located:
    """Ask git in one process; the answers that a path may follow come first."""
    args = (
        "rev-parse",
        "--show-object-format",
        "--is-bare-repository",
        "--is-inside-work-tree",
        "--absolute-git-dir",
        "--git-common-dir",
        "--show-prefix",
        "--show-toplevel",
    )
    process = launch(args, folder, environment)
    stdout, stderr = process.communicate()
    lines = os.fsdecode(stdout).split("\n")
    if process.returncode and (len(lines) < _LINES or b"work tree" not in stderr):
        raise _no_repository(folder, process.returncode, stderr)
    if len(lines) < _LINES or b"\0" in stdout:
        hint = "See what `git rev-parse --show-toplevel` prints: gov runs the first git on PATH."
        raise GovError("git did not answer what it was asked", hint=hint)
    if len(lines) != _LINES + (lines[2] == "true"):
        return _one_by_one(folder, environment, lines)
    return _located(lines, folder, environment)


_LINES = 7
"""Of answers, and an empty one after the last newline; one more inside a work tree."""


def _located(answers: list[str], folder: str, environment: Mapping[str, str]) -> Located:
    object_format, bare, inside, git_dir, common, *rest = answers
    common_dir = os.path.realpath(os.path.join(folder, common))
    if inside != "true":
        return Located(git_dir, git_dir, common_dir, "", object_format, True, environment)
    return Located(rest[1], git_dir, common_dir, rest[0], object_format, bare == "true", environment)


def _one_by_one(folder: str, environment: Mapping[str, str], lines: list[str]) -> Located:
    """A path with a newline in it breaks the list of answers."""
    questions = ["--absolute-git-dir", "--git-common-dir", "--show-prefix"]
    answers = lines[:3]
    if answers[2] == "true":
        questions.append("--show-toplevel")
    for question in questions:
        args = ("rev-parse", question)
        answers.append(os.fsdecode(finish(launch(args, folder, environment), args)).removesuffix("\n"))
    return _located(answers, folder, environment)


def _no_repository(folder: str, code: int, stderr: bytes) -> GovError:
    text = os.fsdecode(stderr)
    if "dubious ownership" in text or "unsafe repository" in text:
        return GovError(
            f"git does not trust the owner of the repository around {folder}",
            hint="Let its owner run gov, or read about safe.directory in `git help config`.",
        )
    if "not a git repository" in text:
        return NoRepositoryError(f"not a git repository: {folder}", hint=_why_none(folder))
    return GitError("rev-parse", code, stderr)


def _why_none(folder: str) -> str:
    named, unread = os.environ.get("GIT_DIR"), _unread(folder)
    if named:
        return f"GIT_DIR names {named}: correct it, or unset it."
    if unread:
        return f"Git cannot read {unread} as one: see who may read it, and where it leads."
    return "Change to one, name one with -C, or run `gov init`."


def _unread(folder: str) -> str:
    """A `.git` that is there all the same: it may not be read, or leads nowhere; "" for none."""
    ends = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    while not os.path.lexists(own := os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder or above in ends:
            return ""
        folder = above
    return own


def _of_the_hook(folder: str, environment: dict[str, str]) -> Located:
    """Git runs hooks at the top of the work tree they speak of, so the current folder tells which."""
    here = os.path.abspath(".")
    own = environment | {name: os.environ[name] for name in _OF_THE_HOOK if name in os.environ}
    try:
        located = locate(folder, environment)
    except GovError:
        return _told(folder, own)
    at_hook = located if folder == here else _tried(here, environment)
    named = os.environ.get("GIT_DIR")
    if named and (at_hook is None or not _same(named, at_hook.git_dir)):
        return _told(folder, own) if folder == here else located
    if at_hook and _same(located.git_dir, at_hook.git_dir):
        return located._replace(environment=own)
    return located


def _tried(folder: str, environment: Mapping[str, str]) -> Located | None:
    try:
        return locate(folder, environment)
    except GovError:
        return None


def _told(folder: str, own: dict[str, str]) -> Located:
    """Only the environment knows the repository: a bare one with its work tree somewhere else."""
    told = {name: os.path.abspath(os.environ[name]) for name in _LOCATION if name in os.environ}
    located = locate(folder, own | told)
    told["GIT_DIR"] = located.git_dir
    if not located.bare:
        told["GIT_WORK_TREE"] = located.top
    return located._replace(environment=own | told)


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
