"""Evidence for documentation: a commit of this history, a review that is open, or why none is needed."""

import re

from governor_cli.contracts.history import Commit
from governor_cli.core.forms import url
from governor_cli.practices.evidence.ground import Ground, Judgement, unproved

_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_NOT_NEEDED = re.compile(r"not[ -_]?needed\b[ \t]*[:,;-]?[ \t]*(.*)", re.IGNORECASE | re.DOTALL)


def offered_docs(text: str, ground: Ground) -> Judgement:
    """The judgement on what somebody typed."""
    spared = _NOT_NEEDED.fullmatch(text)
    if spared:
        reason = " ".join(spared[1].split())
        return Judgement({"not_needed": reason}) if reason else unproved("`not needed` has no reason")
    if _COMMIT.fullmatch(text.lower()):
        return commit_named(text.lower(), ground)
    try:
        return Judgement({"url": url(text)})
    except ValueError:
        return unproved("it is no commit, no address and no reason")


def found_docs(ground: Ground) -> Judgement:
    """The latest fitting commit; without one, a review that this clone knows of."""
    judged = [_judged(commit, ground) for commit in ground.history.documenting(ground.incident)]
    holding = next((one for one in judged if one.holds), None)
    if holding:
        return holding
    reviews = [url for _, url in ground.branches() if url]
    if reviews:
        return Judgement({"url": reviews[0]})
    if ground.history.is_cut:
        return unproved("this clone is shallow: the commit may lie further back")
    nothing = unproved(f"no commit that changes `{_folder(ground)}` names {ground.incident}")
    return judged[0] if judged else nothing


def commit_named(revision: str, ground: Ground) -> Judgement:
    """A commit that led here, changes the documentation, names the incident and is not older than it."""
    known = ground.history.documenting(ground.incident)
    commit = next((one for one in known if one.id.startswith(revision)), None) or ground.history.find(
        revision
    )
    if commit is not None:
        return _judged(commit, ground, revision)
    if ground.history.is_cut:
        return unproved(f"the commit {revision} is not in this shallow clone")
    return unproved(f"the commit {revision} is not part of this history")


def commit_kept(revision: str, ground: Ground) -> Judgement:
    """The same of a commit that was recorded: where a shallow clone ends, nobody can tell."""
    judged = commit_named(revision, ground)
    if not judged.holds and judged.problem.endswith("shallow clone"):
        return Judgement(
            {"commit": revision}, note=f"the commit {revision} cannot be judged in a shallow clone"
        )
    return judged


def _judged(commit: Commit, ground: Ground, called: str = "") -> Judgement:
    problem = _problem(commit, ground)
    return (
        unproved(f"the commit {called or commit.id[:12]} {problem}")
        if problem
        else Judgement({"commit": commit.id})
    )


def _problem(commit: Commit, ground: Ground) -> str:
    if ground.incident not in commit.incidents:
        return f"does not name {ground.incident}"
    if not commit.documents:
        return f"changes nothing in `{_folder(ground)}`"
    return "was made before the incident" if ground.is_before(commit.at) else ""


def _folder(ground: Ground) -> str:
    return f"{ground.policy.knowledge.docs.rstrip('/')}/"
