"""JSON from the outside into values: numbers keep their digits, odd shapes are refused in plain words."""

import json
from collections.abc import Mapping
from typing import Any, Final

from governor_cli.core.errors import GovError

LARGEST: Final = 8 << 20
"""Bytes. What people call a health check or telemetry fits many times over."""

_SHAPES: Final[tuple[tuple[type, str], ...]] = (
    (dict, "an object"),
    (list, "a list"),
    (bool, "true or false"),
    (str, "text"),
    (type(None), "missing"),
)


class Digits(str):
    """A JSON number as it was written: ``12.50`` stays so, and a million digits cost nothing."""

    __slots__ = ()


def parsed(data: bytes, what: str) -> Any:
    """The value of a JSON text; GovError where it is none, names ``what`` was read."""
    if len(data) > LARGEST:
        raise GovError(f"{what} is larger than {LARGEST >> 20} MiB", hint="Name the file that was meant.")
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            parse_float=Digits,
            parse_int=Digits,
            parse_constant=Digits,
            object_pairs_hook=_each_once,
        )
    except UnicodeDecodeError:
        raise GovError(f"{what} is not UTF-8") from None
    except RecursionError:
        raise GovError(f"{what} is nested too deeply") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise GovError(f"{what} is no JSON: {error.msg.lower()} at {where}") from None
    except ValueError as error:
        raise GovError(f"{what} {error}") from None


def mapping(value: Any, what: str) -> Mapping[str, Any]:
    """A JSON object; GovError for anything else."""
    if not isinstance(value, dict):
        raise GovError(f"{what} is {shape(value)}, not an object")
    return value  # pyright: ignore[reportUnknownVariableType] - keys of JSON are text


def sequence(value: Any, what: str) -> list[Any]:
    """A JSON array; GovError for anything else."""
    if not isinstance(value, list):
        raise GovError(f"{what} is {shape(value)}, not a list")
    return value  # pyright: ignore[reportUnknownVariableType]


def shape(value: Any) -> str:
    """What people call a JSON value."""
    if isinstance(value, Digits):
        return "a number"
    for kind, name in _SHAPES:
        if isinstance(value, kind):
            return name
    return "something else"


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _ in pairs]
    twice = next(name for name in names if names.count(name) > 1)
    raise ValueError(f"has the key `{twice[:60]}` twice in one object")
