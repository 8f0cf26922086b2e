"""What Prometheus answers: one number or why there is none, from any bytes.

Values are text as Prometheus writes them, ``NaN`` and ``+Inf`` included. An empty result is no
data, never 0; several series are no number, and the query should aggregate them.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from governor_cli.core.errors import GovError, OutsideError
from governor_cli.practices.metrics.measurement import as_value, joined, one_line
from governor_cli.readers.plain_json import mapping, parsed, sequence

EMPTY: Final = "the query found nothing"
_PAIR: Final = 2
_OF_CALLERS: Final = 400
_OF_SERVERS: Final = 500
_REFUSED: Final = {
    401: "it asks for a login, or does not accept the one given",
    403: "it does not let this login in",
    429: "it is asked too often",
    502: "what stands before it does not reach it",
    503: "it is not available",
    504: "what stands before it waits for it in vain",
}
"""Statuses that say why by themselves, where their answer is not Prometheus's."""


class Sample(NamedTuple):
    """A value as text, or an error; ``note`` where the server doubts its own answer."""

    value: str = ""
    error: str = ""
    note: str = ""
    is_empty: bool = False
    """The server answered, and has nothing."""
    is_unreached: bool = False
    """The server did not answer; ``error`` says why."""
    is_failed: bool = False
    """It failed, or something answered in its place: asked again, it may say more."""


class Points(NamedTuple):
    """A series: seconds since 1970 with values as text, in the order of time; or an error."""

    points: tuple[tuple[float, str], ...] = ()
    error: str = ""
    note: str = ""
    is_unreached: bool = False
    is_failed: bool = False


def read_instant(status: int, body: bytes) -> Sample:
    """The answer of ``/api/v1/query``."""
    try:
        told, note = _success(status, body)
        if told.get("resultType") == "scalar":
            return Sample(_pair(told.get("result"))[1], note=note)
        series = _one_series(told, "vector")
        if series is None:
            return Sample(error=EMPTY, note=note, is_empty=True)
        return Sample(_pair(series.get("value"))[1], note=note)
    except GovError as error:
        return Sample(error=error.message, is_failed=isinstance(error, OutsideError))


def read_range(status: int, body: bytes) -> Points:
    """The answer of ``/api/v1/query_range``."""
    try:
        told, note = _success(status, body)
        series = _one_series(told, "matrix")
        if series is None:
            return Points(error=EMPTY, note=note)
        points = tuple(_pair(one) for one in sequence(series.get("values"), "`values`"))
        return Points(points, "" if points else EMPTY, note)
    except GovError as error:
        return Points(error=error.message, is_failed=isinstance(error, OutsideError))


def _success(status: int, body: bytes) -> tuple[Mapping[str, Any], str]:
    """``data`` of an answer, and its warnings. GovError for a refused query, OutsideError for a failure."""
    try:
        told = mapping(parsed(body, "the answer"), "the answer")
    except GovError as error:
        why = _REFUSED.get(status, "that is no Prometheus" if status >= _OF_CALLERS else error.message)
        raise OutsideError(f"answered {status}: {why}") from None
    if told.get("status") != "success":
        raise _refusal(status, told)
    warnings = told.get("warnings")
    said = [one_line(one) for one in warnings if isinstance(one, str)] if isinstance(warnings, list) else []  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return mapping(told.get("data"), "`data` of the answer"), f"partial: {joined(said)}" if said else ""


def _refusal(status: int, told: Mapping[str, Any]) -> GovError:
    kind, why = told.get("errorType"), told.get("error")
    said = joined(one_line(one) for one in (kind, why) if isinstance(one, str))
    if not said:
        return OutsideError(f"answered {status} with JSON that is not Prometheus's")
    if status >= _OF_SERVERS:
        return OutsideError(f"failed ({status}): {said}")
    return GovError(f"refused the query ({status}): {said}")


def _one_series(told: Mapping[str, Any], wanted: str) -> Mapping[str, Any] | None:
    kind = told.get("resultType")
    if kind != wanted:
        raise GovError(f"the query gives a {one_line(str(kind), 30)}, not one number")
    result = sequence(told.get("result"), "`result`")
    if len(result) > 1:
        raise GovError(f"the query gives {len(result)} series, not one: aggregate them")
    return mapping(result[0], "a series") if result else None


def _pair(value: Any) -> tuple[float, str]:
    if value is None:
        raise GovError("the query gives a histogram, not a number")
    pair = sequence(value, "a sample")
    if len(pair) != _PAIR or not all(isinstance(part, str) for part in pair):
        raise GovError("a sample is no pair of time and value")
    measured = as_value(pair[1])
    if measured is None:
        raise GovError(f"the value `{one_line(pair[1], 40)}` is no number")
    try:
        return float(pair[0]), measured
    except ValueError:
        raise GovError(f"the time `{one_line(pair[0], 40)}` is no number") from None
