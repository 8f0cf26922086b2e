"""From the annotations of a record to pydantic's schema of it, without pydantic's own classes.

``pydantic`` builds a class and a schema for every model at import, which took more time than everything
else that a commit hook does. Its core takes the same schema as a plain mapping: docs/decisions/026.
"""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from governor_cli.core.engine import SchemaValidator
from governor_cli.core.record import Key, Part, keys_of
from governor_cli.core.scalar import Form

Schema = dict[str, Any]
"""A schema of pydantic's core as the mapping it is; ``pydantic_core.core_schema`` lists their shapes."""

_VALIDATORS: Final[dict[type[Part], SchemaValidator]] = {}


def validator(model: type[Part]) -> SchemaValidator:
    """What validates a front matter tree as this record."""
    if model not in _VALIDATORS:
        schema: Any = schema_of(model)
        _VALIDATORS[model] = SchemaValidator(schema)
    return _VALIDATORS[model]


def schema_of(model: type[Part]) -> Schema:
    """The schema of a record and of every part in it, each part once."""
    parts = list(dict.fromkeys(_parts(model)))
    return {
        "type": "definitions",
        "schema": _reference(model),
        "definitions": [_part(part) for part in parts],
    }


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


def _reference(model: type[Part]) -> Schema:
    return {"type": "definition-ref", "schema_ref": _name(model)}


def _name(model: type[Part]) -> str:
    return f"{model.__module__}.{model.__qualname__}:{id(model)}"


def _part(model: type[Part]) -> Schema:
    fields = {name: _field(key) for name, key in keys_of(model).items()}
    return {
        "type": "model",
        "cls": model,
        "schema": {"type": "model-fields", "fields": fields},
        "config": {"extra_fields_behavior": "forbid"},
        "ref": _name(model),
    }


def _field(key: Key) -> Schema:
    value = _value(key.annotation)
    if key.factory:
        value = {"type": "default", "schema": value, "default_factory": key.factory}
    elif not key.is_required:
        value = {"type": "default", "schema": value, "default": key.default}
    return {"type": "model-field", "schema": value, "validation_alias": key.written}


def _value(annotation: Any) -> Schema:
    """The schema of what a record may hold: forms of text, parts, lists and mappings of them, or nothing."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _reference(annotation)
    if annotation is str:
        return {"type": "str"}
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated and isinstance(inner[-1], Form):
        return {"type": "function-plain", "function": {"type": "no-info", "function": inner[-1]}}
    if origin is list:
        return {"type": "list", "items_schema": _value(inner[0])}
    if origin is dict:
        return {"type": "dict", "keys_schema": _value(inner[0]), "values_schema": _value(inner[1])}
    if origin in {Union, UnionType} and len(inner) == 2 and inner[1] is NoneType:  # noqa: PLR2004 - X | None
        return {"type": "nullable", "schema": _value(inner[0])}
    raise TypeError(f"no record can hold {annotation!r}")
