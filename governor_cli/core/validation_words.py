"""The words of a validation fault: pydantic's error types, said the way people talk about a file."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from pydantic_core import ErrorDetails

from governor_cli.core import scalar
from governor_cli.core.finding import Loc
from governor_cli.core.suggest import did_you_mean

WRONG_SHAPE: Final = "KEY003"
WRONG_VALUE: Final = "KEY004"
NOT_ALLOWED: Final = "KEY005"


class Wording(NamedTuple):
    """A code, a message that continues the key, a hint, and the rest of the path."""

    code: str
    message: str
    hint: str = ""
    further: Loc = ()


def worded(details: ErrorDetails) -> Wording:
    """What to say about one error; never in pydantic's own words."""
    kind, context, value = details["type"], details.get("ctx", {}), details["input"]
    if kind == scalar.PROBLEM:
        return Wording(WRONG_VALUE, context["message"], context["hint"], tuple(context["at"]))
    if value is None:
        return Wording(WRONG_VALUE, "is empty", "Write a value or leave the key out.")
    if kind in _OWN:
        return Wording(_OWN[kind], _own_message(details), context.get("hint", ""))
    if kind in _SHAPES:
        return _wrong_shape(*_SHAPES[kind], value)
    speak = _SPEAKERS.get(kind)
    return speak(context, value) if speak else Wording(WRONG_VALUE, _simple(kind))


_OWN: Final = {scalar.VALUE: WRONG_VALUE, scalar.CHOICE: NOT_ALLOWED, scalar.SHAPE: WRONG_SHAPE}

_LIST = ("a list", "Write a list, such as [a, b].")
_MAPPING = ("a mapping", "Write keys and values below it.")
_TEXT = ("text", "Write one value.")
_SHAPES: Final[dict[str, tuple[str, str]]] = {
    "string_type": _TEXT,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "iterable_type": _LIST,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dataclass_type": _MAPPING,
}

_SIMPLE: Final = {
    "int": "is not a whole number",
    "float": "is not a number",
    "decimal": "is not a number",
    "finite": "is not a number",
    "bool": "is neither true nor false",
    "date": "is not a day",
    "datetime": "is not a time",
    "time": "is not a time",
    "timezone": "is not a time with an offset",
    "url": "is not a web address",
    "none": "should be left out",
    "recursion": "is nested too deeply",
}


def _own_message(details: ErrorDetails) -> str:
    return str(details.get("ctx", {}).get("message", details["msg"]))


def _simple(kind: str) -> str:
    return _SIMPLE.get(kind.partition("_")[0], "is not a value that fits here")


def _wrong_shape(wanted: str, hint: str, value: object) -> Wording:
    return Wording(WRONG_SHAPE, f"should be {wanted}, not {scalar.shape_of(value)}", hint)


def _not_allowed(context: Mapping[str, Any], value: object) -> Wording:
    words = tuple(_quoted(str(context.get("expected", ""))))
    if not isinstance(value, str):
        return _wrong_shape("text", f"Write {scalar.listed(words)}.", value)
    error = scalar.not_one_of(value, words)
    own = error.context or {}
    return Wording(NOT_ALLOWED, own["message"], own["hint"])


def _wrong_tag(context: Mapping[str, Any], _value: object) -> Wording:
    key = str(context.get("discriminator", "")).strip("'")
    words = tuple(_quoted(str(context.get("expected_tags", ""))))
    meant = did_you_mean(str(context.get("tag", "")), words)
    hint = f"Did you mean `{meant}`?" if meant else f"Write {scalar.listed(words)}."
    further = () if key.endswith("()") else (key,)
    return Wording(NOT_ALLOWED, f"is not one of {', '.join(words)}", hint, further)


def _no_tag(context: Mapping[str, Any], value: object) -> Wording:
    if not isinstance(value, dict):
        return _wrong_shape(*_MAPPING, value)
    key = str(context.get("discriminator", "")).strip("'")
    if key.endswith("()"):
        return Wording(WRONG_VALUE, "has none of the forms that are known here")
    return Wording(WRONG_VALUE, f"does not say its `{key}`", f"Add the key `{key}`.")


def _own_error(context: Mapping[str, Any], _value: object) -> Wording:
    """A ValueError that a validator of ours raised: its words are ours."""
    return Wording(WRONG_VALUE, str(context.get("error", "is wrong")) or "is wrong")


def _length(least: bool, unit: str) -> Callable[[Mapping[str, Any], object], Wording]:
    key, word = ("min_length", "fewer") if least else ("max_length", "more")

    def speak(context: Mapping[str, Any], _value: object) -> Wording:
        bound = context.get(key, 0)
        if bound == 1 and least:
            return Wording(WRONG_VALUE, "is empty", "Write a value or leave the key out.")
        return Wording(WRONG_VALUE, f"has {word} than {bound} {unit}")

    return speak


def _bound(words: str, key: str) -> Callable[[Mapping[str, Any], object], Wording]:
    def speak(context: Mapping[str, Any], _value: object) -> Wording:
        return Wording(WRONG_VALUE, f"is not {words} {context.get(key)}")

    return speak


_SPEAKERS: Final[dict[str, Callable[[Mapping[str, Any], object], Wording]]] = {
    "literal_error": _not_allowed,
    "enum": _not_allowed,
    "union_tag_invalid": _wrong_tag,
    "union_tag_not_found": _no_tag,
    "value_error": _own_error,
    "assertion_error": _own_error,
    "too_short": _length(least=True, unit="entries"),
    "too_long": _length(least=False, unit="entries"),
    "string_too_short": _length(least=True, unit="characters"),
    "string_too_long": _length(least=False, unit="characters"),
    "greater_than": _bound("greater than", "gt"),
    "greater_than_equal": _bound("at least", "ge"),
    "less_than": _bound("less than", "lt"),
    "less_than_equal": _bound("at most", "le"),
}


def _quoted(listing: str) -> list[str]:
    r"""The words of pydantic's ``'a', 'b' or "c's"``."""
    return [single or double for single, double in re.findall(r"'([^']*)'|\"([^\"]*)\"", listing)]
