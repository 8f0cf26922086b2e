"""Ask Prometheus: many questions at once, all within one limit of time, and never more than an error each."""

import os
import time
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from urllib.parse import urlencode, urlsplit, urlunsplit

from governor_cli.adapters.at_once import at_once
from governor_cli.adapters.http import Call, redacted, send
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.errors import GovError, OutsideError, UsageError
from governor_cli.readers.prometheus import Points, Sample, read_instant, read_range

Told = tuple[int, bytes] | str
"""Status and body of an answer; or why there is none."""

VARIABLE: Final = "GOV_PROMETHEUS_URL"
TOKEN_VARIABLE: Final = "GOV_PROMETHEUS_TOKEN"  # noqa: S105 - the name of a variable, not a secret
LIMIT: Final = 60.0
"""Seconds for all questions of one command."""
SOURCE: Final = "prometheus"
"""How the source of a capture from one begins; its address follows."""
_AT_ONCE: Final = 4
_ATTEMPT: Final = 10.0
_SHORTEST: Final = 0.2
_ATTEMPTS: Final = 4
_LONG: Final = 4000
_POINTS: Final = 1440
"""Of one stretch: a minute a point over a day, and well below the 11,000 that Prometheus gives."""
_FORM: Final = {"content-type": "application/x-www-form-urlencoded"}


def address_of(workspace: Workspace, given: str | None) -> str:
    """The server that --prometheus, the environment or gov.toml names; "" where none does."""
    named = given if given is not None else os.environ.get(VARIABLE, "") or workspace.settings.prometheus
    return named.strip().rstrip("/")


def source_of(address: str) -> str:
    """How captures name a server: its address without user and password."""
    parts = urlsplit(address)
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="")
    return f"{SOURCE} {urlunsplit(bare)}"


class Prometheus(NamedTuple):
    """One server. ``seconds`` is the limit for everything that one call of a method asks."""

    address: str
    seconds: float = LIMIT

    @property
    def source(self) -> str:
        """How captures name it."""
        return source_of(self.address)

    def instants(self, queries: Sequence[str], at: datetime) -> list[Sample]:
        """What each query gives at an instant."""
        questions = [{"query": query, "time": f"{at.timestamp():.0f}"} for query in queries]
        return [
            Sample(error=told, is_unreached=True) if isinstance(told, str) else read_instant(*told)
            for told in self._ask("query", questions)
        ]

    def ranges(self, queries: Sequence[str], start: datetime, end: datetime) -> list[Points]:
        """What each query gave between two instants."""
        step = step_of(end - start)
        start = end - (end - start) // timedelta(seconds=step) * timedelta(seconds=step)  # the end is a point
        about = {"start": f"{start.timestamp():.0f}", "end": f"{end.timestamp():.0f}", "step": f"{step}s"}
        return [
            Points(error=told, is_unreached=True) if isinstance(told, str) else read_range(*told)
            for told in self._ask("query_range", [{"query": query, **about} for query in queries])
        ]

    def _ask(self, what: str, questions: Sequence[Mapping[str, str]]) -> list[Told]:
        """An answer, or why there is none, for each question. A server that nobody reaches is asked once."""
        until = time.monotonic() + self.seconds
        if not questions:
            return []
        problem = self._reached(until)
        if problem:
            return [problem for _ in questions]
        return at_once(lambda question: self._answer(what, question, until), questions, _AT_ONCE)

    def _reached(self, until: float) -> str:
        """Why the server cannot be asked at all; "" where it answers whatever it may."""
        answer = self._answer("query", {"query": "vector(1)"}, until)
        return answer if isinstance(answer, str) else ""

    def _answer(self, what: str, question: Mapping[str, str], until: float) -> Told:
        left = until - time.monotonic()
        if left <= 0:
            return f"not asked: the limit of {self.seconds:g} s had passed"
        try:
            answer = send(self._call(what, question, max(_SHORTEST, min(_ATTEMPT, left / _ATTEMPTS))))
        except OutsideError as error:
            return error.message
        return answer.status, answer.body

    def _call(self, what: str, question: Mapping[str, str], seconds: float) -> Call:
        headers, secrets, bare = credentials(self.address)
        form = urlencode({**question, "timeout": f"{seconds * 1000:.0f}ms"})
        url = f"{bare}/api/v1/{what}"
        call = Call("GET", f"{url}?{form}", headers, secrets=secrets, seconds=seconds, patience=seconds)
        if len(form) <= _LONG:
            return call
        return call._replace(method="POST", url=url, headers={**headers, **_FORM}, body=form.encode())


def step_of(length: timedelta) -> int:
    """Seconds between two points: closer than most servers look, but for stretches of days."""
    return max(1, -(-int(length.total_seconds()) // _POINTS))


def checked_address(address: str, option: str) -> str:
    """An http address; UsageError otherwise, with nothing of a password in it."""
    from governor_cli.adapters.http import checked

    try:
        return checked(address, private=False)
    except GovError as error:
        raise UsageError(f"{option} `{redacted(address, ())}`: {error.message}", hint=error.hint) from None


def credentials(address: str) -> tuple[dict[str, str], tuple[str, ...], str]:
    """Headers and secrets for a server, and its address without them."""
    from urllib.parse import unquote

    parts = urlsplit(address)
    user, at, host = parts.netloc.rpartition("@")
    bare = urlunsplit(parts._replace(netloc=host, query="", fragment="")).rstrip("/")
    token = os.environ.get(TOKEN_VARIABLE, "").strip()
    if token:
        return {"authorization": f"Bearer {token}"}, (token,), bare
    if at:
        name, _, word = user.partition(":")
        pair = b64encode(f"{unquote(name)}:{unquote(word)}".encode()).decode()
        return {"authorization": f"Basic {pair}"}, tuple(filter(None, (unquote(word), pair))), bare
    return {}, (), bare
