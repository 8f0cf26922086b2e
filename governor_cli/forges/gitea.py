"""Gitea and Forgejo: a push to ``refs/for/BRANCH`` is a pull request, with no token and no fork.

https://forgejo.org/docs/latest/user/agit-support/
"""

import re

from governor_cli.contracts.forge import Delivery, Forge, Home, Proposal, Proposed, Remote

_REVIEW = re.compile(r"https?://[!-~]+/pulls/\d+")
_TAKES_NONE = "a push to Gitea or Forgejo names no labels and no reviewers"


def _deliver(proposal: Proposal) -> Delivery:
    """The topic tells a second push of the same branch from a new request."""
    options = (f"topic={proposal.branch}", f"title={proposal.title}", f"description={proposal.line}")
    return Delivery(f"refs/for/{proposal.base}", options, to_home=True)


def _propose(home: Home, proposal: Proposal, remote: Remote) -> Proposed:
    """The address that the push was answered with, else that of the request with this very commit."""
    unmet = _TAKES_NONE if any(proposal.wishes) else ""
    told = _REVIEW.search(remote.said)
    if told:
        return Proposed(told[0], unmet=unmet)
    number = next(iter(remote.reviews()), None)
    if number is not None:
        return Proposed(f"{home.address.page}/pulls/{number}", unmet=unmet)
    return Proposed(by_hand=f"{home.address.page}/pulls?q={proposal.branch.rpartition('/')[2]}")


FORGE = Forge(
    "gitea",
    r"codeberg\.org|gitea\.com|(?:gitea|forgejo|codeberg)\..+",
    _deliver,
    _propose,
    reviews="refs/pull/*/head",
    file="src/branch/{branch}/{path}",
)
