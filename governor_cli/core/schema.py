"""From the annotations of a record to pydantic's schema of it, without pydantic's own classes.

``pydantic`` builds a class and a schema for every model at import, which took more time than everything
else that a commit hook does. Its core takes the same schema as a plain mapping: docs/decisions/026.
"""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from governor_cli.core.record import Key, Part, keys_of
from governor_cli.core.scalar import Form

_STRICT = core_schema.CoreConfig(extra_fields_behavior="forbid")


_VALIDATORS: Final[dict[type[Part], SchemaValidator]] = {}


def validator(model: type[Part]) -> SchemaValidator:
    """What validates a front matter tree as this record."""
    if model not in _VALIDATORS:
        _VALIDATORS[model] = SchemaValidator(schema_of(model))
    return _VALIDATORS[model]


def schema_of(model: type[Part]) -> CoreSchema:
    """The schema of a record and of every part in it, each part once."""
    parts = list(dict.fromkeys(_parts(model)))
    return core_schema.definitions_schema(_reference(model), [_part(part) for part in parts])


def _parts(model: type[Part]) -> Iterator[type[Part]]:
    yield model
    for key in keys_of(model).values():
        for inner in _named(key.annotation):
            yield from _parts(inner)


def _named(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from _named(inner)


def _reference(model: type[Part]) -> CoreSchema:
    return core_schema.definition_reference_schema(_name(model))


def _name(model: type[Part]) -> str:
    return f"{model.__module__}.{model.__qualname__}:{id(model)}"


def _part(model: type[Part]) -> CoreSchema:
    fields = {name: _field(key) for name, key in keys_of(model).items()}
    return core_schema.model_schema(
        model, core_schema.model_fields_schema(fields), config=_STRICT, ref=_name(model)
    )


def _field(key: Key) -> core_schema.ModelField:
    value = _value(key.annotation)
    if key.factory:
        value = core_schema.with_default_schema(value, default_factory=key.factory)
    elif not key.is_required:
        value = core_schema.with_default_schema(value, default=key.default)
    return core_schema.model_field(value, validation_alias=key.written)


def _value(annotation: Any) -> CoreSchema:
    """The schema of what a record may hold: forms of text, parts, lists and mappings of them, or nothing."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _reference(annotation)
    if annotation is str:
        return core_schema.str_schema()
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated and isinstance(inner[-1], Form):
        return core_schema.no_info_plain_validator_function(inner[-1])
    if origin is list:
        return core_schema.list_schema(_value(inner[0]))
    if origin is dict:
        return core_schema.dict_schema(_value(inner[0]), _value(inner[1]))
    if origin in {Union, UnionType} and len(inner) == 2 and inner[1] is NoneType:  # noqa: PLR2004 - X | None
        return core_schema.nullable_schema(_value(inner[0]))
    raise TypeError(f"no record can hold {annotation!r}")
