"""Validation: a front matter tree into a record, or every fault in it at once, in plain words."""

from collections.abc import Iterator, Mapping
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, get_args

from governor_cli.core import scalar
from governor_cli.core.engine import ValidationError
from governor_cli.core.finding import Fault, Loc, dotted
from governor_cli.core.record import Part, keys_of
from governor_cli.core.schema import validator
from governor_cli.core.suggest import hint_for

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

R = TypeVar("R", bound=Part)

UNKNOWN_KEY: Final = "KEY001"
MISSING_KEY: Final = "KEY002"
WRONG_SHAPE: Final = "KEY003"
WRONG_VALUE: Final = "KEY004"
NOT_ALLOWED: Final = "KEY005"

_OWN: Final = {scalar.VALUE: WRONG_VALUE, scalar.CHOICE: NOT_ALLOWED, scalar.SHAPE: WRONG_SHAPE}
_SHAPES: Final = {
    "string_type": ("text", "Write one value."),
    "list_type": ("a list", "Write a list, such as [a, b]."),
    "dict_type": ("a mapping", "Write keys and values below it."),
    "model_type": ("a mapping", "Write keys and values below it."),
}
"""pydantic's names for the shapes that a schema of ours can ask for."""
_KEY_ITSELF: Final = "[key]"


def validate(model: type[R], front: Mapping[str, Any]) -> tuple[R | None, list[Fault]]:
    """The record, and its faults; the record is None when something else than unknown keys is wrong."""
    try:
        return cast("R", validator(model).validate_python(front)), []
    except ValidationError as error:
        faults = [_fault(model, details) for details in error.errors(include_url=False)]
    if any(fault.code != UNKNOWN_KEY for fault in faults):
        return None, faults
    return cast("R", validator(model).validate_python(front, extra="ignore")), faults


def _fault(model: type[Part], details: "ErrorDetails") -> Fault:
    kind, path = details["type"], details["loc"]
    if kind == "extra_forbidden":
        hint = hint_for(str(path[-1]), keys_at(model, path[:-1]))
        message = f"`{dotted(path)}` is not a key that gov knows"
        return Fault(UNKNOWN_KEY, message, hint, path, on="key", severity="warning")
    if kind == "missing":
        return Fault(MISSING_KEY, f"`{dotted(path)}` is missing", f"Add the key `{path[-1]}`.", path)
    code, message, hint = _worded(details)
    if path[-1:] == (_KEY_ITSELF,) and path[-2:-1] == (details["input"],):
        return Fault(code, f"the key `{dotted(path[:-1])}` {message}", hint, path[:-1], on="key")
    return Fault(code, f"`{dotted(path)}` {message}" if path else message, hint, path)


def _worded(details: "ErrorDetails") -> tuple[str, str, str]:
    """A code, a message that continues the key, and a hint; never pydantic's own words."""
    kind, context, value = details["type"], details.get("ctx", {}), details["input"]
    if value is None:
        return WRONG_VALUE, "is empty", "Write a value or leave the key out."
    if kind in _OWN:
        return _OWN[kind], context["message"], context["hint"]
    wanted, hint = _SHAPES[kind]
    return WRONG_SHAPE, f"should be {wanted}, not {scalar.shape_of(value)}", hint


def keys_at(model: type[Part], path: Loc) -> list[str]:
    """The keys that a record knows for the mapping at this path."""
    place: Any = model
    for step in path:
        place = next(_inside(place, step), None)
    return [key.written for key in keys_of(place).values()] if _is_part(place) else []


def _inside(place: Any, step: str | int) -> Iterator[Any]:
    """The annotation of what lies one step further in; ``X | None`` stands for X."""
    keys = keys_of(place).values() if _is_part(place) else ()
    entries = () if _is_part(place) else get_args(place)[-1:]
    for one in (*(key.annotation for key in keys if key.written == step), *entries):
        yield get_args(one)[0] if NoneType in get_args(one) else one


def _is_part(place: Any) -> bool:
    return isinstance(place, type) and issubclass(place, Part)
