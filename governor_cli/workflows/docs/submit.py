"""Submit a documentation branch: check, commit, push, propose, remember, clear away.

Each step looks at the repository for what is already done, so that running it again after any
failure ends in the same place: one branch, one proposal.
"""

import os
from collections.abc import Callable

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.branches import commit_at, remember
from governor_cli.adapters.commits import identity, operation_under_way
from governor_cli.adapters.git import Git
from governor_cli.adapters.remotes import deliver, fetch_branch, request_pull, reviews_of
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.adapters.worktrees import commit_all, place_for, remove_tree
from governor_cli.contracts.forge import Proposed, Remote
from governor_cli.core.errors import GovError, NotReadyError
from governor_cli.core.instants import format_instant
from governor_cli.core.report import Report
from governor_cli.practices.documentation.owed import body, trailers
from governor_cli.workflows.check.judging import judge, only_new
from governor_cli.workflows.docs.branches import uncommitted
from governor_cli.workflows.docs.submission import Submission, way_of, wishes_told

_SHOWN = 10


def commit_work(one: Submission) -> None:
    """Judge what was edited and commit it; NotReadyError where the branch changes no documentation."""
    one.refuse_empty()
    tree = one.tree
    loose = tuple(uncommitted(tree)) if tree is not None else ()
    if tree is not None and loose:
        _commit(one, tree)
        one.committed = loose


def _commit(one: Submission, tree: str) -> None:
    if os.path.realpath(tree) != os.path.realpath(place_for(one.git, one.name)):
        raise GovError(
            f"`{one.name}` is checked out in {tree}, with changes that are not committed",
            hint="Commit them there, then submit again: gov commits in work trees of its own alone.",
        )
    linked = Git.around(tree, hook=False)
    if operation := operation_under_way(linked):
        raise GovError(f"a {operation} is not finished in {tree}", hint="Finish it, then submit again.")
    if identity(linked) is None:
        raise GovError(
            "git does not know who you are", hint="Set user.name and user.email with `git config`."
        )
    linked.run("add", "--all", "--", ".", writes=True)
    _refuse(_new_findings(one, snapshots.index(linked)), "the change would bring", one)
    branch = one.branch
    text = body(branch.topic, branch.incident, branch.learned, one.within).partition("\n\n")[0]
    commit_all(linked, f"{branch.title}\n\n{text}\n\n{trailers(branch.incident, branch.learned)}\n")
    one.look_again()


def fetch_news(one: Submission) -> None:
    """Learn where the remote's default branch is now."""
    base = one.branches.base
    if base.remote:
        fetch_branch(one.git, base)
        one.look_again()


def try_merge(one: Submission) -> None:
    """Refuse what would not merge, or would be wrong once merged."""
    branches, branch = one.branches, one.branch
    one.merged = branches.is_merged(branch)
    if one.merged:
        return
    merged = snapshots.merge(one.git, branches.base.ref, head=branch.ref)
    if merged.unmerged:
        paths = ", ".join(f"`{path}`" for path in merged.unmerged[:_SHOWN])
        where = one.tree or "a work tree of the branch"
        known_at = branches.base.ref.removeprefix("refs/remotes/").removeprefix("refs/heads/")
        raise GovError(
            f"`{one.name}` does not merge with {branches.base.name}: {paths}",
            hint=f"Run `git merge {known_at}` in {where}, settle and commit it, then submit again.",
        )
    _refuse(_new_findings(one, merged), f"merging with {branches.base.name} would bring", one)


def deliver_branch(one: Submission) -> None:
    """Push, with the options by which the forge opens a review itself. GovError where there is no remote."""
    if one.merged:
        return
    way = way_of(one)
    delivery = way.forge.deliver(way.proposal)
    refspec = f"refs/heads/{one.name}:{delivery.target}"
    one.said = deliver(one.git, way.remote(delivery), refspec, delivery.options, seconds=one.patience)


def propose_change(one: Submission) -> None:
    """Open the review, or find the one that is open."""
    if one.merged:
        return
    way = way_of(one)
    forge, remote = way.forge, way.remote(way.forge.deliver(way.proposal))
    branch = one.branch

    def reviews() -> tuple[int, ...]:
        return reviews_of(one.git, remote, forge.reviews, branch.commit) if forge.reviews else ()

    one.proposed = forge.propose(way.home, way.proposal, Remote(one.said, reviews))
    if not one.proposed.url and not one.proposed.by_hand:
        one.text = request_pull(one.git, remote, one.branches.base.ref, one.name)


def remember_proposal(one: Submission) -> None:
    """Keep the address, and when it was first known, in the branch's section of the configuration."""
    url, known = one.proposed.url, one.branch.memory.get("pull-request", "")
    if known and not url:
        one.proposed = Proposed(known)  # somebody opened it by hand, and said so
    if url and known != url:
        remember(one.git, one.name, {"proposed": format_instant(one.now), "pull-request": url})
    if url and any(one.wishes) and not one.proposed.unmet:
        remember(one.git, one.name, {"wished": wishes_told(one.wishes)})
    if one.text and "proposed" not in one.branch.memory:
        remember(one.git, one.name, {"proposed": format_instant(one.now)})
    one.look_again()


def clear_away(one: Submission) -> None:
    """Remove the work tree that gov made; the branch stays until somebody deletes it."""
    tree = one.tree
    if tree and os.path.realpath(tree) == os.path.realpath(place_for(one.git, one.name)):
        remove_tree(one.git, tree)
        one.removed = tree
        one.look_again()


Step = Callable[[Submission], None]
STEPS: tuple[Step, ...] = (
    commit_work,
    fetch_news,
    try_merge,
    deliver_branch,
    propose_change,
    remember_proposal,
    clear_away,
)
"""In this order. Each does nothing where its work is done; the tests kill a run after each of them."""


def submit(one: Submission) -> Submission:
    """Take every step."""
    for step in STEPS:
        step(one)
    return one


def _new_findings(one: Submission, snapshot: Snapshot) -> Report:
    """What a snapshot says that the default branch does not."""
    report = judge(snapshot, one.workspace.cache)
    base = commit_at(one.git, one.branches.base.ref)
    if not report.fails() or base is None:
        return report
    return only_new(report, [judge(snapshots.revision(one.git, base), one.workspace.cache)])


def _refuse(report: Report, what: str, one: Submission) -> None:
    errors = [finding for finding in report.findings if finding.severity == "error"]
    if not errors:
        return
    lines = [
        f"{found.path}:{found.place.line}:{found.place.column} {found.code} {found.message}"
        for found in errors[:_SHOWN]
    ]
    more = [f"and {len(errors) - _SHOWN} more"] if len(errors) > _SHOWN else []
    count = "1 finding" if len(errors) == 1 else f"{len(errors)} findings"
    raise NotReadyError(
        "\n  ".join([f"{what} {count}:", *lines, *more]),
        hint=f"Correct it in {one.tree or 'the branch'}, then submit again.",
    )


def record_review(one: Submission, url: str) -> None:
    """Keep the address of a review that somebody opened by hand. UsageError where it is no address."""
    from governor_cli.workflows.repository.addresses import address_given

    address = address_given(url.strip(), "--pull-request")
    remember(one.git, one.name, {"proposed": format_instant(one.now), "pull-request": address})
    one.look_again()
