"""The JSON Schema of a record, for editors: what pydantic makes of the very schema that validates."""

from inspect import cleandoc
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from governor_cli.core.record import Part
from governor_cli.core.schema import schema_of


class _Schema(GenerateJsonSchema):
    """What pydantic cannot know of plain classes and of our forms."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        model = schema["cls"]
        return {
            **self.generate_inner(schema["schema"]),
            "title": model.__name__,
            "description": cleandoc(model.__doc__ or ""),
            "additionalProperties": False,
        }

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> JsonSchemaValue:
        form: Any = schema["function"]["function"]
        return dict(form.schema)


def json_schema(model: type[Part]) -> dict[str, Any]:
    """The JSON Schema of a record, draft 2020-12. Values stand in it as YAML readers see them."""
    schema: Any = schema_of(model)
    made = _Schema(by_alias=True).generate(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
