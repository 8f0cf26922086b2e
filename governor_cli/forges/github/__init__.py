"""GitHub: push, then look for an open pull request of the branch, else open one (REST, version 2022-11-28).

https://docs.github.com/en/rest/pulls/pulls and, for what it should carry, /pulls/review-requests
and /issues/labels.
"""

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any, cast
from urllib.parse import quote, urlencode

from governor_cli.adapters.http import Answer, Call, send
from governor_cli.contracts.forge import Admission, Delivery, Forge, Home, Proposal, Proposed, Remote, Wishes
from governor_cli.core.errors import OutsideError
from governor_cli.core.remote_address import RemoteAddress
from governor_cli.forges.github.answers import address, listed, refused, refused_wish, strange

_HEADERS = {
    "Accept": "application/vnd.github+json",
    "X-GitHub-Api-Version": "2022-11-28",
    "User-Agent": "gov",
}
_CREATED, _EXISTS = 201, 422
_HURRY = 4.0
"""Seconds, where somebody only wants to know whether GitHub answers."""
_WRITING = frozenset({"repo", "public_repo"})
"""Scopes of a classic token; one with fine permissions tells none."""
_OF_A_JOB = "pull requests opened with it start no workflows"
_FOR_WORKFLOWS = "Use the token of an app or of a person where their checks have to run."
"""https://docs.github.com/en/actions/concepts/security/github_token"""


def _deliver(proposal: Proposal) -> Delivery:
    return Delivery(f"refs/heads/{proposal.branch}")


def _api(address: RemoteAddress) -> str:
    return "https://api.github.com" if address.host == "github.com" else f"{address.web}/api/v3"


def _propose(home: Home, proposal: Proposal, remote: Remote) -> Proposed:
    """The pull request that is open for the branch, opened now where there is none."""
    del remote
    if not home.token:
        return Proposed(by_hand=_compare(home, proposal))
    pull = _open_one(home, proposal) or _opened(home, proposal)
    return Proposed(address(pull), unmet=_unmet(home, proposal.wishes, pull))


def _opened(home: Home, proposal: Proposal) -> Any:
    fields = {
        "title": proposal.title,
        "head": _head(proposal),
        "base": proposal.base,
        "body": proposal.body,
        "maintainer_can_modify": proposal.source.owner != home.address.owner,
    }
    answer = _ask(home, "POST", "pulls", fields)
    if answer.status == _CREATED:
        return answer.json()
    if answer.status == _EXISTS:  # somebody, or an earlier run whose answer was lost, was quicker
        pull = _open_one(home, proposal)
        if pull:
            return pull
    raise refused(home, answer)


def _unmet(home: Home, wishes: Wishes, pull: Any) -> str:
    """Put on an open pull request what was wished for; why not, where GitHub refuses.

    Whatever happens here, the pull request is open.
    """
    return "; ".join(
        f"{what}: {problem}"
        for what, path, fields in _wished(wishes, pull)
        if (problem := _problem_with(home, path, fields))
    )


def _wished(wishes: Wishes, pull: Any) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """(what is lacking, where to ask for it, the fields to send): nobody reviews what is their own."""
    known = cast("dict[str, Any]", pull)
    number, user = known.get("number"), known.get("user")
    author = cast("dict[str, Any]", user).get("login") if isinstance(user, dict) else None
    if wishes.labels:
        yield "it has no labels", f"issues/{number}/labels", {"labels": list(wishes.labels)}
    teams = [name.rpartition("/")[2] for name in wishes.reviewers if "/" in name]
    people = [name for name in wishes.reviewers if "/" not in name and name != author]
    if teams or people:
        fields = {"reviewers": people, "team_reviewers": teams}
        yield "nobody was asked to review it", f"pulls/{number}/requested_reviewers", fields


def _problem_with(home: Home, path: str, fields: Mapping[str, Any]) -> str:
    try:
        answer = _ask(home, "POST", path, fields)
    except OutsideError as error:
        return error.message
    return "" if answer.ok else refused_wish(home, answer)


def _admits(home: Home) -> Admission:
    """The list of pull requests is what gov asks first whenever it proposes something."""
    answer = _ask(home, "GET", "pulls?state=open&per_page=1", None, patient=False)
    if not answer.ok:
        raise refused(home, answer)
    scopes = {one.strip() for one in answer.headers.get("x-oauth-scopes", "").split(",") if one.strip()}
    if scopes and not scopes & _WRITING:
        raise OutsideError(
            f"the token in {home.variable} may open no pull request, only {', '.join(sorted(scopes))}",
            hint="Give it the scope `repo`, or `public_repo` for a public repository.",
        )
    may = f"the token in {home.variable} reads the pull requests of {home.address.path}"
    return Admission(f"{may}; {_OF_A_JOB}", _FOR_WORKFLOWS) if _is_of_a_job(home) else Admission(may)


def _is_of_a_job(home: Home) -> bool:
    """Whether it is the token that Actions makes for each job, and not one that somebody put there."""
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true"
    return in_actions and home.variable == "GITHUB_TOKEN" and home.token.startswith("ghs_")


def _open_one(home: Home, proposal: Proposal) -> Any:
    query = urlencode({"state": "open", "head": _head(proposal), "base": proposal.base})
    answer = _ask(home, "GET", f"pulls?{query}", None)
    if not answer.ok:
        raise refused(home, answer)
    told = answer.json()
    if not isinstance(told, list):
        raise strange()
    return next(iter(listed(told)), None)


def _head(proposal: Proposal) -> str:
    return f"{proposal.source.owner}:{proposal.branch}"


def _compare(home: Home, proposal: Proposal) -> str:
    owner = proposal.source.owner
    head = proposal.branch if owner == home.address.owner else f"{owner}:{proposal.branch}"
    labels = f"&labels={quote(','.join(proposal.wishes.labels))}" if proposal.wishes.labels else ""
    return f"{home.address.page}/compare/{quote(proposal.base)}...{quote(head)}?expand=1{labels}"


def _ask(
    home: Home, method: str, path: str, fields: Mapping[str, Any] | None, *, patient: bool = True
) -> Answer:
    """Asking twice does no harm: GitHub opens one pull request for a branch, and has each label once."""
    headers = {**_HEADERS, "Authorization": f"Bearer {home.token}"}
    body = None
    if fields is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(fields).encode()
    url = f"{home.api}/repos/{quote(home.address.path)}/{path}"
    call = Call(method, url, headers, body, secrets=(home.token,))
    return send(call if patient else call._replace(attempts=1, seconds=_HURRY))


FORGE = Forge(
    "github",
    r"github\.com|.+\.ghe\.com",
    _deliver,
    _propose,
    reviews="",
    api=_api,
    variables=("GITHUB_TOKEN", "GH_TOKEN"),
    admits=_admits,
    file="blob/{branch}/{path}",
)
