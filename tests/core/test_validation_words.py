"""No error of pydantic's speaks in pydantic's words."""

from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, BeforeValidator, Field, HttpUrl

from governor_cli.core.fields import Duration, Number
from governor_cli.core.validation import validate


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Cat(BaseModel):
    kind: Literal["cat"]


class Dog(BaseModel):
    kind: Literal["dog"]


def refuse(value: Any) -> Any:
    raise ValueError(f"is no {value}")


def fault_of(annotation: Any, value: Any) -> tuple[str, str, str]:
    model = type("Model", (BaseModel,), {"__annotations__": {"x": annotation}, "__module__": __name__})
    record, (fault, *others) = validate(model, {"x": value})
    assert record is None
    assert not others
    return fault.code, fault.message, fault.hint


@pytest.mark.parametrize(
    ("annotation", "value", "code", "message"),
    [
        (int, "a", "KEY004", "`x` is not a whole number"),
        (float, "a", "KEY004", "`x` is not a number"),
        (bool, "a", "KEY004", "`x` is neither true nor false"),
        (date, "a", "KEY004", "`x` is not a day"),
        (HttpUrl, "a", "KEY004", "`x` is not a web address"),
        (Colour, "rde", "KEY005", "`x` is not one of red, blue"),
        (tuple[str, ...], "a", "KEY003", "`x` should be a list, not text"),
        (Annotated[list[str], Field(min_length=2)], ["a"], "KEY004", "`x` has fewer than 2 entries"),
        (Annotated[list[str], Field(max_length=1)], ["a", "b"], "KEY004", "`x` has more than 1 entries"),
        (Annotated[str, Field(max_length=1)], "ab", "KEY004", "`x` has more than 1 characters"),
        (Annotated[str, Field(pattern="^a$")], "b", "KEY004", "`x` is not a value that fits here"),
        (Annotated[int, Field(gt=3)], "3", "KEY004", "`x` is not greater than 3"),
        (Annotated[int, Field(le=3)], "4", "KEY004", "`x` is not at most 3"),
        (Annotated[str, BeforeValidator(refuse)], "good", "KEY004", "`x` is no good"),
        (None, "a", "KEY004", "`x` should be left out"),
        (Duration, ["a"], "KEY003", "`x` should be text, not a list"),
        (Number, {}, "KEY003", "`x` should be text, not a mapping"),
        (Cat | Dog, "a", "KEY003", "`x` should be a mapping, not text"),
    ],
)
def test_an_error_is_said_plainly(annotation, value, code, message):
    found = fault_of(annotation, value)
    assert found[:2] == (code, message)


def test_a_tag_outside_its_list_is_a_fault_of_the_tag():
    model = type(
        "Model", (BaseModel,), {"__annotations__": {"x": Annotated[Cat | Dog, Field(discriminator="kind")]}}
    )
    _, (fault,) = validate(model, {"x": {"kind": "dgo"}})
    assert (fault.code, fault.at, fault.message, fault.hint) == (
        "KEY005",
        ("x", "kind"),
        "`x.kind` is not one of cat, dog",
        "Did you mean `dog`?",
    )
    _, (fault,) = validate(model, {"x": {}})
    assert (fault.message, fault.hint) == ("`x` does not say its `kind`", "Add the key `kind`.")
