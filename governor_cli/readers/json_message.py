"""A JSON message from outside as values: bounded, shaped as expected, or refused in words."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NoReturn

from governor_cli.core.errors import GovError
from governor_cli.core.scalar import shape_of
from governor_cli.core.trees import is_mapping, is_sequence

LONGEST_TEXT: Final = 2_000
"""Characters of a text that are kept: labels and titles are shorter by far."""
_DEEPEST: Final = 64
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ud800-\udfff]+")


class MessageError(GovError):
    """The message is none that gov knows (exit 3)."""


def message(data: bytes, what: str) -> Mapping[str, Any]:
    """The object that a message is; MessageError otherwise. ``what`` is whose message it should be."""
    try:
        tree = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise MessageError(f"{what} is not UTF-8") from None
    except RecursionError:
        raise MessageError(f"{what} is nested too deeply") from None
    except ValueError as error:
        where = (
            f" at line {error.lineno}, column {error.colno}"
            if isinstance(error, json.JSONDecodeError)
            else ""
        )
        raise MessageError(
            f"{what} is no JSON{where}", hint="Give the body of the webhook as it came in."
        ) from None
    if not is_mapping(tree):
        raise MessageError(f"{what} is {_shape(tree)}, not an object")
    if _depth(tree) > _DEEPEST:
        raise MessageError(f"{what} is nested too deeply")
    return tree


def object_in(holder: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The object under a key; an empty one where it is missing or null."""
    value = holder.get(key)
    if value is None:
        return {}
    if not is_mapping(value):
        raise MessageError(f"`{key}` is {_shape(value)}, not an object")
    return value


def list_in(holder: Mapping[str, Any], key: str, most: int) -> list[Any]:
    """The list under a key; an empty one where it is missing or null."""
    value = holder.get(key)
    if value is None:
        return []
    if not is_sequence(value):
        raise MessageError(f"`{key}` is {_shape(value)}, not a list")
    if len(value) > most:
        raise MessageError(f"`{key}` has {len(value)} entries; {most} are the most")
    return value


def text_in(holder: Mapping[str, Any], key: str) -> str:
    """The text under a key on one line; empty where it is missing or null."""
    value = holder.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise MessageError(f"`{key}` is {_shape(value)}, not text")
    return one_line(value)


def one_line(text: str) -> str:
    """Text without control characters, cut where nobody reads on."""
    words = " ".join(_CONTROL.sub(" ", text[: 4 * LONGEST_TEXT]).split())
    return words if len(words) <= LONGEST_TEXT else f"{words[: LONGEST_TEXT - 1]}…"


def _shape(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    return "a number" if isinstance(value, int | float) else shape_of(value)


def _depth(tree: Any) -> int:
    """How deeply lists and objects are nested; the walk keeps its own stack."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        if depth > _DEEPEST:
            break
        waiting += [(part, depth + 1) for part in _parts(node)]
    return deepest


def _parts(node: Any) -> Iterator[Any]:
    if is_mapping(node):
        yield from node.values()
    elif is_sequence(node):
        yield from node


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
