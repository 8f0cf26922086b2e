"""GitLab: the push itself asks for the merge request, so no token is needed.

https://docs.gitlab.com/topics/git/commit/#push-options-for-merge-requests
"""

import re
from urllib.parse import quote

from governor_cli.contracts.forge import Delivery, Forge, Home, Proposal, Proposed, Remote

_REVIEW = re.compile(r"https?://[!-~]+/-/merge_requests/\d+")


def _deliver(proposal: Proposal) -> Delivery:
    return Delivery(
        f"refs/heads/{proposal.branch}",
        (
            "merge_request.create",
            f"merge_request.target={proposal.base}",
            f"merge_request.title={proposal.title}",
            f"merge_request.description={proposal.line}",
            "merge_request.remove_source_branch",
            *(f"merge_request.label={label}" for label in proposal.wishes.labels),
            *(f"merge_request.assign={name}" for name in _people(proposal)),
        ),
    )


def _people(proposal: Proposal) -> list[str]:
    """Whom a push can name: GitLab has no option for reviewers, and assigns no groups."""
    return [name for name in proposal.wishes.reviewers if "/" not in name]


def _unmet(proposal: Proposal) -> str:
    groups = [name for name in proposal.wishes.reviewers if "/" in name]
    return f"a push to GitLab assigns people alone, and not {', '.join(groups)}" if groups else ""


def _propose(home: Home, proposal: Proposal, remote: Remote) -> Proposed:
    """The address that the push was answered with, else that of the request with this very commit."""
    told = _REVIEW.search(remote.said)
    if told:
        return Proposed(told[0], unmet=_unmet(proposal))
    number = next(iter(remote.reviews()), None)
    if number is not None:
        return Proposed(f"{home.address.page}/-/merge_requests/{number}", unmet=_unmet(proposal))
    branch = quote(proposal.branch, safe="")
    return Proposed(
        by_hand=f"{home.address.page}/-/merge_requests/new?merge_request%5Bsource_branch%5D={branch}"
    )


FORGE = Forge(
    "gitlab",
    r"gitlab\.com|gitlab\..+",
    _deliver,
    _propose,
    reviews="refs/merge-requests/*/head",
    file="-/blob/{branch}/{path}",
)
