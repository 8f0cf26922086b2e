"""One documentation branch on its way: what is proposed, to whom, and what it is to carry."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from governor_cli.adapters.git import Git
from governor_cli.adapters.remotes import SECONDS, push_remote, remotes, url_of
from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.forge import NO_WISHES, Delivery, Forge, Home, Proposal, Proposed, Wishes
from governor_cli.core.errors import GovError, NotReadyError
from governor_cli.core.instants import format_duration
from governor_cli.core.remote_address import remote_address
from governor_cli.policy.model import Playbook
from governor_cli.practices.documentation.owed import body
from governor_cli.workflows.docs.branches import Branches, Known, uncommitted
from governor_cli.workflows.docs.forging import forge_of


@dataclass
class Submission:
    """One branch on its way. What later steps need of earlier ones is in the repository, not here."""

    workspace: Workspace
    policy: Playbook
    name: str
    now: datetime
    patience: float = SECONDS
    """How many seconds a push may take."""
    committed: tuple[str, ...] = ()
    """What was edited and committed now, relative to the top: everything in the work tree, meant or not."""
    said: str = ""
    """What the remote said to the push."""
    proposed: Proposed = field(default_factory=Proposed)
    merged: bool = False
    text: str = ""
    """What to send to whoever merges, where no forge takes a proposal."""
    removed: str = ""
    """The work tree that was there until now."""
    seen: Branches | None = None
    """The branches as git told of them, until a step moves something."""

    @property
    def git(self) -> Git:
        """The repository."""
        return self.workspace.git

    @property
    def branches(self) -> Branches:
        """The branches as they are now."""
        if self.seen is None:
            self.seen = Branches(self.workspace)
        return self.seen

    def look_again(self) -> None:
        """A step has moved a branch, a work tree or what is remembered: git is asked anew."""
        self.seen = None

    @property
    def branch(self) -> Known:
        """This one."""
        return next(one for one in self.branches.own if one.name == self.name)

    @property
    def tree(self) -> str | None:
        """Where it is checked out."""
        return self.branches.trees.get(self.name)

    @property
    def wishes(self) -> Wishes:
        """What gov.toml wants a review to carry, until the forge has been told."""
        forge = self.workspace.settings.forge
        wishes = Wishes(forge.labels, forge.reviewers)
        return NO_WISHES if self.branch.memory.get("wished") == wishes_told(wishes) else wishes

    @property
    def documents(self) -> str:
        """The folder of the documentation relative to the top, with a slash at its end."""
        return f"{self.workspace.prefix}{self.policy.knowledge.docs.rstrip('/')}/"

    @property
    def within(self) -> str:
        """How long a proposal may take, as people say it."""
        return format_duration(self.policy.knowledge.documentation_within)

    def refuse_empty(self) -> None:
        """NotReadyError where no documentation is changed, committed or not, and nothing was merged."""
        branches, branch, tree = self.branches, self.branch, self.tree
        changes = list(branches.changes(branch))
        if tree:
            changes += uncommitted(tree)
        if any(path.startswith(self.documents) for path in changes) or branches.is_merged(branch):
            return
        where = f"in `{self.documents}`" if changes else "yet"
        if tree:
            hint = f"Edit what was learned in {os.path.join(tree, self.documents)}, then submit again."  # noqa: PTH118 - text for people
        else:
            hint = f"Run `{branch.opening}` for a work tree, edit what was learned there, then submit again."
        raise NotReadyError(f"`{self.name}` changes nothing {where}", hint=hint)


class Way(NamedTuple):
    """What is proposed, to whom, and the remotes that it may go by."""

    forge: Forge
    home: Home
    proposal: Proposal
    base: str
    fork: str

    def remote(self, delivery: Delivery) -> str:
        """The remote that a delivery goes to."""
        return self.base if delivery.to_home else self.fork


def way_of(one: Submission) -> Way:
    """How the branch goes to its review. GovError where there is no remote."""
    base, branch = one.branches.base, one.branch
    if not base.remote:
        raise _no_remote(one)
    forge, home = forge_of(one.workspace, base.remote)
    fork = push_remote(one.git, base.remote)
    source = remote_address(url_of(one.git, fork)) if fork != base.remote else home.address
    text = body(branch.topic, branch.incident, branch.learned, one.within)
    proposal = Proposal(branch.name, base.name, branch.title, text, source, one.wishes)
    return Way(forge, home, proposal, base.remote, fork)


def wishes_told(wishes: Wishes) -> str:
    """Wishes as they are remembered with the branch."""
    return ", ".join((*wishes.labels, *wishes.reviewers))


def _no_remote(one: Submission) -> GovError:
    known = remotes(one.git)
    if not known:
        hint = "Add one with `git remote add origin URL`, then submit again: nothing is lost."
        return GovError("there is no remote to propose to", hint=hint)
    hint = f"Call the one that does `origin`, such as with `git remote rename {known[0]} origin`."
    return GovError(f"it is not said which remote counts: {', '.join(known)}", hint=hint)
