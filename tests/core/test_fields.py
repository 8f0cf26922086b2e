"""The fields of front matter, as validation uses them: text in, values out, and a JSON Schema that agrees."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import jsonschema
import pytest
from parts import of_one, read_as
from pydantic_core import ValidationError

from governor_cli.core import fields
from governor_cli.core.json_schema import json_schema

EXAMPLES: dict[str, tuple[str, Any]] = {
    "BlobId": ("ab" * 20, "ab" * 20),
    "Count": ("42", 42),
    "Day": ("2026-11-23", date(2026, 11, 23)),
    "Duration": ("1h30m", timedelta(minutes=90)),
    "Email": ("ada@example.com", "ada@example.com"),
    "Flag": ("true", True),
    "Handle": ("@ada", "ada"),
    "HandleOrRole": ("@ada", "@ada"),
    "Hours": ("Mon-Fri 06:00-22:00", "Mon-Fri 06:00-22:00"),
    "IncidentId": ("INC-20261123-7F3K", "INC-20261123-7F3K"),
    "Instant": ("2026-11-23T10:02:00Z", datetime(2026, 11, 23, 10, 2, tzinfo=UTC)),
    "LocalTime": ("2026-07-03T14:00", datetime.fromisoformat("2026-07-03T14:00")),
    "Number": ("99.5", 99.5),
    "Paragraph": ("a\nb", "a\nb"),
    "PersonId": ("ada", "ada"),
    "Phone": ("+4930901820", "+4930901820"),
    "RelativePath": ("docs/operations", "docs/operations"),
    "Slug": ("primary-operator", "primary-operator"),
    "Text": ("NO", "NO"),
    "Url": ("https://example.com", "https://example.com"),
    "ZoneName": ("UTC", "UTC"),
}
NAMES = sorted(EXAMPLES)


def schema_of(name: str) -> dict[str, Any]:
    return json_schema(of_one(getattr(fields, name)))


def test_every_field_has_an_example_here():
    assert sorted(name for name in fields.__all__ if name[0].isupper()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_field_reads_text_and_lets_its_own_value_pass(name):
    text, value = EXAMPLES[name]
    form = getattr(fields, name)
    assert read_as(form, text) == value
    assert read_as(form, read_as(form, text) if name != "Handle" else text) == value


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [None, [], {}, 3.5j])
def test_a_field_takes_no_other_shape(name, value):
    with pytest.raises(ValidationError):
        read_as(getattr(fields, name), value)


@pytest.mark.parametrize("name", NAMES)
def test_the_json_schema_is_valid_and_takes_the_example(name):
    schema = schema_of(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate({"x": EXAMPLES[name][0]})


@pytest.mark.parametrize("name", NAMES)
def test_the_json_schema_refuses_a_list(name):
    errors = jsonschema.Draft202012Validator(schema_of(name)).iter_errors({"x": ["a"]})
    assert list(errors)


@pytest.mark.parametrize(
    ("name", "resolved"),
    [("Count", 3), ("Number", 99.5), ("Flag", True), ("Text", 2024), ("Slug", 7), ("Phone", 4930901820)],
)
def test_what_other_yaml_readers_resolve_passes_the_schema(name, resolved):
    jsonschema.Draft202012Validator(schema_of(name)).validate({"x": resolved})


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_a_hint_in_a_whole_sentence(name):
    form = get_args(getattr(fields, name))[1]
    assert form.hint[0].isupper()
    assert form.hint.endswith(".")


def test_a_bool_is_no_count():
    with pytest.raises(ValidationError):
        read_as(fields.Count, value := True)
    assert value
