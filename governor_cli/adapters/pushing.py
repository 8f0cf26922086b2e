"""Pushing a branch within a bound: where it belongs, what the remote answers, what is merged beside it.

The checkout in use only ever fast-forwards. Where the remote has more, both are merged into a commit
of its own, which is pushed; files that somebody is editing are never touched.
"""

import os
import re
import time
from typing import NamedTuple

from governor_cli.adapters.branches import commit_at, is_ancestor
from governor_cli.adapters.git import Git
from governor_cli.adapters.merging import Resolve, merge_commit
from governor_cli.adapters.process import first_line, without_secrets
from governor_cli.core.errors import GovError, OutsideError

SECONDS = 3.0
"""For one exchange with the remote: longer than that nobody waits in an incident."""
_ATTEMPTS = 3
"""Pushes that meet somebody else's before gov gives up."""
_BEHIND = r"^!.*(?:\[rejected\]|cannot lock ref|failed to update ref|incorrect old value)"
"""The last three: somebody else's push arrived at the same moment."""
_SAID = 3
"""Lines of a remote that are repeated."""


class BehindError(OutsideError):
    """The remote has commits that this clone does not have."""


class Destination(NamedTuple):
    """Where a branch goes: a full ref here, the remote, and the full ref there."""

    source: str
    remote: str
    target: str


def current_branch(git: Git) -> str:
    """The full name of the branch that is checked out; empty where HEAD is on none."""
    head = git.ask("symbolic-ref", "--quiet", "HEAD")
    return os.fsdecode(head).strip() if head else ""


def destination(git: Git, branch: str = "") -> Destination:
    """Where a branch is pushed by its own settings, else the only remote there is.

    GovError where there is no branch, or nothing says where to.
    """
    ref = branch or current_branch(git)
    if not ref:
        raise GovError("HEAD is on no branch, so there is nothing to push", hint="Check out a branch first.")
    fields = "%(push:remotename)%00%(push:remoteref)%00%(upstream:remotename)%00%(upstream:remoteref)"
    told = os.fsdecode(git.run("for-each-ref", f"--format={fields}", ref)).rstrip("\n")
    for_push, push_ref, upstream, upstream_ref = told.split("\0") if told else ("",) * 4
    if for_push or upstream:
        same = not for_push or for_push == upstream
        return Destination(ref, for_push or upstream, push_ref or (upstream_ref if same else "") or ref)
    remotes = os.fsdecode(git.run("remote")).split()
    if "origin" in remotes or len(remotes) == 1:
        return Destination(ref, "origin" if "origin" in remotes else remotes[0], ref)
    raise GovError(
        "there is no remote to push to" if not remotes else "it is not said which remote to push to",
        hint="Name one with `git push --set-upstream REMOTE BRANCH`, once.",
    )


def push(git: Git, remote: str, source: str, target: str, *, seconds: float = SECONDS) -> None:
    """Push one commit or branch.

    BehindError where the remote has more, OutsideError where it does not take it.
    """
    command = ("push", "--porcelain", "--no-follow-tags", "--", remote, f"{source}:{target}")
    ended = git.bounded(*command, seconds=seconds, from_main=True)
    if not ended.in_time:
        raise _not_taken(remote, "it took too long", "Try again when the remote answers.")
    if not ended.code:
        return
    stdout = without_secrets(ended.stdout.decode("utf-8", "replace"))
    stderr = without_secrets(ended.stderr.decode("utf-8", "replace"))
    if re.search(r"^!.*\(already exists\)", stdout, re.MULTILINE):
        name = target.removeprefix("refs/tags/")
        raise _not_taken(
            remote, f"it has another tag {name}", f"Compare the two: `git ls-remote --tags {remote}`."
        )
    if re.search(_BEHIND, stdout, re.MULTILINE):
        problem = f"{remote} did not take the push: it has commits that this clone does not have"
        raise BehindError(problem, hint="Bring them in with `git pull`, then push.")
    refused = re.search(r"^!.*\[remote rejected\][^(]*(?:\((.*)\))?", stdout, re.MULTILINE)
    if refused:
        raise _refused(remote, target, refused[1] or "", stderr)
    raise _not_taken(remote, first_line(stderr or stdout), "Try again when the remote answers.")


def push_branch(
    git: Git,
    branch: str = "",
    *,
    seconds: float = SECONDS,
    overall: bool = False,
    resolve: Resolve | None = None,
) -> str:
    """Push a branch to where it belongs, merging beside the checkout what the remote has more.

    ``seconds`` bound each exchange with the remote, or with ``overall`` all of them together;
    ``resolve`` merges what git cannot.
    The name of the remote; GovError where there is nothing to push to or the two do not merge.
    """
    to = destination(git, branch)
    end = time.monotonic() + seconds

    def left() -> float:
        return max(end - time.monotonic(), 0.05) if overall else seconds

    source, pushed = to.source, False
    for _ in range(_ATTEMPTS):
        try:
            push(git, to.remote, source, to.target, seconds=left())
            pushed = True
            break
        except BehindError:
            if to.source != current_branch(git):
                raise
            source = _with_theirs(git, to, source, left(), resolve)
    if not pushed:
        push(git, to.remote, source, to.target, seconds=left())
    if source != to.source:
        _forward(git, source)
    return to.remote


def _with_theirs(git: Git, to: Destination, source: str, seconds: float, resolve: Resolve | None) -> str:
    """A commit that has both: what we would push, and what the remote has."""
    incoming = f"refs/gov/incoming/{os.getpid()}"
    command = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", to.remote)
    ended = git.bounded(*command, f"+{to.target}:{incoming}", seconds=seconds, from_main=True)
    try:
        theirs = commit_at(git, incoming) if ended.in_time and not ended.code else None
    finally:
        git.ask("update-ref", "-d", incoming)
    ours = commit_at(git, source)
    if theirs is None or ours is None:
        why = without_secrets(ended.stderr.decode("utf-8", "replace")) if ended.in_time else ""
        raise _not_taken(to.remote, first_line(why) or "it took too long", "Try again when it answers.")
    if is_ancestor(git, ours, theirs):
        return theirs
    if is_ancestor(git, theirs, ours):
        return ours
    name = to.target.removeprefix("refs/heads/")
    return merge_commit(git, ours, theirs, f"Merge {name} of {to.remote}", resolve)


def _forward(git: Git, commit: str) -> None:
    """The checkout follows where nothing is in its way; else it stays, and nothing is lost."""
    git.bounded("merge", "--ff-only", "--quiet", commit, seconds=SECONDS)


def _refused(remote: str, target: str, reason: str, stderr: str) -> OutsideError:
    lines = [line.removeprefix("remote:").strip() for line in stderr.splitlines() if line[:7] == "remote:"]
    said = [line for line in lines if line][:_SAID]
    name = target.removeprefix("refs/heads/")
    told = "; ".join(part for part in (reason, *said) if part)
    return _not_taken(
        remote,
        f"it refuses pushes to {name}{f' ({told})' if told else ''}",
        f"Push to a branch that it takes, `git push {remote} HEAD:refs/heads/NAME`, and propose that one; "
        'with `share = "commit"` in gov.toml nothing is pushed by itself.',
    )


def _not_taken(remote: str, why: str, hint: str) -> OutsideError:
    return OutsideError(f"{remote} did not take the push: {why}", hint=hint)
