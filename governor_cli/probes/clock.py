"""The clock: how far this machine is from what the team's servers take for now."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from governor_cli.adapters.clock import machine_time
from governor_cli.adapters.http import Call, send
from governor_cli.contracts.probe import Ground, Outcome, Probe, Server, failed, not_configured, ok
from governor_cli.core.errors import GovError
from governor_cli.core.instants import format_duration

_SECONDS: Final = 2.0
"""For each step of one request."""
_ENOUGH: Final = 1.5
"""Seconds after which no further server is asked."""
_FAR: Final = 10.0
"""Seconds; rows of a timeline by two people would change places."""


class _Reading(NamedTuple):
    """Seconds by which this machine is ahead, at least; 0 where the answer leaves room for none."""

    host: str
    ahead: float


def _check(ground: Ground) -> Outcome:
    told = ground.environment.get("GOV_NOW", "").strip()
    aside = f"; gov itself takes {told} for now (GOV_NOW)" if told else ""
    reading = next(_readings(ground), None)
    if reading is None:
        return not_configured(f"there is no server to compare the clock with{aside}")
    off = abs(reading.ahead)
    if off < _FAR:
        return ok(f"within {max(1, round(off))} s of {reading.host}{aside}")
    side = "ahead of" if reading.ahead > 0 else "behind"
    return failed(
        f"this machine is {format_duration(timedelta(seconds=round(off)))} {side} {reading.host}{aside}",
        "Set the clock, for example with an NTP service: what is recorded here has wrong times.",
    )


def _readings(ground: Ground) -> Iterator[_Reading]:
    """What each server says that is asked anyway; one that does not tell is passed over."""
    until = monotonic() + _ENOUGH
    for server in _servers(ground):
        if monotonic() > until:
            return
        try:
            reading = _read(server)
        except GovError:
            continue
        if reading is not None:
            yield reading


def _servers(ground: Ground) -> Iterator[Server]:
    try:
        prometheus = ground.prometheus()
        if prometheus is not None:
            yield prometheus
    except GovError:
        pass
    try:
        found = ground.forge()
    except GovError:
        return
    if found is not None:
        _, home = found
        yield from (Server(address, {}) for address in (home.api, home.address.web) if address)


def _read(server: Server) -> _Reading | None:
    """A server's ``Date``, between the moments of asking and of the answer."""
    headers = {**server.headers, "Cache-Control": "no-cache", "User-Agent": "gov"}
    asked = machine_time()
    call = Call(
        "HEAD",
        server.address,
        headers,
        secrets=server.secrets,
        repeatable=False,
        seconds=_SECONDS,
        attempts=1,
    )
    answer = send(call)
    answered = machine_time()
    try:
        date = parsedate_to_datetime(answer.headers.get("date", ""))
    except (TypeError, ValueError):
        return None
    aged = answer.headers.get("age", "")
    age = int(aged) if aged.isdecimal() and len(aged) < len("1000000") else 0
    return _Reading(urlsplit(server.address).hostname or "", _ahead(date, age, asked, answered))


def _ahead(date: datetime, age: int, asked: datetime, answered: datetime) -> float:
    """How far the time between two moments lies beyond the second that a server tells."""
    begin = (date if date.tzinfo else date.replace(tzinfo=UTC)) + timedelta(seconds=age)
    end = begin + timedelta(seconds=1)
    if asked > end:
        return (asked - end).total_seconds()
    return min(0.0, (answered - begin).total_seconds())


PROBE = Probe("clock", "the clock is right", _check)
