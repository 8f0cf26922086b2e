"""Records: the front matter of an artifact as values, in plain classes that cost nothing to import.

A class names its keys by annotations (``core/fields.py``). What pydantic needs to validate by them is
made from the annotations when the first document is read: ``core/schema.py`` and docs/decisions/026.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, NoReturn, TypeVar, cast, dataclass_transform

from governor_cli.core.fields import Count

V = TypeVar("V")
P = TypeVar("P", bound="Part")


class Absent:
    """What stands for the default of a key that must be there."""

    def __repr__(self) -> str:
        return "absent"


ABSENT: Final = Absent()


class Key(NamedTuple):
    """One key of a mapping: how it is written, what its value is, and what holds where it is left out."""

    written: str
    annotation: Any
    default: Any
    factory: Callable[[], Any] | None

    @property
    def is_required(self) -> bool:
        """Whether it is a fault to leave the key out."""
        return self.default is ABSENT and self.factory is None

    def fallback(self) -> Any:
        """The value where the key is left out."""
        return self.factory() if self.factory else self.default


class _Made(NamedTuple):
    """A default that every record gets anew."""

    factory: Callable[[], Any]


def field(*, default_factory: Callable[[], V]) -> V:
    """The default of a key whose value no two records may share: a list, a mapping, a part."""
    return cast("V", _Made(default_factory))


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Part:
    """A mapping inside front matter; unknown keys are findings. Compared by value, never changed.

    An attribute that would be a word of Python has an underscore behind it: ``from_`` is the key ``from``.
    """

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")

    def __init__(self, **values: Any) -> None:
        keys = keys_of(type(self))
        if unknown := values.keys() - keys.keys():
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        if missing := [name for name, key in keys.items() if key.is_required and name not in values]:
            raise TypeError(f"{type(self).__name__} needs {', '.join(missing)}")
        full = {name: values[name] if name in values else key.fallback() for name, key in keys.items()}
        self.__setstate__((full, set(values)))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a record is never changed: {type(self).__name__}.{name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a record is never changed: {type(self).__name__}.{name}")

    def __getstate__(self) -> tuple[dict[str, Any], set[str]]:
        return values_of(self), set(given(self))

    def __setstate__(self, state: tuple[dict[str, Any], set[str]]) -> None:
        values, names = state
        object.__setattr__(self, "__dict__", values)
        object.__setattr__(self, "__pydantic_fields_set__", names)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and values_of(self) == values_of(other)

    def __hash__(self) -> int:
        return hash((type(self), *values_of(self).values()))

    def __repr__(self) -> str:
        told = (f"{name}={value!r}" for name, value in values_of(self).items())
        return f"{type(self).__name__}({', '.join(told)})"


class Record(Part):
    """The validated front matter of one artifact."""

    kind: str
    schema_: Count


_KEYS: Final[dict[type[Part], Mapping[str, Key]]] = {}


def keys_of(model: type[Part]) -> Mapping[str, Key]:
    """The keys of a mapping by the names of their attributes, those of its parents first."""
    if model not in _KEYS:
        _KEYS[model] = _found(model)
    return _KEYS[model]


def _found(model: type[Part]) -> Mapping[str, Key]:
    keys: dict[str, Key] = {}
    for owner in reversed(model.__mro__):
        if issubclass(owner, Part):
            for name, annotation in owner.__annotations__.items():
                default = getattr(model, name, ABSENT)
                factory = default.factory if isinstance(default, _Made) else None
                keys[name] = Key(name.rstrip("_"), annotation, ABSENT if factory else default, factory)
    return keys


def values_of(part: Part) -> dict[str, Any]:
    """The value of each key by the name of its attribute, left out ones with their default."""
    kept = part.__dict__
    return {name: kept[name] for name in keys_of(type(part))}


def given(part: Part) -> frozenset[str]:
    """The attributes whose keys were written, not filled in."""
    return frozenset(getattr(part, "__pydantic_fields_set__"))  # noqa: B009 - the slot that pydantic fills


def replaced(part: P, **changes: Any) -> P:
    """The same record with some values changed; what is given is not validated again."""
    new = type(part).__new__(type(part))
    new.__setstate__(({**values_of(part), **changes}, {*given(part), *changes}))
    return new
