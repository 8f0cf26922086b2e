"""The remote that changes are proposed to: which one, its default branch, what it has and says."""

import os
import re
from collections.abc import Sequence
from typing import NamedTuple

from governor_cli.adapters.branches import commit_at, is_ancestor, refs_below
from governor_cli.adapters.git import Git
from governor_cli.adapters.process import without_secrets
from governor_cli.core.errors import GovError, OutsideError

_USUAL = ("main", "master", "trunk", "develop")
SECONDS = 60.0
"""For one exchange with the remote; a hook of the clone may run tests before a push."""
_NOBODY_THERE = {"SSH_ASKPASS": "false", "SSH_ASKPASS_REQUIRE": "force"}
"""What makes ssh ask a program instead of the terminal, one that never knows."""
_SHOWN = 12
_NOT_LET_IN = (
    r"Authentication failed|could not read (?:Username|Password)|Permission denied|"
    r"403 Forbidden|returned error: 403"
)
_NOT_REACHED = (
    r"Could not resolve host|unable to access|unable to connect|Could not connect|"
    r"Connection (?:refused|timed out|reset)"
)
_NOT_THERE = r"not found|does not appear to be a git repository|Could not read from remote|no path specified"
_NO_OPTIONS = r"does not support push options"
_TROUBLES = (
    (_NOT_LET_IN, "does not let git in", "Log in to it, for example with a credential helper or an SSH key."),
    (_NOT_REACHED, "cannot be reached", "Run the command again when it answers; everything is committed."),
    (_NOT_THERE, "has no such repository, or does not show it", "Look at its address: `git remote -v`."),
    (_NO_OPTIONS, "takes no push options", 'Write `kind = "none"` under [forge] in gov.toml.'),
)
"""What git says on stderr, what that means, and what to do."""


class Base(NamedTuple):
    """The default branch: its name, the ref it is known at, and the remote; "" where there is none."""

    name: str
    ref: str
    remote: str


def remotes(git: Git) -> list[str]:
    """The names of the remotes."""
    return os.fsdecode(git.run("remote")).splitlines()


def url_of(git: Git, remote: str) -> str:
    """Where pushes to a remote go; it may hold a password."""
    return os.fsdecode(git.run("remote", "get-url", "--push", "--", remote)).rstrip("\n")


def shown_url(git: Git, remote: str) -> str:
    """The same for people, without a password."""
    return without_secrets(url_of(git, remote))


def home_remote(known: Sequence[str]) -> str:
    """The remote that changes are proposed to: origin, or the only one there is; "" where neither is so."""
    return "origin" if "origin" in known else known[0] if len(known) == 1 else ""


def push_remote(git: Git, base: str) -> str:
    """Where branches are pushed: a fork where git is told of one, else the remote itself."""
    told = git.ask("config", "remote.pushDefault")
    name = os.fsdecode(told).strip() if told else ""
    return name if name in remotes(git) else base


def default_branch(git: Git, named: str = "") -> Base:
    """The branch that changes are proposed for; ``named`` is what gov.toml says.

    Else what the remote's HEAD is known to be, else the only branch or a usual name. GovError
    where none of that tells.
    """
    remote = home_remote(remotes(git))
    name = named or _head_of(git, remote)
    for candidate in _candidates(git, name, remote):
        if commit_at(git, candidate.ref):
            return candidate
    if named:
        raise GovError(
            f"there is no branch `{named}` here", hint="Correct `branch` under [forge] in gov.toml."
        )
    raise GovError(
        "it is not known which branch is the default one",
        hint='Write `branch = "NAME"` under [forge] in gov.toml, or run `git remote set-head origin --auto`.',
    )


def _head_of(git: Git, remote: str) -> str:
    """What the clone was told that the remote's HEAD is."""
    prefix = f"refs/remotes/{remote}/"
    told = git.ask("symbolic-ref", "--quiet", f"{prefix}HEAD") if remote else None
    return os.fsdecode(told).strip().removeprefix(prefix) if told else ""


def _candidates(git: Git, name: str, remote: str) -> list[Base]:
    names = [name] if name else _likely(git, remote)
    there = [Base(one, f"refs/remotes/{remote}/{one}", remote) for one in names] if remote else []
    return [*there, *(Base(one, f"refs/heads/{one}", remote) for one in names)]


def _likely(git: Git, remote: str) -> list[str]:
    """The only branch there is; else what new repositories here start with, and the usual names."""
    folders = [f"refs/remotes/{remote}/"] if remote else []
    for folder in (*folders, "refs/heads/"):
        found = {ref.removeprefix(folder) for ref in refs_below(git, folder)}
        plain = [one for one in found if not one.startswith("docs/") and one != "HEAD"]
        if len(plain) == 1:
            return plain
    configured = git.ask("config", "init.defaultBranch")
    return [*([os.fsdecode(configured).strip()] if configured else []), *_USUAL]


def fetch_branch(git: Git, base: Base) -> None:
    """Bring the remote's default branch up to date here; nothing is checked out."""
    refspec = f"+refs/heads/{base.name}:refs/remotes/{base.remote}/{base.name}"
    command = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", base.remote, refspec)
    status, _, stderr = _asked(git, *command)
    if status and "couldn't find remote ref" not in stderr:  # before anybody has pushed it
        raise _trouble(base.remote, "be asked for its news", status, stderr)


