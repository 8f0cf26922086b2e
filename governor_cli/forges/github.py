"""GitHub: push, then look for an open pull request of the branch, else open one (REST, version 2022-11-28).

https://docs.github.com/en/rest/pulls/pulls
"""

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import quote, urlencode

from governor_cli.adapters.http import Answer, Call, redacted, send
from governor_cli.contracts.forge import Admission, Delivery, Forge, Home, Proposal, Proposed, Remote
from governor_cli.core.errors import OutsideError
from governor_cli.core.remote_address import RemoteAddress

_HEADERS = {
    "Accept": "application/vnd.github+json",
    "X-GitHub-Api-Version": "2022-11-28",
    "User-Agent": "gov",
}
_CREATED, _UNKNOWN, _REFUSED, _EXISTS = 201, 401, (403, 429), 422
_NOT_THERE = 404
_HURRY = 4.0
"""Seconds, where somebody only wants to know whether GitHub answers."""
_WRITING = frozenset({"repo", "public_repo"})
"""Scopes of a classic token; one with fine permissions tells none."""
_OF_A_JOB = "pull requests opened with it start no workflows"
_FOR_WORKFLOWS = "Use the token of an app or of a person where their checks have to run."
"""https://docs.github.com/en/actions/concepts/security/github_token"""
_LONGEST = 200
"""Characters of GitHub's own words that are repeated."""


def _deliver(proposal: Proposal) -> Delivery:
    return Delivery(f"refs/heads/{proposal.branch}")


def _api(address: RemoteAddress) -> str:
    return "https://api.github.com" if address.host == "github.com" else f"{address.web}/api/v3"


def _propose(home: Home, proposal: Proposal, remote: Remote) -> Proposed:
    """The pull request that is open for the branch, opened now where there is none."""
    del remote
    if not home.token:
        return Proposed(by_hand=_compare(home, proposal))
    url = _open_one(home, proposal)
    if url:
        return Proposed(url)
    fields = {
        "title": proposal.title,
        "head": _head(proposal),
        "base": proposal.base,
        "body": proposal.body,
        "maintainer_can_modify": proposal.source.owner != home.address.owner,
    }
    answer = _ask(home, "POST", "", fields)
    if answer.status == _CREATED:
        return Proposed(_address(answer.json()))
    if answer.status == _EXISTS:  # somebody, or an earlier run whose answer was lost, was quicker
        url = _open_one(home, proposal)
        if url:
            return Proposed(url)
    raise _refused(home, answer)


def _admits(home: Home) -> Admission:
    """The list of pull requests is what gov asks first whenever it proposes something."""
    answer = _ask(home, "GET", "?state=open&per_page=1", None, patient=False)
    if not answer.ok:
        raise _refused(home, answer)
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


def _open_one(home: Home, proposal: Proposal) -> str:
    query = urlencode({"state": "open", "head": _head(proposal), "base": proposal.base})
    answer = _ask(home, "GET", f"?{query}", None)
    if not answer.ok:
        raise _refused(home, answer)
    told = answer.json()
    if not isinstance(told, list):
        raise _strange()
    return next(map(_address, _listed(told)), "")


def _head(proposal: Proposal) -> str:
    return f"{proposal.source.owner}:{proposal.branch}"


def _compare(home: Home, proposal: Proposal) -> str:
    owner = proposal.source.owner
    head = proposal.branch if owner == home.address.owner else f"{owner}:{proposal.branch}"
    return f"{home.address.page}/compare/{quote(proposal.base)}...{quote(head)}?expand=1"


def _ask(
    home: Home, method: str, query: str, fields: Mapping[str, Any] | None, *, patient: bool = True
) -> Answer:
    """Asking twice does no harm: GitHub opens one pull request for a branch."""
    headers = {**_HEADERS, "Authorization": f"Bearer {home.token}"}
    body = None
    if fields is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(fields).encode()
    url = f"{home.api}/repos/{quote(home.address.path)}/pulls{query}"
    call = Call(method, url, headers, body, secrets=(home.token,))
    return send(call if patient else replace(call, attempts=1, seconds=_HURRY))


def _address(pull: Any) -> str:
    url = cast("dict[str, Any]", pull).get("html_url") if isinstance(pull, dict) else None
    if not isinstance(url, str) or not url.startswith(("http://", "https://")) or not url.isprintable():
        raise _strange()
    return url


def _strange() -> OutsideError:
    return OutsideError(
        "GitHub answered with no pull request", hint="Look at its status page, then try again."
    )


def _refused(home: Home, answer: Answer) -> OutsideError:
    """Why, in GitHub's own words where they help."""
    words = redacted(_words(answer), (home.token,))
    if answer.status == _UNKNOWN:
        return OutsideError(
            f"GitHub does not accept the token in {home.variable}",
            hint=f"Put one into {home.variable} that may write pull requests of {home.address.path}.",
        )
    if answer.status in _REFUSED:
        until = _limited_until(answer)
        if until:
            return OutsideError(f"GitHub's rate limit is used up {until}", hint="Run the command again then.")
        return OutsideError(
            f"GitHub does not let the token in {home.variable} open a pull request: {words}",
            hint="Give it the right to write pull requests.",
        )
    if answer.status == _NOT_THERE:
        return OutsideError(
            f"GitHub has no {home.address.path}, or does not show it to the token in {home.variable}",
            hint="Compare the address of the remote, and the repositories that the token is for.",
        )
    return OutsideError(f"GitHub answered {answer.status}: {words}", hint="Run the command again later.")


def _limited_until(answer: Answer) -> str:
    """``until 12:30 UTC`` where this is about too many requests; else nothing."""
    wait = answer.headers.get("retry-after", "")
    if wait.isdecimal() and len(wait) < len("1000000"):
        return f"for {int(wait)} more seconds"
    if answer.headers.get("x-ratelimit-remaining") != "0":
        return ""
    try:
        reset = datetime.fromtimestamp(int(answer.headers["x-ratelimit-reset"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return "for now"
    return reset.strftime("until %H:%M UTC")


def _words(answer: Answer) -> str:
    """The message, and what its errors add to it."""
    try:
        told = answer.json()
    except OutsideError:
        return "no reason is given"
    if not isinstance(told, dict):
        return "no reason is given"
    fields = cast("dict[str, Any]", told)
    details = [_detail(error) for error in _listed(fields.get("errors"))]
    words = ": ".join(filter(None, [str(fields.get("message") or ""), *details]))
    return " ".join(words.split())[:_LONGEST] or "no reason is given"


def _listed(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []  # pyright: ignore[reportUnknownVariableType]


def _detail(error: Any) -> str:
    """``a sentence``, or the field and what is wrong with it."""
    if not isinstance(error, dict):
        return str(error)
    fields = cast("dict[str, Any]", error)
    return str(
        fields.get("message") or " ".join(str(fields.get(key) or "") for key in ("field", "code"))
    ).strip()


FORGE = Forge(
    "github",
    r"github\.com|.+\.ghe\.com",
    _deliver,
    _propose,
    reviews="",
    api=_api,
    variables=("GITHUB_TOKEN", "GH_TOKEN"),
    admits=_admits,
)
