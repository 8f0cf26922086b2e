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
        ),
    )


def _propose(home: Home, proposal: Proposal, remote: Remote) -> Proposed:
    """The address that the push was answered with, else that of the request with this very commit."""
    told = _REVIEW.search(remote.said)
    if told:
        return Proposed(told[0])
    number = next(iter(remote.reviews()), None)
    if number is not None:
        return Proposed(f"{home.address.page}/-/merge_requests/{number}")
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
)
