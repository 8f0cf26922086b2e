"""Command telemetry, as JSON: how often each command ran, and how its last run ended.

``{"commands": {name: {"count", "first_seen", "last_seen", "last_exit_code", "fallback_count", ...}},
"migrations": {}}``. Every number becomes a measurement ``command.key``; texts stay beside the
first of them as a note, so that nothing is lost.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from governor_cli.core.errors import GovError
from governor_cli.practices.metrics.measurement import Measurement, Reading, as_value, joined, one_line
from governor_cli.readers.health import MOST
from governor_cli.readers.plain_json import Digits, mapping, parsed

_UNITS: Final = {"count": "runs", "fallback_count": "runs", "last_exit_code": "exit code"}
_TARGETS: Final = {"last_exit_code": "= 0"}


def read_telemetry(data: bytes, what: str = "the telemetry") -> Reading:
    """The numbers of a telemetry file; GovError where the shape is another one."""
    told = mapping(parsed(data, what), what)
    commands = mapping(told.get("commands"), f"`commands` of {what}")
    found = [one for name, values in commands.items() for one in _numbers(one_line(name), values)]
    migrations = told.get("migrations")
    if migrations:
        found += _migrations(mapping(migrations, f"`migrations` of {what}"))
    if not found:
        raise GovError(f"{what} counts nothing", hint="Run a command that is counted, then capture again.")
    if len(found) > MOST:
        raise GovError(f"{what} has {len(found)} numbers, a capture at most {MOST}")
    _distinct(found)
    left = [one_line(key, 60) for key in told if key not in ("commands", "migrations")]
    return Reading(tuple(found), notes=(f"not kept: {', '.join(left)}",) if left else ())


def _numbers(name: str, values: Any) -> Iterator[Measurement]:
    told = mapping(values, f"`{name}`")
    note = joined(_texts(told))
    for key, value in told.items():
        if isinstance(value, Digits):
            measured = as_value(value)
            yield Measurement(
                f"{name}.{one_line(key, 60)}",
                value=measured or "no data",
                unit=_UNITS.get(key, ""),
                target=_TARGETS.get(key, "") if measured else "",
                error="" if measured else f"`{one_line(value, 60)}` is no number",
                note=note,
            ).judged()
            note = ""


def _texts(told: Mapping[str, Any]) -> Iterator[str]:
    for key, value in told.items():
        if isinstance(value, bool) or (isinstance(value, str) and not isinstance(value, Digits)):
            yield one_line(f"{key} {str(value).lower() if isinstance(value, bool) else value}", 120)


def _migrations(told: Mapping[str, Any]) -> Iterator[Measurement]:
    for name, value in told.items():
        if isinstance(value, Digits):
            measured = as_value(value)
            yield Measurement(f"migrations.{one_line(name)}", value=measured or "no data")
        elif isinstance(value, dict):
            yield from _numbers(f"migrations.{one_line(name)}", value)


def _distinct(found: list[Measurement]) -> None:
    names = [one.name for one in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise GovError(f"`{twice}` stands twice in the telemetry")
