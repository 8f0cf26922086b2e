"""A documentation branch that is there already, or is just being made: gone on with, or taken back."""

from governor_cli.adapters.branches import (
    commit_at,
    create_branch,
    delete_branch,
    forget,
    is_ancestor,
    refs_below,
    remember,
    remembered,
)
from governor_cli.adapters.git import Git, GitError
from governor_cli.adapters.workspace import Workspace
from governor_cli.adapters.worktrees import add_tree, prune_trees, remove_tree, reveal, tree_of
from governor_cli.core.errors import GovError
from governor_cli.practices.documentation.owed import FOLDER
from governor_cli.workflows.docs.branches import Branches, Known


def create(git: Git, branch: str, at: str) -> None:
    """Make the branch, so that whatever goes wrong afterwards is this run's own to take back."""
    try:
        made = create_branch(git, branch, at)
    except GitError:
        forget(git, branch)
        if commit_at(git, f"refs/heads/{FOLDER}") is None:
            raise
        hint = f"Rename that one, for example with `git branch -m {FOLDER} documentation`."
        raise GovError(f"git makes no `{branch}` beside a branch called `{FOLDER}`", hint=hint) from None
    if not made:
        raise GovError(f"there is a branch `{branch}` already", hint="See who opened it: `gov docs status`.")


def there(workspace: Workspace, branch: str, start: str) -> Known | None:
    """The branch to go on with, None where there is none; GovError where it is to be left alone.

    One that a killed run left without a commit is taken back.
    """
    git = workspace.git
    refs = refs_below(git, f"refs/heads/{branch}", f"refs/remotes/*/{branch}")
    tip = refs.get(f"refs/heads/{branch}")
    if not refs or (tip and _taken_back(git, branch, tip, start) and len(refs) == 1):
        return None
    branches = Branches(workspace)
    known = next((one for one in branches.known if one.name == branch), None)
    tree = branches.trees.get(branch)
    if known and not tree and not branches.is_merged(known):
        return known
    where = f"Go on in {tree}" if tree else f"Check it out with `git worktree add PATH {branch}`"
    merged = "Choose another topic: that one is merged."
    hint = merged if known and not tree else f"{where}, or choose another topic."
    raise GovError(f"there is a branch `{branch}` already", hint=hint)


def _taken_back(git: Git, branch: str, tip: str, start: str) -> bool:
    if "learned" not in remembered(git).get(branch, {}) or not is_ancestor(git, tip, start):
        return False
    tree = tree_of(git, branch)
    if tree and Git.around(tree, hook=False).run("status", "--porcelain", "-z"):
        return False
    take_back(git, branch, tip)
    return True


def go_on(git: Git, known: Known, docs: str) -> str:
    """The work tree of a branch that is there, here or at a remote alone."""
    if known.is_here:
        _catch_up(git, known)
    else:
        remember(git, known.name, {"learned": known.learned})
        create(git, known.name, known.commit)
    try:
        path = add_tree(git, known.name)
        reveal(Git.around(path, hook=False), docs)
    except BaseException:
        if not known.is_here:
            take_back(git, known.name, known.commit)
        raise
    return path


def _catch_up(git: Git, known: Known) -> None:
    """Move a branch that nobody has checked out to where a remote is known to have taken it."""
    for commit in refs_below(git, f"refs/remotes/*/{known.name}").values():
        if commit != known.commit and is_ancestor(git, known.commit, commit):
            git.run("update-ref", known.ref, commit, known.commit, writes=True)
            return


def take_back(git: Git, branch: str, tip: str) -> None:
    """Undo what a run has made: work tree, branch where it is still at ``tip``, memory."""
    tree = tree_of(git, branch)
    if tree:
        remove_tree(git, tree, force=True)
    prune_trees(git)
    if commit_at(git, f"refs/heads/{branch}") == tip:
        delete_branch(git, branch, tip)
    else:
        forget(git, branch)
