"""The result of a health check, as JSON: each check becomes the measurement 1 (up) or 0 (down).

``{"environment", "timestamp", "results": [{"name", "target", "ok", "http_status", "latency_ms",
"error"?}], "overall_ok"}``. A check that ran and failed measured something: 0. One that says
nothing of its outcome is no data.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from governor_cli.core.errors import GovError
from governor_cli.core.forms import number
from governor_cli.core.instants import parse_instant, parse_local
from governor_cli.practices.metrics.measurement import Measurement, Reading, joined, one_line
from governor_cli.readers.plain_json import Digits, mapping, parsed, sequence, shape

MOST: Final = 200
"""Measurements of one capture; more is a data base, not a snapshot."""
UP: Final = "= 1"
_KNOWN: Final = ("name", "target", "ok", "http_status", "latency_ms", "error")
_LATEST: Final = 253_402_300_799  # the year 9999; what is beyond no calendar has


def read_health(data: bytes, what: str = "the health check") -> Reading:
    """The checks of a result; GovError where the shape is another one."""
    told = mapping(parsed(data, what), what)
    results = sequence(told.get("results"), f"`results` of {what}")
    if len(results) > MOST:
        raise GovError(f"{what} has {len(results)} results, a capture at most {MOST}")
    found = [_check(one, f"results[{place}]") for place, one in enumerate(results)]
    if not found:
        raise GovError(f"{what} has no results", hint="Nothing was checked, so there is nothing to keep.")
    at, note = _timestamp(told.get("timestamp"))
    notes = [note, _overall(told.get("overall_ok"), found)]
    return Reading(
        tuple(_each_its_name(found)), at, _text(told.get("environment")), tuple(filter(None, notes))
    )


def _check(value: Any, where: str) -> Measurement:
    told = mapping(value, where)
    name = _text(told.get("name"))
    if not name:
        raise GovError(f"{where} has no name")
    ok = told.get("ok")
    if ok is not None and not isinstance(ok, bool):
        raise GovError(f"{where}: `ok` is {shape(ok)}, not true or false")
    status = _text(told.get("http_status"))
    problem = one_line(_text(told.get("error")))
    remarks = joined([f"HTTP {status}" if status else "", problem, *_further(told)])
    common = Measurement(
        name,
        unit="up",
        target=UP,
        query=one_line(_text(told.get("target"))),
        latency_ms=_latency(told.get("latency_ms")),
    )
    if ok is None:
        return common._replace(error=remarks or "the check says nothing of its outcome")
    return common._replace(value="1" if ok else "0", ok=ok, note=remarks)


def _latency(value: Any) -> str:
    """Milliseconds as they were written; "" for what no answer takes."""
    text = _text(value)
    try:
        return text if text[:1].isdigit() and number(text) >= 0 else ""
    except ValueError:
        return ""


def _further(told: Mapping[str, Any]) -> Iterator[str]:
    """What the check says beyond the known keys, as far as it is plain."""
    for key, value in told.items():
        if key not in _KNOWN and isinstance(value, (str, bool)):
            yield one_line(f"{key}: {str(value).lower() if isinstance(value, bool) else value}", 120)


def _each_its_name(found: list[Measurement]) -> Iterator[Measurement]:
    """Two checks of one name are told apart by what they look at; GovError where that is the same too."""
    names = Counter(one.name for one in found)
    seen: set[str] = set()
    for one in found:
        name = f"{one.name} {one.query}".strip() if names[one.name] > 1 else one.name
        if name in seen:
            raise GovError(f"the check `{name}` stands twice in the results")
        seen.add(name)
        yield one._replace(name=name)


def _overall(said: Any, found: list[Measurement]) -> str:
    counted = all(one.ok for one in found)
    if not isinstance(said, bool) or said == counted:
        return ""
    return f"the file says overall_ok {str(said).lower()}, its results say {str(counted).lower()}"


def _timestamp(value: Any) -> tuple[datetime | None, str]:
    """The instant, and what to say about how it was read."""
    if value is None:
        return None, ""
    text = _text(value)
    try:
        if isinstance(value, Digits):
            seconds = float(text)
            return datetime.fromtimestamp(seconds if abs(seconds) < _LATEST else -1e20, UTC), ""
        return parse_instant(text), ""
    except (ValueError, OverflowError, OSError):
        pass
    try:
        local = parse_local(text.split(".", 1)[0])
    except ValueError:
        raise GovError(f"the timestamp `{one_line(text, 60)}` is no instant") from None
    return local.replace(tzinfo=UTC), f"the timestamp {text} has no offset and is read as UTC"


def _text(value: Any) -> str:
    return one_line(value) if isinstance(value, str) else ""