def told_branch(git: Git, remote: str, *, seconds: float) -> str:
    """What the remote itself calls its default branch, or ""; OutsideError where it does not answer.

    Nobody is asked for a passphrase, or whether a host may be trusted: who has to type is not let in.
    """
    alone = Git(git.located._replace(environment={**git.located.environment, **_NOBODY_THERE}))
    status, stdout, stderr = _asked(alone, "ls-remote", "--symref", "--", remote, "HEAD", seconds=seconds)
    if status:
        raise _trouble(remote, "be asked", status, stderr)
    head = re.search(r"^ref: refs/heads/(\S+)\tHEAD$", stdout, re.MULTILINE)
    return head[1] if head else ""


def deliver(
    git: Git, remote: str, refspec: str, options: Sequence[str] = (), *, seconds: float = SECONDS
) -> str:
    """Push one ref; what the remote said. OutsideError where it, or a hook here, refuses."""
    told = [part for option in options for part in ("-o", option)]
    command = ("push", "--porcelain", "--no-follow-tags", *told, "--", remote, refspec)
    status, stdout, stderr = _asked(git, *command, seconds=seconds)
    if not status or "same with old commit" in stdout + stderr:  # Gitea: the review has this commit already
        return stderr
    if re.search(r"^!.*\[rejected\]", stdout, re.MULTILINE):
        if _has_more(git, remote, refspec):
            return stderr
        branch = refspec.partition(":")[0].removeprefix("refs/heads/")
        raise OutsideError(
            f"{remote} has commits on this branch that this clone does not have",
            hint=f"Run `git pull --rebase {remote} {branch}` in its work tree, then try again.",
        )
    refused = re.search(r"^!.*\[remote rejected\][^(]*(?:\((.*)\))?", stdout, re.MULTILINE)
    if refused:
        said = _said_by_remote(stderr) or [refused[1] or "no reason is given"]
        raise OutsideError(
            "\n  ".join([f"{remote} refuses the branch:", *said]),
            hint="Ask whoever looks after it, or propose from a branch that it takes.",
        )
    raise _trouble(remote, "be pushed to", status, stderr)


def _has_more(git: Git, remote: str, refspec: str) -> bool:
    """Whether the remote's branch has everything of the one here, and somebody's commits on top."""
    source, _, target = refspec.partition(":")
    there = f"refs/remotes/{remote}/{target.removeprefix('refs/heads/')}"
    command = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", remote, f"+{target}:{there}")
    status, _, _ = _asked(git, *command)
    return not status and is_ancestor(git, source, there)


def reviews_of(git: Git, remote: str, pattern: str, commit: str) -> tuple[int, ...]:
    """The numbers of the reviews whose head is this commit, the latest first."""
    status, stdout, stderr = _asked(git, "ls-remote", "--", remote, pattern)
    if status:
        raise _trouble(remote, "be asked for its reviews", status, stderr)
    number = re.compile(re.escape(pattern).replace(r"\*", r"(\d{1,15})"))
    refs = (line.split("\t") for line in stdout.splitlines() if line.startswith(commit))
    return tuple(sorted((int(match[1]) for _, ref in refs if (match := number.fullmatch(ref))), reverse=True))


def request_pull(git: Git, remote: str, base: str, branch: str) -> str:
    """The text that asks somebody to merge a pushed branch, without secrets."""
    url = url_of(git, remote)
    status, stdout, _ = _asked(git, "request-pull", base, url, branch)
    return "" if status else without_secrets(stdout)


def _asked(git: Git, *command: str, seconds: float = SECONDS) -> tuple[int, str, str]:
    """One exchange with a remote: status, stdout and stderr, without secrets.

    When its time is over git is ended with its helpers: where a server dies in the middle of an
    answer, they can wait for each other for ever. The status is negative then.
    """
    ended = git.bounded(*command, seconds=seconds, from_main=True)
    told = [without_secrets(text.decode("utf-8", "replace")) for text in (ended.stdout, ended.stderr)]
    return ended.code if ended.in_time else -1, told[0], told[1]


def _said_by_remote(stderr: str) -> list[str]:
    lines = (
        line.removeprefix("remote:").strip() for line in stderr.splitlines() if line.startswith("remote:")
    )
    return [line for line in lines if line][:_SHOWN]


def _trouble(remote: str, asked: str, status: int, stderr: str) -> OutsideError:
    """Why an exchange failed; what a hook of this clone said is shown as it is."""
    for pattern, what, hint in _TROUBLES:
        if re.search(pattern, stderr):
            return OutsideError(f"{remote} {what}", hint=hint)
    if status < 0 or "timed out" in stderr.lower():
        return OutsideError(f"{remote} did not answer in time", hint="Run the command again when it does.")
    lines = [line.rstrip() for line in stderr.splitlines() if line.strip()][:_SHOWN]
    return OutsideError(
        "\n  ".join([f"{remote} could not {asked}:", *lines]), hint="Correct it, then run the command again."
    )
