"""HTTP for what gov tells and asks the outside: bounded in time and size, patient within that bound.

An answer that says "later" (429, 5xx) is asked again a few times, as late as it demands, and
given back when that would take too long. Credentials go to one host alone and into no message.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from governor_cli.core.errors import GovError, OutsideError

if TYPE_CHECKING:
    from urllib3 import PoolManager
    from urllib3.response import BaseHTTPResponse

SECONDS = 10.0
"""For one attempt: for the answer to begin, and again for it to end."""
PATIENCE = 30.0
"""The longest wait that an answer may ask for between two attempts."""
LARGEST = 8 << 20
_ATTEMPTS = 4
_LATER = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 307, 308})
_REDIRECTS = 3
_CHUNK = 65_536
_OF_CALLERS = frozenset({"authorization", "private-token", "cookie", "x-routing-key"})
"""Headers that are somebody's and no other host's."""
_HIDDEN = "***"


class Call(NamedTuple):
    """One request. ``secrets`` are texts that no message may show, whatever the other side repeats."""

    method: str
    url: str
    headers: Mapping[str, str] = {}
    body: bytes | None = None
    secrets: tuple[str, ...] = ()
    repeatable: bool = True
    """Whether asking twice does no harm; else only a request that never arrived is sent again."""
    lost: bool = True
    """Whether one that asks again does so too where the answer was lost."""
    seconds: float = SECONDS
    patience: float = PATIENCE
    attempts: int = _ATTEMPTS


class Answer(NamedTuple):
    """What came back, whatever its status; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    host: str = ""

    @property
    def ok(self) -> bool:
        """Whether the request was done."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the one range that everybody knows

    def json(self) -> Any:
        """The body as JSON; OutsideError where it is none."""
        import json

        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise OutsideError(f"{self.host} answered {self.status} with something that is no JSON") from None


def send(call: Call) -> Answer:
    """The answer to a request, redirects within its host followed.

    Raises OutsideError where nobody answers in time, or where the answer is too large or leads
    to another host; GovError for an address that gov does not use, and for a header that none can carry.
    """
    url, method = checked(call.url, private=_is_private(call)), call.method
    _check_headers(call)
    pool = _pool(url)
    try:
        for _ in range(_REDIRECTS + 1):
            answer = _asked(pool, method, url, call)
            target = answer.headers.get("location", "")
            if answer.status not in _MOVED or not target:
                return answer
            url = _within(url, target, call)
    finally:
        pool.clear()
    raise OutsideError(f"{_host(call.url)} sends one from place to place")


def checked(url: str, *, private: bool) -> str:
    """An address that may be used: http or https, and https where something private is sent.

    GovError otherwise; this very machine may listen without https.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, None
    if parts is None or not host or parts.scheme not in {"http", "https"} or re.search(r"[\s\x00-\x1f]", url):
        raise GovError("that is no http address", hint="Write it as https://HOST/PATH.")
    if private and parts.scheme == "http" and not is_loopback(host):
        raise GovError(f"a secret would travel to {host} in the clear", hint="Use https.")
    return url


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine."""
    return host in {"localhost", "::1"} or re.fullmatch(r"127(\.\d{1,3}){3}", host) is not None


def redacted(text: str, secrets: Iterable[str]) -> str:
    """The text without secrets, and without user or password in addresses."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, _HIDDEN)
    return re.sub(r"(\w+://)[^/@\s]+@", rf"\1{_HIDDEN}@", text)


def _check_headers(call: Call) -> None:
    """A token that was copied with its line break is said to be one, and shown to nobody."""
    for name, value in call.headers.items():
        if not (value.isascii() and value.isprintable()):
            hint = "Set the token, or whatever goes there, again, without line breaks."
            raise GovError(f"the header `{name}` would not be one line of plain characters", hint=hint)


def _is_private(call: Call) -> bool:
    return bool(call.secrets) or any(name.lower() in _OF_CALLERS for name in call.headers)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _within(url: str, target: str, call: Call) -> str:
    there = urljoin(url, target)
    if urlsplit(there)[:2] != urlsplit(url)[:2]:
        elsewhere = redacted(_host(there), call.secrets) or "nowhere"
        hint = "Name the address it has moved to, if you trust it."
        raise OutsideError(f"{_host(url)} sends one on to {elsewhere}", hint=hint)
    return there


def _pool(url: str) -> "PoolManager":
    """Connections, through the proxy that the environment names for this host; GovError for one of no use."""
    import logging
    from urllib.request import getproxies, proxy_bypass

    from urllib3 import PoolManager, ProxyManager
    from urllib3.exceptions import HTTPError

    from governor_cli.adapters.deadline import bounded

    logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # it would log addresses that are secrets
    scheme = urlsplit(url).scheme
    proxy = getproxies().get(scheme)
    if not proxy or is_loopback(_host(url)) or proxy_bypass(_host(url)):
        return bounded(PoolManager())
    try:
        return bounded(ProxyManager(proxy if "://" in proxy else f"http://{proxy}"))
    except (HTTPError, ValueError):  # it may hold a password, so it is not repeated
        hint = f"Write {scheme.upper()}_PROXY as http://HOST:PORT, or name {_host(url)} in NO_PROXY."
        raise GovError("the proxy that the environment names is none for http", hint=hint) from None


def _asked(pool: "PoolManager", method: str, url: str, call: Call) -> Answer:
    from urllib3.exceptions import HTTPError

    from governor_cli.adapters.patience import patient

    try:
        response = pool.request(
            method,
            url,
            body=call.body,
            headers=dict(call.headers),
            retries=patient(
                call.attempts - 1, _LATER if call.repeatable else (), call.patience, lost=call.lost
            ),
            redirect=False,
            timeout=call.seconds,
            preload_content=False,
        )
        body = _body(response, url, call.seconds)
    except HTTPError as error:
        raise OutsideError(f"{_host(url)} {_why(error)}", hint="Try again when it answers.") from None
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status, headers, body, _host(url))


def _body(response: "BaseHTTPResponse", url: str, seconds: float) -> bytes:
    """The body, as long as it comes in time and ends somewhere."""
    from governor_cli.adapters.deadline import ending

    parts: list[bytes] = []
    size = 0
    try:
        with ending(seconds, response.shutdown):
            for part in response.stream(_CHUNK):
                size += len(part)
                parts.append(part)
                if size > LARGEST:
                    raise OutsideError(f"{_host(url)} answers with more than {LARGEST >> 20} MiB")
    except TimeoutError:
        raise OutsideError(f"{_host(url)} does not come to the end of its answer") from None
    finally:
        response.close()
    return b"".join(parts)


def _why(error: Exception) -> str:
    """What went wrong in a few words that hold nothing of the request."""
    from urllib3 import exceptions

    cause = getattr(error, "reason", None) or error
    for kind, words in (
        (exceptions.NameResolutionError, "is not known to the name service"),
        (exceptions.SSLError, "has no certificate that this machine trusts"),
        (exceptions.NewConnectionError, "cannot be reached"),
        (exceptions.ConnectTimeoutError, "does not answer"),
        (exceptions.TimeoutError, "did not answer in time"),
        (exceptions.ProxyError, "cannot be reached through the proxy"),
        (exceptions.ProtocolError, "broke the connection off"),
    ):
        if isinstance(cause, kind):
            return words
    return f"cannot be asked ({type(cause).__name__})"
