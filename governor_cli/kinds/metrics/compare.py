"""Whether a measurement meets its target: `< 1`, `<= 300`, `>= 99.5`, `> 0`, `= 20`."""

import operator
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

_SIGNS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "≤": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "≥": operator.ge,
    "=": operator.eq,
    "==": operator.eq,
}
_TARGET = re.compile(r"(<=|>=|==|[<>=≤≥])\s*([+-]?[0-9.]+(?:[eE][+-]?\d{1,3})?)\s*(\S.*)?")


def is_target(text: str) -> bool:
    """Whether a target can be compared with."""
    return _read(text) is not None


def unit_in(target: str) -> str:
    """The unit that a target is written with, mostly none."""
    match = _TARGET.fullmatch(target.strip())
    return (match[3] or "").strip() if match else ""


def bound_of(target: str) -> tuple[str, Decimal] | None:
    """The sign of a target and the number behind it; None for what is no target."""
    return _read(target)


def meets(value: str, target: str) -> bool | None:
    """Whether the value meets the target; None where there is nothing to compare.

    No data and NaN meet no target and break none: they say nothing. Infinity is compared.
    """
    read = _read(target)
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if read is None or number.is_nan():
        return None
    sign, bound = read
    return _SIGNS[sign](number, bound)


def _read(text: str) -> tuple[str, Decimal] | None:
    match = _TARGET.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return match[1], Decimal(match[2])
    except InvalidOperation:
        return None
