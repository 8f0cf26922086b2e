"""What GitHub answers: a pull request's address, or why it opens none, in its own words where they help."""

from datetime import UTC, datetime
from typing import Any, cast

from governor_cli.adapters.http import Answer, redacted
from governor_cli.contracts.forge import Home
from governor_cli.core.errors import OutsideError

_UNKNOWN, _REFUSED, _NOT_THERE = 401, (403, 429), 404
_LONGEST = 200
"""Characters of GitHub's own words that are repeated."""


def address(pull: Any) -> str:
    """Where people look at a pull request; OutsideError for anything that is none."""
    url = cast("dict[str, Any]", pull).get("html_url") if isinstance(pull, dict) else None
    if not isinstance(url, str) or not url.startswith(("http://", "https://")) or not url.isprintable():
        raise strange()
    return url


def strange() -> OutsideError:
    """For an answer that is not what GitHub describes."""
    return OutsideError(
        "GitHub answered with no pull request", hint="Look at its status page, then try again."
    )


def refused(home: Home, answer: Answer) -> OutsideError:
    """Why nothing was opened, and what would help."""
    words = _words(home, answer)
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


def refused_wish(home: Home, answer: Answer) -> str:
    """Why an open pull request does not get what was asked for."""
    if answer.status == _UNKNOWN or (answer.status in _REFUSED and _limited_until(answer)):
        return refused(home, answer).message
    return f"GitHub answered {answer.status}: {_words(home, answer)}"


def _words(home: Home, answer: Answer) -> str:
    """The message, and what its errors add to it, without the token."""
    try:
        told = answer.json()
    except OutsideError:
        return "no reason is given"
    if not isinstance(told, dict):
        return "no reason is given"
    fields = cast("dict[str, Any]", told)
    details = [_detail(error) for error in listed(fields.get("errors"))]
    words = ": ".join(filter(None, [str(fields.get("message") or ""), *details]))
    return redacted(" ".join(words.split()), (home.token,))[:_LONGEST] or "no reason is given"


def listed(told: Any) -> list[Any]:
    """A list as it is, and none for anything else."""
    return told if isinstance(told, list) else []  # pyright: ignore[reportUnknownVariableType]


def _detail(error: Any) -> str:
    """``a sentence``, or the field and what is wrong with it."""
    if not isinstance(error, dict):
        return str(error)
    fields = cast("dict[str, Any]", error)
    return str(
        fields.get("message") or " ".join(str(fields.get(key) or "") for key in ("field", "code"))
    ).strip()
